"""Colleagues: give out one's own card, take in theirs, and verify it by digits typed in their presence."""

from dataclasses import replace

from wellbeingdesk.domain.colleague import CardIsYourOwn, CheckedHow, Colleague, ContactCard, FingerprintDoesNotMatch
from wellbeingdesk.domain.events import ColleagueAdded, ColleagueCardChanged, ColleagueVerified, Done
from wellbeingdesk.domain.permit import Permit, Route
from wellbeingdesk.usecases import gate
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork

CARD_MOST_BYTES = 64 * 1024


def own_card(ports: Ports) -> ContactCard:
    """The card of this desk."""
    return ports.signer.make_card(ports.identity, 1)


def write_own_card(ports: Ports, *, path: str) -> Done[Permit]:
    """Write the card to a file for a colleague. Runs on the bench. Raises DiskFull, CannotWrite."""
    card = own_card(ports)
    return gate.write_out(ports, route=Route.OWN_CARD, subject_id=ports.session.desk_id, payload=card.file, path=path)


def add_colleague(ports: Ports, *, untrusted_card: bytes) -> Done[Colleague]:
    """Take in a card; until it is verified in person its identity is "not checked".

    Raises FileNotOurs, FileTruncated, FileFromNewerVersion, CardIsYourOwn.
    """
    card = ports.signer.read_card(untrusted_card)
    if card.root_sha256 == ports.identity.root_sha256 or card.desk_id == ports.session.desk_id:
        raise CardIsYourOwn
    with ports.uow() as uow:
        known = uow.colleagues.by_root(card.root_sha256)
        if known is not None:
            return _renewed(uow, known, card)
        colleague = Colleague(ports.ids.new(), card, CheckedHow.NOT_CHECKED, None, ports.clock.now())
        uow.colleagues.add(colleague)
        uow.audit(AuditEntry("colleague-added", "colleague", colleague.id, digest=card.root_sha256))
        uow.commit()
    return Done(colleague, (ColleagueAdded(colleague.id),))


def _renewed(uow: UnitOfWork, known: Colleague, card: ContactCard) -> Done[Colleague]:
    if card.sequence <= known.card.sequence or card.file == known.card.file:
        return Done(known)
    same_digits = card.fingerprint == known.card.fingerprint
    renewed = replace(
        known,
        card=card,
        checked=known.checked if same_digits else CheckedHow.NOT_CHECKED,
        checked_at=known.checked_at if same_digits else None,
    )
    uow.colleagues.save(renewed)
    uow.audit(AuditEntry("colleague-card-changed", "colleague", known.id, digest=card.root_sha256))
    uow.commit()
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
