"""What is told of the store: where it lies, how it stands, what Today says of it."""

from dataclasses import dataclass

from wellbeingdesk.domain.anchor import AnchorUnreadable, Forked, NotAnchored, RolledBack, Standing
from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.notice import Notice
from wellbeingdesk.domain.store_check import LastCheck
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.store_care import PAGE, last_check

CHECK_EVERY_DAYS = 90
"""After so many days without a check of the whole store, Today asks for one."""


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """What the page of the store shows at once."""

    folder: str
    size: int
    instance: int
    standing: Standing | None
    came_back: int
    register_damaged: bool
    cleaning_due: bool
    reserve: bool
    checked: LastCheck | None


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """What its folder lies on; asked of the computer, which may take a while."""

    file_system: str
    network: bool
    cloud: str
    free_megabytes: int
    private: bool


def store_facts(ports: Ports) -> StoreFacts:
    """Of the open store."""
    store = ports.store
    return StoreFacts(
        folder=str(store.folder),
        size=store.size,
        instance=store.instance,
        standing=store.standing,
        came_back=len(store.came_back),
        register_damaged=store.register_damaged,
        cleaning_due=store.cleaning_due,
        reserve=ports.ballast.is_whole(),
        checked=last_check(ports),
    )


def folder_facts(ports: Ports) -> Done[FolderFacts]:
    """On the bench: the computer is asked about printers too."""
    facts = dict(ports.machine.facts(str(ports.store.folder)).facts)
    return Done(
        FolderFacts(
            file_system=str(facts["file_system"]),
            network=bool(facts["network_folder"]),
            cloud=str(facts["cloud_service"]),
            free_megabytes=int(facts["free_megabytes"]),
            private=bool(facts["folder_private"]),
        )
    )


def _check_due(ports: Ports, checked: LastCheck | None) -> list[Notice]:
    """Once in each such time, also where it is put aside; damage that is still there is told by itself."""
    if ports.session.made_up or (checked is not None and checked.faults):
        return []
    since = ports.views.desk_made_at() if checked is None else checked.at
    days = (ports.clock.now().utc - since.utc).days
    if days < CHECK_EVERY_DAYS:
        return []
    key = "check-never" if checked is None else "check-due"
    mark = f"{since.iso()} {days // CHECK_EVERY_DAYS}"
    return [Notice(key, "info", {"days": days}, None if checked is None else checked.at, PAGE, mark=mark)]


def standing_key(standing: Standing | None) -> str:
    """How the words of a standing are called; empty where there is nothing to tell."""
    match standing:
        case RolledBack():
            return "rolled-back"
        case Forked():
            return "forked"
        case NotAnchored(first=False):
            return "not-anchored"
        case AnchorUnreadable():
            return "anchor-unreadable"
        case _:
            return ""


def store_notices(ports: Ports) -> tuple[Notice, ...]:
    """What was found when the store opened, what a check found, a check that is due, and a reserve that is used up."""
    store, found = ports.store, list[Notice]()
    key = standing_key(store.standing)
    if key:
        events = store.standing.events if isinstance(store.standing, RolledBack) else 0
        found.append(Notice(key, "danger", {"count": events}, page=PAGE))
    if store.came_back:
        found.append(Notice("came-back", "danger", {"count": len(store.came_back)}, page=PAGE))
    checked = last_check(ports)
    if checked is not None and checked.faults:
        found.append(Notice("store-faulty", "danger", at=checked.at, page=PAGE))
    found += _check_due(ports, checked)
    if store.register_damaged:
        found.append(Notice("register-damaged", "warn", page=PAGE, mark=ports.clock.now().wall.date().isoformat()))
    if store.cleaning_due:
        found.append(Notice("cleaning-due", "info", page=PAGE))
    if not ports.ballast.is_whole():
        found.append(Notice("reserve-used", "warn", page=PAGE))
    cloud = ports.machine.cloud_service(str(store.folder))
    if cloud:
        found.append(Notice("cloud-folder", "warn", {"service": cloud}, page=PAGE, mark=cloud))
    return tuple(found)
