"""The `verify` command: reads a signed PDF and cards, and says what holds, in words or as JSON; without Qt."""

import getpass
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from wellbeingdesk.app.desk_list import desks_on_laptop
from wellbeingdesk.app.house import House
from wellbeingdesk.domain.failures import Told, WorldError
from wellbeingdesk.domain.policy import OUR_CAPACITIES
from wellbeingdesk.domain.verdict import ExitCode, SignatureFound, Verdict
from wellbeingdesk.usecases.exchange import verified_roots
from wellbeingdesk.usecases.packages import MOST_BYTES
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.verifying import roots_of_cards, verify_file


class NoSuchDesk(Exception):
    """The desk named is not on this computer, or nobody is there to type its passphrase."""


def verify_from_shell(house: House, file: Path, cards: Sequence[Path], desk: str | None, *, as_json: bool) -> int:
    """Print the verdict and give back its exit code; a file or card that cannot be read is 2."""
    try:
        untrusted_pdf = house.files.read(str(file), MOST_BYTES)
        untrusted_cards = [house.files.read(str(card), MOST_BYTES) for card in cards]
        known = roots_of_cards(house.signer, untrusted_cards) | _roots_of_desk(house, desk)
    except NoSuchDesk:
        print(house.catalogue.words("cli.no_such_desk"), file=sys.stderr)
        return ExitCode.WRONG_USAGE
    except WorldError as told:
        _tell_unreadable(house, told, as_json=as_json)
        return ExitCode.UNREADABLE
    verdict = verify_file(house.verifier, house.renderer, house.catalogue, untrusted_pdf, known)
    print(json.dumps(_as_json(verdict), indent=2) if as_json else "\n".join(_lines(house, verdict)))
    return verdict.exit_code


def _roots_of_desk(house: House, desk: str | None) -> frozenset[str]:
    if desk is None:
        return frozenset()
    from wellbeingdesk.app.desk import unlock_desk  # only this option needs a store

    listed = [one.id for one in desks_on_laptop(house.data)]
    chosen = desk or next(iter(listed), "")
    if chosen not in listed:
        raise NoSuchDesk
    try:
        passphrase = getpass.getpass(house.catalogue.words("cli.passphrase"))
    except EOFError:
        raise NoSuchDesk from None
    opened = unlock_desk(house, chosen, passphrase)
    try:
        return opened.ports.lanes.on_store(lambda: _verified(opened.ports))
    finally:
        opened.close()


def _verified(ports: Ports) -> frozenset[str]:
    with ports.uow() as uow:
        return verified_roots(uow, ports)


def _tell_unreadable(house: House, told: Told, *, as_json: bool) -> None:
    words = house.catalogue.words
    if as_json:
        print(json.dumps({"standing": "unreadable", "exit_code": int(ExitCode.UNREADABLE), "codes": [told.code]}))
    else:
        print(words(f"{told.code}.what", **told.facts), words(f"{told.code}.do", **told.facts), sep="\n")


def _lines(house: House, verdict: Verdict) -> list[str]:
    words = house.catalogue.words
    lines = [words(f"verify.standing.{verdict.standing}")]
    lines += [words("verify.code", code=code) for code in verdict.codes]
    lines += [_signature_line(house, one) for one in verdict.signatures]
    if verdict.countersignature is not None:
        said = verdict.countersignature
        lines.append(words(f"verify.answer.{said.answer}", capacity=_capacity(house, said.capacity)))
    if verdict.whole:
        rebuilt = {None: "cannot", True: "same", False: "differs"}[verdict.rebuilt]
        lines.append(words(f"verify.pages.{rebuilt}"))
        lines.append(words("verify.identities.checked" if verdict.identities_checked else "verify.identities.not"))
    return lines


def _capacity(house: House, untrusted_capacity: str) -> str:
    """In words; a capacity of a service's own policy as it writes it."""
    if untrusted_capacity in OUR_CAPACITIES:
        return house.catalogue.words(f"review.capacity.{untrusted_capacity}")
    return untrusted_capacity.replace("-", " ")


def _signature_line(house: House, found: SignatureFound) -> str:
    words = house.catalogue.words
    clock = found.signers_clock
    return words(
        f"verify.signature.{'known' if found.known else 'not_checked'}",
        slot=found.slot,
        name=found.name,
        registration=f"{found.body} {found.number}".strip() or words("verify.no_registration"),
        when=clock.wall.strftime("%d.%m.%Y %H:%M") if clock is not None else words("verify.no_clock"),
        root=found.root_sha256[:16],
    )


def _as_json(verdict: Verdict) -> dict[str, object]:
    said = verdict.countersignature
    return {
        "standing": verdict.standing.value,
        "exit_code": int(verdict.exit_code),
        "codes": list(verdict.codes),
        "identities_checked": verdict.identities_checked,
        "pages_rebuilt": verdict.rebuilt,
        "record_id": verdict.record.draft.record_id if verdict.record is not None else None,
        "record_sha256": verdict.record.statement_sha256 if verdict.record is not None else None,
        "answer": said.answer.value if said is not None else None,
        "capacity": said.capacity if said is not None else None,
        "signatures": [
            {
                "slot": one.slot,
                "name": one.name,
                "body": one.body,
                "number": one.number,
                "root_sha256": one.root_sha256,
                "signers_clock": one.signers_clock.iso() if one.signers_clock is not None else None,
                "identity": "checked" if one.known else "not checked",
            }
            for one in verdict.signatures
        ],
    }
