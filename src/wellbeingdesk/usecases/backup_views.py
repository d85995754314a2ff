"""What the page of backups shows, and what Today tells of them."""

from dataclasses import dataclass
from pathlib import Path

from wellbeingdesk.domain.backup import KeptBackup
from wellbeingdesk.domain.backup_plan import (
    BackupPlan,
    CopyArrived,
    CopyFailed,
    Place,
    RestoredFrom,
    RestoreTried,
    ServiceSaid,
    days_overdue,
)
from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.notice import Notice
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.usecases import backup_keeping as keeping
from wellbeingdesk.usecases.backup_keeping import Copies
from wellbeingdesk.usecases.ports import Ports

PAGE = "settings.backups"


@dataclass(frozen=True, slots=True)
class ServiceCopyFacts:
    """The copy on the service's servers. `demanded`: the policy wants records there."""

    demanded: bool
    folder: str
    last: CopyArrived | None
    failed: CopyFailed | None
    said: ServiceSaid | None


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What the desk itself knows; what lies in the folder only `look_at_folder` can tell."""

    now: Instant
    instance: int
    plan: BackupPlan
    last: CopyArrived | None
    failed: CopyFailed | None
    tried: RestoreTried | None
    restored: RestoredFrom | None
    service: ServiceCopyFacts


@dataclass(frozen=True, slots=True)
class FolderLook:
    """What a folder for backups lies on, and this desk's backups in it, newest first."""

    place: Place
    backups: tuple[KeptBackup, ...]


def backup_facts(ports: Ports) -> BackupFacts:
    """From the settings of the desk; no folder is touched."""
    setting = ports.views.setting
    return BackupFacts(
        now=ports.clock.now(),
        instance=ports.store.instance,
        plan=keeping.plan_of(setting),
        last=keeping.last_of(Copies.BACKUP, setting),
        failed=keeping.failed_of(Copies.BACKUP, setting),
        tried=keeping.tried_of(setting),
        restored=keeping.restored_of(setting),
        service=_service(ports),
    )


def look_at_folder(ports: Ports, *, folder: str) -> Done[FolderLook]:
    """Runs on the bench: a share may keep it waiting. Raises CannotRead."""
    place = ports.machine.place(folder, str(ports.store.folder))
    found = ports.store.backups_in(Path(folder)) if place.there else ()
    return Done(FolderLook(place, tuple(reversed(found))))


def backup_notices(ports: Ports) -> tuple[Notice, ...]:
    """No backup yet, one long overdue, one that fails, a restore to read about, a copy that the service lacks."""
    facts = backup_facts(ports)
    found = [*_restored(facts), *_service_notices(ports, facts)]
    if ports.session.made_up:
        return tuple(found)
    last = _newest(facts)
    days = days_overdue(facts.plan, last, facts.now)
    if last is None and ports.views.client_count(""):
        found.append(Notice("backup-never", "warn", page=PAGE))
    elif days and last is not None and last.mark != ports.store.change_mark():
        found.append(Notice("backup-overdue", "warn", {"days": days}, last.at, PAGE))
    if facts.failed is not None and facts.failed.code == "world.StoreDamaged":
        found.append(Notice("backup-store-damaged", "danger", at=facts.failed.at, page=PAGE))
    return tuple(found)


def _newest(facts: BackupFacts) -> CopyArrived | None:
    arrived = [one for one in (facts.last, facts.service.last) if one is not None]
    return max(arrived, key=lambda one: one.at.utc, default=None)


def _restored(facts: BackupFacts) -> list[Notice]:
    if facts.restored is None:
        return []
    return [Notice("restored", "info", {"instance": facts.restored.instance}, facts.restored.made_at, PAGE)]


def _service_notices(ports: Ports, facts: BackupFacts) -> list[Notice]:
    service = facts.service
    if ports.session.made_up:
        return []
    if service.folder and service.failed is not None:
        return [Notice("service-copy-failed", "warn", at=service.failed.since, page=PAGE)]
    if service.demanded and not service.folder and ports.views.client_count(""):
        return [Notice("service-copy-nowhere", "warn", page=PAGE)]
    return []


def _service(ports: Ports) -> ServiceCopyFacts:
    setting = ports.views.setting
    return ServiceCopyFacts(
        demanded=ports.session.policy.kept_on_servers,
        folder=setting(Copies.SERVICE.key(keeping.FOLDER)) or "",
        last=keeping.last_of(Copies.SERVICE, setting),
        failed=keeping.failed_of(Copies.SERVICE, setting),
        said=keeping.said_of(setting),
    )
