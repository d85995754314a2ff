"""The care of the store: its check, what was found when it opened, its anchor, and room on a full disk."""

import json
from contextlib import suppress
from dataclasses import dataclass
from threading import Event

from wellbeingdesk.domain.events import Done, StoreCaredFor
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.store_check import CheckProgress, Examination, Fault, LastCheck, RecordTold
from wellbeingdesk.domain.times import instant_from_iso
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry

CHECKED = "store.checked"
PAGE = "settings.store"
"""The name of the page on which all of this is seen to."""
MOST_NAMED = 500
"""So many records that cannot be read are named one by one."""
_OF_RECORDS = {Fault.RECORD_UNREADABLE, Fault.RECORD_CHANGED, Fault.RECORD_GONE}


class CheckStopped(Exception):
    """Raised from within a check that was called off."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found; None where it was called off."""

    found: Examination | None
    lost: tuple[str, ...] = ()
    """Ids of records that are gone, changed or cannot be read."""
    kept: bool = True
    """Whether the store could take a note of the result; a damaged or full one may not."""


class Watch:
    """Who follows a check, from any thread: `latest` is how far it is, and `call_off` ends it at its next step."""

    def __init__(self) -> None:
        self.latest: CheckProgress | None = None
        self._stop = Event()

    @property
    def called_off(self) -> bool:
        """Whether somebody wants it to end."""
        return self._stop.is_set()

    def call_off(self) -> None:
        """It ends where it stands, and nothing is kept of it."""
        self._stop.set()

    def hear(self, progress: CheckProgress) -> None:
        """Raises CheckStopped."""
        if self.called_off:
            raise CheckStopped
        self.latest = progress


def check_store(ports: Ports, *, watch: Watch) -> Done[Checked]:
    """Look through all of it, on the long thread; the result is kept and audited."""
    try:
        found = ports.store.examine_all(watch.hear)
    except CheckStopped:
        return Done(Checked(None))
    if watch.called_off:
        return Done(Checked(None))
    kept = _keep(ports, found)
    lost = tuple(record_id for fault in found.faults for record_id in fault.ids if fault.fault in _OF_RECORDS)
    events = (StoreCaredFor(ports.session.desk_id),) if kept else ()
    return Done(Checked(found, lost[:MOST_NAMED], kept), events)


def lost_records(ports: Ports, ids: tuple[str, ...]) -> tuple[RecordTold, ...]:
    """What the audit knows of records that a check could not read."""
    return ports.store.records_told(ids)


def last_check(ports: Ports) -> LastCheck | None:
    """None where nobody ever looked, or a later version kept it otherwise."""
    kept = ports.views.setting(CHECKED)
    try:
        told = json.loads(kept) if kept else None
        if told is None:
            return None
        at = instant_from_iso(told["utc"], told["zone"], told["offset"])
        return LastCheck(at, tuple(Fault(code) for code in told["faults"]))
    except (ValueError, KeyError, TypeError):
        return None


def go_on_with_store(ports: Ports) -> Done[None]:
    """A person was told what was found when the store opened, and goes on with it; audited."""
    ports.store.accept_standing()
    return Done(None, (StoreCaredFor(ports.session.desk_id),))


def dispose_again(ports: Ports) -> Done[int]:
    """Destroy once more whom an older store brought back; gives back how many orders were carried out."""
    again = ports.store.dispose_again(ports.store.came_back)
    return Done(len(again), (StoreCaredFor(ports.session.desk_id),))


def clean_up(ports: Ports) -> Done[bool]:
    """Empty index, free pages and log of what was deleted; False where a reader was in the way."""
    done = ports.store.finish_disposals()
    return Done(done, (StoreCaredFor(ports.session.desk_id),) if done else ())


def clean_up_if_due(ports: Ports) -> Done[bool]:
    """As `clean_up`, and nothing at all where no disposal waits for it."""
    return clean_up(ports) if ports.store.cleaning_due else Done(False)


def keep_anchor(ports: Ports) -> Done[bool]:
    """Remember the audit's head outside the store, where a line was written since."""
    return Done(ports.store.anchor_if_behind())


def make_room(ports: Ports) -> Done[int]:
    """Give back the reserve, so that there is room to save; the number of bytes, 0 where it was used up before."""
    freed = ports.ballast.free()
    if freed:
        with suppress(WorldError), ports.uow() as uow:  # the room is there, whether or not it can be noted down
            uow.audit(AuditEntry("reserve-freed", "desk", ports.session.desk_id, detail=str(freed)))
            uow.commit()
    return Done(freed, (StoreCaredFor(ports.session.desk_id),))


def refill_reserve(ports: Ports) -> Done[bool]:
    """Take the room again, where there is some; on the long thread. Raises DiskFull."""
    taken = ports.ballast.refill()
    return Done(taken, (StoreCaredFor(ports.session.desk_id),) if taken else ())


def _keep(ports: Ports, found: Examination) -> bool:
    """A store in which not even this can be written says so by the result itself."""
    at = ports.clock.now()
    faults = sorted({fault.fault.value for fault in found.faults})
    told = {"faults": faults, "offset": at.offset_minutes, "utc": at.iso(), "zone": at.zone}

    def write() -> bool:
        with ports.uow() as uow:
            uow.desk.save_setting(CHECKED, json.dumps(told, sort_keys=True))
            detail = " ".join(faults) or "whole"
            uow.audit(AuditEntry("store-checked", "desk", ports.session.desk_id, detail=detail))
            uow.commit()
        return True

    try:
        return ports.lanes.on_store(write)
    except WorldError:
        return False
