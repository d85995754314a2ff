"""A desk to measure with, in a temporary folder: made-up clients with many notes, one of them with fifty."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from wellbeingdesk.app.desk import OpenDesk, create_desk, folder_of
from wellbeingdesk.app.house import House, StoreOpens, build_house
from wellbeingdesk.app.self_test import made_up_set_up
from wellbeingdesk.bench.answers import complete_answers, made_up_note
from wellbeingdesk.bench.measures import Settings
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.domain.times import Instant, instant_from_utc
from wellbeingdesk.keys.vault import FolderVault
from wellbeingdesk.store.desk_store import FILE_NAME
from wellbeingdesk.usecases import clients, consents, decisions, drafts
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry, SealedRow
from wellbeingdesk.usecases.sealing import keep_definition, record_draft
from wellbeingdesk.usecases.ways import DeskKeys, Vault

T = TypeVar("T")

PASSPHRASE = "a made-up passphrase to measure with"  # noqa: S105  # opens nothing but a temporary folder
NOTES_OF_ONE = 50
_POLICY = "cambridge-su-advice"  # it asks for no second signature, so one desk is enough


class KnownKeys(FolderVault):
    """A vault that has its keys already: what is left of unlocking is everything but deriving them."""

    keys: DeskKeys | None = None

    def create(self, passphrase: str) -> DeskKeys:
        """As the real one, and the keys are remembered."""
        self.keys = super().create(passphrase)
        return self.keys

    def unlock(self, passphrase: str) -> DeskKeys:
        """At once."""
        return self.keys or super().unlock(passphrase)


@dataclass(frozen=True, slots=True, repr=False)
class MadeUpDesk:
    """A closed desk's place and keys, and who and what in it is measured."""

    house: House
    quick_house: House
    """The same computer, where keys need no deriving."""
    desk_id: str
    keys: DeskKeys
    store: Path
    client_id: str
    consent_ids: tuple[str, ...]
    """Each in other words, because a typesetter remembers what it set before."""
    decision_id: str


def on_store(desk: OpenDesk, work: Callable[[Ports], T]) -> T:
    """On the thread that writes."""
    return desk.threads.store.submit(lambda: work(desk.ports)).result()


def make_desk(data: Path, settings: Settings) -> tuple[MadeUpDesk, OpenDesk]:
    """Make it, fill it, and give it open."""
    house = build_house(data)
    vaults: dict[str, KnownKeys] = {}

    def quick_vault(folder: Path, desk_id: str, store_opens: StoreOpens) -> Vault:
        return vaults.setdefault(desk_id, KnownKeys(folder, desk_id, store_opens=store_opens))

    quick_house = replace(house, make_vault=quick_vault)
    policy = next(one for one in house.catalogue.policies() if one.id == _POLICY)
    desk = create_desk(quick_house, made_up_set_up(policy), PASSPHRASE)
    desk_id = desk.ports.session.desk_id
    keys = vaults[desk_id].keys
    if keys is None:
        raise AssertionError("the vault was not asked")
    client_id = on_store(desk, lambda ports: _fill(ports, settings))
    store = folder_of(house, desk_id) / FILE_NAME
    consent_ids = tuple(on_store(desk, _giving(client_id, number)) for number in range(settings.runs + 2))
    decision_id = _decision(desk, client_id)
    return MadeUpDesk(house, quick_house, desk_id, keys, store, client_id, consent_ids, decision_id), desk


def _fill(ports: Ports, settings: Settings) -> str:
    """Gives back the client with fifty notes."""
    ids, number = [], 0
    for client in range(max(1, settings.clients)):
        ids.append(clients.add_client(ports, name_used=f"Made-up Client {client}").value)
        count = settings.notes_each if client else NOTES_OF_ONE
        keep_notes(ports, ids[-1], number, count)
        number += count
    return ids[0]


def keep_notes(ports: Ports, client_id: str, number: int, count: int) -> None:
    """Signed notes of one client, a week apart, in one transaction: filling is not what is measured."""
    now, form = ports.clock.now(), ports.catalogue.form("note-narrative")
    with ports.uow() as uow:
        keep_definition(uow, ports, ports.catalogue.form_ref(form), "form")
        keep_definition(uow, ports, ports.session.policy_ref, "policy")
        for at in range(count):
            event = instant_from_utc(now.utc - timedelta(weeks=at + 1, minutes=number), now.zone)
            draft = _draft(ports, client_id, event, made_up_note(number + at))
            record = ports.signer.seal_record(
                record_draft(ports, draft, form, template="form", written_time=now), ports.identity
            )
            uow.records.add(SealedRow(record, client_id, now))
        uow.audit(AuditEntry("notes-made-up", "client", client_id, client_id))
        uow.commit()


def _draft(ports: Ports, client_id: str, event: Instant, text: str) -> Draft:
    return Draft(
        id=ports.ids.new(),
        kind=RecordKind.NOTE,
        client_id=client_id,
        form_id="note-narrative",
        form_version=1,
        answers={"narrative": text},
        event_time=event,
        begun_at=event,
        saved_at=event,
        version=1,
    )


def begin_note(ports: Ports, client_id: str, number: int) -> Draft:
    """A note ready to be signed."""
    return drafts.begin_draft(
        ports,
        kind=RecordKind.NOTE,
        client_id=client_id,
        form_id="note-narrative",
        answers={"narrative": made_up_note(number)},
    ).value


def begin_decision(ports: Ports, client_id: str) -> Draft:
    """A decision ready to be signed."""
    draft = decisions.begin_decision(ports, client_id=client_id).value
    form = ports.catalogue.form(draft.form_id, draft.form_version)
    return drafts.save_draft(ports, draft=replace(draft, answers=complete_answers(form, ports.clock.now()))).value


def _giving(client_id: str, number: int) -> Callable[[Ports], str]:
    def give(ports: Ports) -> str:
        draft = consents.begin_consent(ports, client_id=client_id).value
        form = ports.catalogue.form(draft.form_id, draft.form_version)
        filled = replace(draft, answers=complete_answers(form, ports.clock.now(), number))
        saved = drafts.save_draft(ports, draft=filled).value
        return consents.sign_consent(ports, draft_id=saved.id, version=saved.version).value

    return give


def _decision(desk: OpenDesk, client_id: str) -> str:
    draft = on_store(desk, lambda ports: begin_decision(ports, client_id))
    signed = desk.threads.bench.submit(
        lambda: decisions.sign_decision(desk.ports, draft_id=draft.id, version=draft.version, passphrase=PASSPHRASE)
    )
    return signed.result().value
