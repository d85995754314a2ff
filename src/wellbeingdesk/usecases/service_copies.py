"""A sealed copy of the desk in the service's own folder, left at each lock (H9), and what the service says of it."""

from wellbeingdesk.domain.backup import BackupMade
from wellbeingdesk.domain.backup_plan import (
    CopyArrived,
    CopyFailed,
    CopyFolderAway,
    Meets,
    ServiceCopyNotLeft,
    ServiceSaid,
    WordsAreNeeded,
)
from wellbeingdesk.domain.events import BackupsChanged, Done
from wellbeingdesk.usecases import backup_keeping as keeping
from wellbeingdesk.usecases.backup_keeping import Copies
from wellbeingdesk.usecases.backups import Progress, known_of, make_copy, place_for
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry


def choose_service_folder(ports: Ports, *, folder: str) -> Done[None]:
    """The folder on the service's servers; empty ends it. Runs on the bench. Raises as `place_for`."""
    if folder:
        place_for(ports, folder)

    def keep() -> None:
        with ports.uow() as uow:
            uow.desk.save_setting(Copies.SERVICE.key(keeping.FOLDER), folder)
            uow.desk.save_setting(Copies.SERVICE.key(keeping.FAILED), "")
            chosen = "folder-chosen" if folder else "ended"
            uow.audit(AuditEntry("backup-service-copy-planned", "desk", ports.session.desk_id, detail=chosen))
            uow.commit()

    ports.lanes.on_store(keep)
    return Done(None, (BackupsChanged(ports.session.desk_id),))


def record_what_the_service_said(ports: Ports, *, meets: Meets, said_by: str, words: str) -> Done[None]:
    """Whether a sealed copy there meets the policy, as the service said it. Raises WordsAreNeeded."""
    if not (said_by.strip() and words.strip()) or meets is Meets.NOT_YET_SAID:
        raise WordsAreNeeded
    recorded_by = ports.session.practitioner.name
    said = ServiceSaid(meets, said_by.strip(), words.strip(), ports.clock.now(), recorded_by)
    with ports.uow() as uow:
        uow.desk.save_setting(keeping.SERVICE_SAID, keeping.said_text(said))
        uow.audit(AuditEntry("backup-service-choice-recorded", "desk", ports.session.desk_id, detail=meets.value))
        uow.commit()
    return Done(None, (BackupsChanged(ports.session.desk_id),))


def send_service_copy(ports: Ports, *, progress: Progress | None = None) -> Done[BackupMade]:
    """Now, without waiting for the lock. Runs on the long thread. Raises as `back_up_now`."""
    folder, _, _ = ports.lanes.on_store(lambda: _known(ports))
    made = make_copy(ports, Copies.SERVICE, folder, progress)
    return Done(made, (BackupsChanged(ports.session.desk_id),))


def leave_service_copy(ports: Ports) -> None:
    """At a lock: a copy to the service's folder where one is chosen and something changed since the last.

    Raises ServiceCopyNotLeft once a day while the folder is away, and DiskFull, CannotWrite, StoreDamaged.
    """
    folder, last, failed = ports.lanes.on_store(lambda: _known(ports))
    if not folder or (last is not None and last.mark == ports.lanes.on_store(ports.store.change_mark)):
        return
    try:
        ports.lanes.on_long(lambda: make_copy(ports, Copies.SERVICE, folder, None))
    except CopyFolderAway as away:
        today = ports.clock.now().wall.date()
        if failed is None or failed.code != away.code or failed.at.wall.date() != today:
            raise ServiceCopyNotLeft from away


def _known(ports: Ports) -> tuple[str, CopyArrived | None, CopyFailed | None]:
    with ports.uow() as uow:
        _, last, failed = known_of(uow, Copies.SERVICE)
        return uow.desk.setting(Copies.SERVICE.key(keeping.FOLDER)) or "", last, failed
