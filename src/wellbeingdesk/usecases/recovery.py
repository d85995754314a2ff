"""Ways back into a desk: a sheet or shares made, tried, made void, or knowingly done without; each of it audited."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from wellbeingdesk.domain.events import Done, Event, ReminderSet, WayInChanged
from wellbeingdesk.domain.permit import Route
from wellbeingdesk.domain.recovery import RecoveryCode, Share, SlotKind
from wellbeingdesk.domain.recovery_paper import (
    FreshPaper,
    KeptPaper,
    KeptRecovery,
    ReasonIsNeeded,
    RefusalNotUnderstood,
    RefusedRecovery,
    months_after,
    read_kept,
    schedule_of,
    whole_codes,
    write_kept,
)
from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork

RECOVERY = "recovery"
"""The setting under which a desk remembers its ways back."""
ROUTE = Route.RECOVERY
REMIND_AFTER_MONTHS = 3
NAMES = {SlotKind.RECOVERY: "recovery-sheet", SlotKind.SHARES: "recovery-shares"}
"""What the audit calls a kind of paper."""


def make_sheet(ports: Ports, *, passphrase: str) -> Done[FreshPaper]:
    """A recovery sheet: its letters, for the screen and once. It counts when it was tried. Runs on the bench.

    Raises WrongPassphrase, TooManyWaysIn, DiskFull, CannotWrite.
    """
    return _make(ports, SlotKind.RECOVERY, passphrase, lambda: (ports.vault.add_recovery(passphrase),), ())


def make_shares(ports: Ports, *, passphrase: str, holders: tuple[str, str, str] = ("", "", "")) -> Done[FreshPaper]:
    """Three shares, any two of which open the desk; as for a sheet. `holders` are the people who will have them."""
    names = tuple(name.strip() for name in holders)
    return _make(ports, SlotKind.SHARES, passphrase, lambda: ports.vault.add_shares(passphrase), names)


def confirm_paper(ports: Ports, *, slot_id: str, untrusted_hand: tuple[str, ...]) -> Done[None]:
    """The groups written by hand, typed back from the paper: they are checked by really opening. Runs on the bench.

    Raises PaperUnknown, GroupMistyped, RecoveryCodeWrong, SharesWrong, TooSoon.
    """
    paper = ports.lanes.on_store(lambda: _kept_now(ports).paper(slot_id))
    really_open(ports, paper.kind, whole_codes(paper, untrusted_hand))

    def keep(uow: UnitOfWork, kept: KeptRecovery) -> KeptRecovery:
        uow.audit(AuditEntry(f"{NAMES[paper.kind]}-confirmed", "way-in", slot_id))
        uow.reminders.settle(ReminderKind.RECOVERY_MISSING, ports.session.desk_id, ports.clock.now())
        ask_again(ports, uow, slot_id, first=True)
        return replace(kept.with_paper(replace(kept.paper(slot_id), confirmed=True)), refused=None)

    return ports.lanes.on_store(lambda: change_kept(ports, keep, slot_id))


def void_way(ports: Ports, *, passphrase: str, slot_id: str) -> Done[None]:
    """Close a way in, and forget what was kept of its paper. Old copies of the key file still have it. On the bench.

    Raises WrongPassphrase, LastWayIn, DiskFull, CannotWrite.
    """
    ports.vault.drop_slot(passphrase, slot_id)
    return ports.lanes.on_store(lambda: forget_ways(ports, slot_ids=(slot_id,)))


def forget_ways(ports: Ports, *, slot_ids: tuple[str, ...]) -> Done[None]:
    """What was kept of ways in that ended, as by a change of keys; audited for each."""

    def forget(uow: UnitOfWork, kept: KeptRecovery) -> KeptRecovery:
        for slot_id in slot_ids:
            uow.reminders.settle(ReminderKind.RECOVERY_DRILL, slot_id, ports.clock.now())
            uow.audit(AuditEntry("way-in-dropped", "way-in", slot_id))
        return kept.without(slot_ids)

    return change_kept(ports, forget, *slot_ids) if slot_ids else Done(None)


def refuse_recovery(ports: Ports, *, reason: str, understood: bool) -> Done[None]:
    """Do without a way back, knowing that nobody can open the notes then; it comes back as a reminder.

    Raises ReasonIsNeeded, RefusalNotUnderstood. The words stay in the store; the audit has their digest.
    """
    words = reason.strip()
    if not words:
        raise ReasonIsNeeded
    if not understood:
        raise RefusalNotUnderstood

    def keep(uow: UnitOfWork, kept: KeptRecovery) -> KeptRecovery:
        digest = hashlib.sha256(words.encode()).hexdigest()
        uow.audit(AuditEntry("recovery-refused", "desk", ports.session.desk_id, digest=digest))
        _remind(ports, uow)
        return replace(kept, refused=RefusedRecovery(ports.clock.now(), words))

    return change_kept(ports, keep)


def put_off_recovery(ports: Ports) -> Done[None]:
    """Not now: the reminder to arrange a way back comes again."""
    with ports.uow() as uow:
        uow.audit(AuditEntry("recovery-put-off", "desk", ports.session.desk_id))
        reminder_id = _remind(ports, uow)
        uow.commit()
    return Done(None, (ReminderSet(reminder_id),))


def really_open(ports: Ports, kind: SlotKind, codes: tuple[tuple[str, ...], ...]) -> None:
    """Open the desk's keys with each of the papers, and let them go again. Raises as the vault says."""
    if kind is SlotKind.RECOVERY:
        ports.vault.open_with_recovery(RecoveryCode(codes[0]))
        return
    one, *others = (Share(code) for code in codes)
    for other in others:
        ports.vault.open_with_shares(one, other)


