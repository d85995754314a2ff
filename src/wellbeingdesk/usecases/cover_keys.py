"""Set and end the keys that the cover sheet is sealed to, and choose the folder that it goes to."""

from dataclasses import replace

from wellbeingdesk.domain.cover_key import (
    MOST_KEYS,
    CoverKey,
    CoverKeyIsADesks,
    CoverKeyStands,
    CoverRole,
    TooManyCoverKeys,
    holder_named,
    recipient_in,
)
from wellbeingdesk.domain.events import CoverKeysChanged, Done
from wellbeingdesk.usecases import cover_keeping as keeping
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork

MOST_BYTES = 64 * 1024
"""Of a file with a key in it."""


def set_cover_key(ports: Ports, *, role: CoverRole, holder: str, untrusted_key: str) -> Done[CoverKey]:
    """Seal the next sheet to this recipient too. What was pasted is forgotten where it is refused.

    Raises CoverKeyIsSecret, CoverKeyIsNoKey, CoverKeysAreSeveral, CoverKeyIsMistyped, CoverKeyIsADesks,
    CoverKeyStands, CoverHolderIsNeeded, TooManyCoverKeys.
    """
    recipient = recipient_in(untrusted_key)
    key = CoverKey(role, recipient, holder_named(holder), ports.clock.now())
    with ports.uow() as uow:
        kept = keeping.keys_in(uow.desk.setting)
        demand_no_desks_key(uow, ports, recipient)
        standing = next((one for one in kept if one.recipient == recipient), None)
        if standing is not None:
            raise CoverKeyStands(holder=standing.holder)
        if len(kept) >= MOST_KEYS:
            raise TooManyCoverKeys(most=MOST_KEYS)
        keeping.save_keys(uow, (*kept, key))
        audit_key(uow, ports, "cover-key-set", key)
        uow.commit()
    return Done(key, (CoverKeysChanged(ports.session.desk_id),))


def end_cover_key(ports: Ports, *, recipient: str) -> Done[None]:
    """Sheets made from now on do not open with it; those made before still do. Nothing where it is not set."""
    with ports.uow() as uow:
        kept = keeping.keys_in(uow.desk.setting)
        ended = [key for key in kept if key.recipient == recipient]
        if not ended:
            return Done(None)
        keeping.save_keys(uow, tuple(key for key in kept if key.recipient != recipient))
        audit_key(uow, ports, "cover-key-ended", ended[0])
        uow.commit()
    return Done(None, (CoverKeysChanged(ports.session.desk_id),))


def key_in_file(ports: Ports, *, path: str) -> Done[str]:
    """The recipient in a file. Runs on the bench. Raises CannotRead, FileTooLarge, and as `recipient_in`."""
    untrusted = ports.files.read(path, MOST_BYTES)
    return Done(recipient_in(untrusted.decode("utf-8", "replace")))


def choose_cover_folder(ports: Ports, *, folder: str) -> Done[None]:
    """From the next lock on the sheet goes there; empty is the desk's own folder. The sheet in the old one stays."""
    with ports.uow() as uow:
        uow.desk.save_setting(keeping.FOLDER, folder)
        chosen = "chosen" if folder else "own"
        uow.audit(AuditEntry("cover-folder-chosen", "desk", ports.session.desk_id, detail=chosen))
        uow.commit()
    return Done(None, (CoverKeysChanged(ports.session.desk_id),))


def keep_keys_of_pack(uow: UnitOfWork, ports: Ports, brought: tuple[CoverKey, ...]) -> None:
    """What a service pack brings takes the place of what an earlier one brought; what was typed in here stays, and
    is not doubled. The caller commits.
    """
    kept = keeping.keys_in(uow.desk.setting)
    own = {key.recipient for key in brought}
    standing = {key.recipient: key for key in kept if key.pack}
    since = tuple(_as_before(key, standing.get(key.recipient)) for key in brought)
    keeping.save_keys(uow, (*(key for key in kept if not key.pack and key.recipient not in own), *since))
    for key in brought:
        if key.recipient not in {one.recipient for one in kept}:
            audit_key(uow, ports, "cover-key-set", key)
    for recipient, key in standing.items():
        if recipient not in own:
            audit_key(uow, ports, "cover-key-ended", key)


def _as_before(key: CoverKey, before: CoverKey | None) -> CoverKey:
    same = before is not None and (before.role, before.holder) == (key.role, key.holder)
    return replace(key, since=before.since) if same and before is not None else key


def demand_no_desks_key(uow: UnitOfWork, ports: Ports, recipient: str) -> None:
    """Raises CoverKeyIsADesks: the secret half would lie in an encrypted store."""
    desks = {one.card.age_recipient for one in uow.colleagues.all()} | {ports.identity.age_recipient}
    if recipient in desks:
        raise CoverKeyIsADesks


def audit_key(uow: UnitOfWork, ports: Ports, action: str, key: CoverKey) -> None:
    """Which key, for what, and from where; the holder's name stays out of the audit."""
    source = f"pack {key.pack}" if key.pack else "typed"
    uow.audit(AuditEntry(action, "desk", ports.session.desk_id, detail=f"{key.role.value} {key.recipient} {source}"))
