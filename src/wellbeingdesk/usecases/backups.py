"""Backups of a desk: where and when, made, checked by opening, tried as a restore; every step is in the audit."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from wellbeingdesk.domain.backup import BackupMade, BackupManifest, BackupStep
from wellbeingdesk.domain.backup_plan import (
    DRILL_EVERY,
    FIRST_DRILL_AFTER,
    BackupFolderIsNeeded,
    BackupFolderIsTheDesk,
    BackupPlan,
    CopyArrived,
    CopyFailed,
    CopyFolderAway,
    Every,
    NothingToTry,
    Place,
    RestoredFrom,
    RestoreTried,
    is_due,
)
from wellbeingdesk.domain.events import BackupsChanged, Done, ReminderSet
from wellbeingdesk.domain.failures import Told, WorldError
from wellbeingdesk.domain.permit import Permit, Route
from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.usecases import backup_keeping as keeping
from wellbeingdesk.usecases import gate
from wellbeingdesk.usecases.backup_keeping import Copies
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork

Progress = Callable[[BackupStep], None]
_ROUTES = {Copies.BACKUP: Route.BACKUP, Copies.SERVICE: Route.SERVICE_COPY}


def place_for(ports: Ports, folder: str) -> Place:
    """What a folder lies on. Slow on a share. Raises BackupFolderIsNeeded, BackupFolderIsTheDesk, CopyFolderAway."""
    if not folder:
        raise BackupFolderIsNeeded
    place = ports.machine.place(folder, str(ports.store.folder))
    if place.inside:
        raise BackupFolderIsTheDesk
    if not place.there:
        raise CopyFolderAway
    return place


def choose_backups(ports: Ports, *, folder: str, every: Every) -> Done[Place]:
    """Where and how often. Runs on the bench. Raises as `place_for`."""
    place = place_for(ports, folder)

    def keep() -> None:
        with ports.uow() as uow:
            uow.desk.save_setting(Copies.BACKUP.key(keeping.FOLDER), folder)
            uow.desk.save_setting(Copies.BACKUP.key(keeping.EVERY), every.value)
            uow.desk.save_setting(Copies.BACKUP.key(keeping.FAILED), "")
            uow.audit(AuditEntry("backup-planned", "desk", ports.session.desk_id, detail=every.value))
            uow.commit()

    ports.lanes.on_store(keep)
    return Done(place, _changed(ports))


def choose_interval(ports: Ports, *, every: Every) -> Done[None]:
    """How often, in the folder that was chosen before."""
    with ports.uow() as uow:
        uow.desk.save_setting(Copies.BACKUP.key(keeping.EVERY), every.value)
        uow.audit(AuditEntry("backup-planned", "desk", ports.session.desk_id, detail=every.value))
        uow.commit()
    return Done(None, _changed(ports))


def back_up_now(ports: Ports, *, progress: Progress | None = None) -> Done[BackupMade]:
    """Make a backup, open it again, and thin out old ones. Runs on the long thread.

    Raises BackupFolderIsNeeded, CopyFolderAway, DiskFull, CannotWrite, StoreDamaged.
    """
    plan, _, _ = ports.lanes.on_store(lambda: _known(ports, Copies.BACKUP))
    made = make_copy(ports, Copies.BACKUP, plan.folder, progress)
    return Done(made, _changed(ports))


def back_up_if_due(ports: Ports) -> Done[BackupMade | None]:
    """Make a backup where the plan says so; what fails is kept to be told and tried again later. On the long thread."""

    def facts() -> tuple[BackupPlan, bool]:
        plan, last, failed = _known(ports, Copies.BACKUP)
        return plan, is_due(plan, last, failed, ports.store.change_mark(), ports.clock.now())

    plan, due = ports.lanes.on_store(facts)
    if not due:
        return Done(None)
    try:
        return Done(make_copy(ports, Copies.BACKUP, plan.folder, None), _changed(ports))
    except Told:
        return Done(None, _changed(ports))


def make_copy(ports: Ports, copies: Copies, folder: str, progress: Progress | None) -> BackupMade:
    """A sealed copy in this folder, noted as the last of its kind. On the long thread. Raises as `back_up_now`."""
    try:
        place_for(ports, folder)
    except WorldError as away:
        missing = away  # the name of an exception ends with its clause
        ports.lanes.on_store(lambda: _note_away(ports, copies, missing))
        raise
    mark = ports.lanes.on_store(ports.store.change_mark)

    def make(permit: Permit) -> BackupMade:
        return ports.store.back_up_into(permit, Path(folder), ports.vault.files(), progress)

    def note(uow: UnitOfWork, came: BackupMade | Told | None) -> None:
        if isinstance(came, BackupMade):
            _note_arrived(ports, uow, copies, CopyArrived(ports.clock.now(), *_file(came, folder), mark))
        elif came is not None:
            _note_failed(ports, uow, copies, came)

    made = gate.seal_out(ports, route=_ROUTES[copies], make=make, note=note).value
    with suppress(WorldError):  # the new one is whole; old ones that stay do no harm
        ports.store.thin_out(Path(folder))
    return made


def check_backup(ports: Ports, *, name: str, progress: Progress | None = None) -> Done[BackupManifest]:
    """Open one backup and look through the store in it. On the long thread. Raises as `StoreCare.verify_backup`."""
    folder = _folder_at_hand(ports)
    try:
        manifest = ports.store.verify_backup(Path(folder) / Path(name).name, progress)
    except Told as told:
        _audit(ports, "backup-check-failed", told.code)
        raise
    _audit(ports, "backup-checked", Path(name).name)
    return Done(manifest)


def try_a_restore(ports: Ports, *, progress: Progress | None = None) -> Done[RestoreTried]:
    """Unpack the newest backup inside the desk's folder, still encrypted, read every record in it, and put it away.

    Runs on the long thread. Raises NothingToTry, CopyFolderAway, and as `StoreCare.verify_backup`.
    """
    folder = Path(_folder_at_hand(ports))
    found = ports.store.backups_in(folder)
    if not found:
        raise NothingToTry
    try:
        read = ports.store.read_backup(folder / found[-1].name, ports.vault.files(), progress)
    except Told as told:
        _audit(ports, "backup-restore-failed", told.code)
        raise
    now = ports.clock.now()
    tried = RestoreTried(now, found[-1].name, read.clients, read.records, read.wrong, read.same_ways)
    ports.lanes.on_store(lambda: _keep_tried(ports, tried))
    return Done(tried, (*_changed(ports), ReminderSet(ports.session.desk_id)))


def note_restored(ports: Ports, *, told: RestoredFrom, way: SlotKind) -> Done[None]:
    """Keep what a restore brought until a person has read it; the audit also has by which way it was opened."""
    with ports.uow() as uow:
        uow.desk.save_setting(keeping.RESTORED, keeping.restored_text(told))
        uow.audit(AuditEntry("desk-restore-noted", "desk", ports.session.desk_id, detail=f"{way} {told.missing}"))
        uow.commit()
    return Done(None)


def note_restore_read(ports: Ports) -> Done[None]:
    """A person has read what the last restore brought; it is not told again."""
    with ports.uow() as uow:
        uow.desk.save_setting(keeping.RESTORED, "")
        uow.audit(AuditEntry("desk-restore-read", "desk", ports.session.desk_id))
        uow.commit()
    return Done(None, _changed(ports))


def known_of(uow: UnitOfWork, copies: Copies) -> tuple[BackupPlan, CopyArrived | None, CopyFailed | None]:
    """The plan of backups, the last copy of this kind, and why the last try failed."""
    setting = uow.desk.setting
    return keeping.plan_of(setting), keeping.last_of(copies, setting), keeping.failed_of(copies, setting)


def _known(ports: Ports, copies: Copies) -> tuple[BackupPlan, CopyArrived | None, CopyFailed | None]:
    with ports.uow() as uow:
        return known_of(uow, copies)


def _folder_at_hand(ports: Ports) -> str:
    plan, _, _ = ports.lanes.on_store(lambda: _known(ports, Copies.BACKUP))
    place_for(ports, plan.folder)
    return plan.folder


def _file(made: BackupMade, folder: str) -> tuple[str, str, int]:
    return Path(made.path).name, folder, made.size


def _note_arrived(ports: Ports, uow: UnitOfWork, copies: Copies, arrived: CopyArrived) -> None:
    uow.desk.save_setting(copies.key(keeping.LAST), keeping.arrived_text(arrived))
    uow.desk.save_setting(copies.key(keeping.FAILED), "")
    if copies is Copies.BACKUP and not uow.desk.setting(keeping.DRILL_SET):
        _set_drill(ports, uow, first=True)


def _note_failed(ports: Ports, uow: UnitOfWork, copies: Copies, told: Told) -> None:
    before, now = keeping.failed_of(copies, uow.desk.setting), ports.clock.now()
    failed = CopyFailed(now, before.since if before else now, told.code, tuple(sorted(told.facts.items())))
    uow.desk.save_setting(copies.key(keeping.FAILED), keeping.failed_text(failed))


def _note_away(ports: Ports, copies: Copies, told: WorldError) -> None:
    """Once a day: a stick stays at home for weeks, and nobody needs a line of audit for every ten minutes of it."""
    with ports.uow() as uow:
        before = keeping.failed_of(copies, uow.desk.setting)
        today = ports.clock.now().wall.date()
        if before is None or before.code != told.code or before.at.wall.date() != today:
            _note_failed(ports, uow, copies, told)
            uow.audit(AuditEntry("backup-failed", _ROUTES[copies].value, ports.session.desk_id, detail=told.code))
            uow.commit()


def _set_drill(ports: Ports, uow: UnitOfWork, *, first: bool = False) -> None:
    due = ports.clock.now().wall.date() + (FIRST_DRILL_AFTER if first else DRILL_EVERY)
    desk_id = ports.session.desk_id
    uow.reminders.set(Reminder(ports.ids.new(), ReminderKind.RESTORE_DRILL, due, "", desk_id))
    uow.desk.save_setting(keeping.DRILL_SET, due.isoformat())


def _keep_tried(ports: Ports, tried: RestoreTried) -> None:
    desk_id = ports.session.desk_id
    detail = f"{tried.clients} {tried.records} {tried.wrong}"
    with ports.uow() as uow:
        uow.desk.save_setting(keeping.TRIED, keeping.tried_text(tried))
        uow.reminders.settle(ReminderKind.RESTORE_DRILL, desk_id, tried.at)
        _set_drill(ports, uow)
        uow.audit(AuditEntry("backup-restore-tried", "desk", desk_id, detail=detail))
        uow.commit()


def _audit(ports: Ports, action: str, detail: str) -> None:
    def tell() -> None:
        with ports.uow() as uow:
            uow.audit(AuditEntry(action, "desk", ports.session.desk_id, detail=detail))
            uow.commit()

    ports.lanes.on_store(tell)


def _changed(ports: Ports) -> tuple[BackupsChanged]:
    return (BackupsChanged(ports.session.desk_id),)
