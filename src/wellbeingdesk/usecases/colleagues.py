"""Colleagues: give out one's own card, take in theirs, and verify it by digits typed in their presence."""

from dataclasses import replace

from wellbeingdesk.domain.colleague import CardIsYourOwn, CheckedHow, Colleague, ContactCard, FingerprintDoesNotMatch
from wellbeingdesk.domain.decision import RecordDoesNotVerify
from wellbeingdesk.domain.events import ColleagueAdded, ColleagueCardChanged, ColleagueVerified, Done
from wellbeingdesk.domain.permit import Permit, Route
from wellbeingdesk.usecases import gate
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork


def own_card(ports: Ports) -> ContactCard:
    """The card of this desk."""
    return ports.signer.make_card(ports.identity, 1)


def write_own_card(ports: Ports, *, path: str) -> Done[Permit]:
    """Write the card to a file for a colleague. Runs on the bench. Raises DiskFull, CannotWrite."""
    card = own_card(ports)
    return gate.write_out(ports, route=Route.OWN_CARD, subject_id=ports.session.desk_id, payload=card.file, path=path)


def add_colleague(ports: Ports, *, untrusted_card: bytes) -> Done[Colleague]:
    """Take in a card; until it is verified in person its identity is "not checked".

    Raises FileNotOurs, FileTruncated, FileFromNewerVersion, CardIsYourOwn: any key of the card is one of this desk's.
    """
    card = ports.signer.read_card(untrusted_card)
    if card.desk_id == ports.session.desk_id or ports.signer.share_a_key(card, own_card(ports)):
        raise CardIsYourOwn
    with ports.uow() as uow:
        known = uow.colleagues.by_root(card.root_sha256)
        if known is not None:
            return _taken_again(uow, known, card)
        colleague = Colleague(ports.ids.new(), card, CheckedHow.NOT_CHECKED, None, ports.clock.now())
        uow.colleagues.add(colleague)
        uow.audit(AuditEntry("colleague-added", "colleague", colleague.id, digest=card.root_sha256))
        uow.commit()
    return Done(colleague, (ColleagueAdded(colleague.id),))


def _taken_again(uow: UnitOfWork, known: Colleague, card: ContactCard) -> Done[Colleague]:
    done = renew(uow, known, card)
    if done.events:
        uow.commit()
    return done


def read_sent_card(ports: Ports, untrusted_card: bytes, root_sha256: str) -> ContactCard:
    """The card that travels with a decision or an answer: it must be that of who signed it. Runs on the bench.

    Raises FileNotOurs, FileTruncated, FileFromNewerVersion, RecordDoesNotVerify.
    """
    card = ports.signer.read_card(untrusted_card)
    if card.root_sha256 != root_sha256:
        raise RecordDoesNotVerify(codes="CARD:ANOTHER_SENDER")
    return card


def renew(uow: UnitOfWork, known: Colleague, card: ContactCard) -> Done[Colleague]:
    """Put a later card of the same root in the place of the one on file; the caller commits.

    What was checked in person stands only for what the card said then: the digits, and everything but the role.
    """
    if card.root_sha256 != known.card.root_sha256 or card.sequence <= known.card.sequence:
        return Done(known)
    same = card.fingerprint == known.card.fingerprint and card.signatory.same_but_role(known.card.signatory)
    renewed = replace(
        known,
        card=card,
        checked=known.checked if same else CheckedHow.NOT_CHECKED,
        checked_at=known.checked_at if same else None,
    )
    uow.colleagues.save(renewed)
    uow.audit(AuditEntry("colleague-card-changed", "colleague", known.id, digest=card.root_sha256))
    return Done(renewed, (ColleagueCardChanged(known.id),))


def verify_colleague(ports: Ports, *, colleague_id: str, typed_digits: str) -> Done[None]:
    """Verify a card by the digits that its owner reads out; looking alike does not count. Raises
    FingerprintDoesNotMatch.
    """
    with ports.uow() as uow:
        colleague = uow.colleagues.get(colleague_id)
        if _digits(typed_digits) != _digits(colleague.card.fingerprint):
            raise FingerprintDoesNotMatch
        uow.colleagues.save(replace(colleague, checked=CheckedHow.TYPED_IN_PERSON, checked_at=ports.clock.now()))
        uow.audit(AuditEntry("colleague-verified", "colleague", colleague_id, digest=colleague.card.root_sha256))
        uow.commit()
    return Done(None, (ColleagueVerified(colleague_id),))


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdecimal())