def ask_again(ports: Ports, uow: UnitOfWork, slot_id: str, *, first: bool = False) -> None:
    """Set the day on which the paper is asked for next."""
    schedule = schedule_of(ports.session.setup.choices)
    months = schedule.first_months if first else schedule.later_months
    due = months_after(ports.clock.now().wall.date(), months)
    uow.reminders.set(Reminder(ports.ids.new(), ReminderKind.RECOVERY_DRILL, due, "", slot_id))


def change_kept(ports: Ports, change: Callable[[UnitOfWork, KeptRecovery], KeptRecovery], *slot_ids: str) -> Done[None]:
    """Change what the desk remembers, in the transaction of the audit; on the store's thread."""
    with ports.uow() as uow:
        uow.desk.save_setting(RECOVERY, write_kept(change(uow, read_kept(uow.desk.setting(RECOVERY)))))
        uow.commit()
    events: tuple[Event, ...] = tuple(WayInChanged(one) for one in slot_ids or (ports.session.desk_id,))
    return Done(None, events)


def _make(
    ports: Ports,
    kind: SlotKind,
    passphrase: str,
    make: Callable[[], tuple[RecoveryCode | Share, ...]],
    holders: tuple[str, ...],
) -> Done[FreshPaper]:
    _drop_untried(ports, kind, passphrase)
    made = make()
    codes = tuple(one.groups for one in made)
    fresh = FreshPaper(made[0].slot_id, kind, codes, ports.clock.now(), holders)

    def keep(uow: UnitOfWork, kept: KeptRecovery) -> KeptRecovery:
        uow.audit(AuditEntry(f"{NAMES[kind]}-made", "way-in", fresh.slot_id))
        return kept.with_paper(KeptPaper(fresh.slot_id, kind, fresh.made_at, fresh.printed, holders))

    done = ports.lanes.on_store(lambda: change_kept(ports, keep, fresh.slot_id))
    return Done(fresh, done.events)


def _drop_untried(ports: Ports, kind: SlotKind, passphrase: str) -> None:
    """One that was begun and never tried: nobody may have its letters, so it is no way back, only a way in."""
    kept = ports.lanes.on_store(lambda: _kept_now(ports))
    there = {slot.id for slot in ports.vault.slots()}
    for paper in kept.papers:
        if paper.kind is kind and not paper.confirmed and paper.slot_id in there:
            void_way(ports, passphrase=passphrase, slot_id=paper.slot_id)


def _remind(ports: Ports, uow: UnitOfWork) -> str:
    due = months_after(ports.clock.now().wall.date(), REMIND_AFTER_MONTHS)
    reminder = Reminder(ports.ids.new(), ReminderKind.RECOVERY_MISSING, due, "", ports.session.desk_id)
    uow.reminders.set(reminder)
    return reminder.id


def _kept_now(ports: Ports) -> KeptRecovery:
    with ports.uow() as uow:
        return read_kept(uow.desk.setting(RECOVERY))
