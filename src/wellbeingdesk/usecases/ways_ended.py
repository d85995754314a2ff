"""Which ways in a change of keys has ended: kept to be told, forgotten as papers, and audited one by one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from wellbeingdesk.domain.recovery import SlotInfo, SlotKind
from wellbeingdesk.domain.recovery_paper import read_kept, write_kept
from wellbeingdesk.domain.reminder import ReminderKind
from wellbeingdesk.domain.times import Instant, instant_from_iso
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.recovery import RECOVERY
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork

_ENDED = "ways_ended"


@dataclass(frozen=True, slots=True)
class EndedWays:
    """What ended with the last change of keys, and when that was found; `kinds` in the order of the key file."""

    at: Instant
    kinds: tuple[SlotKind, ...]


def keep_ended(uow: UnitOfWork, desk_id: str, ended: Sequence[SlotInfo], at: Instant) -> None:
    """Keep it and audit each way by its id; the caller commits."""
    kinds = [slot.kind.value for slot in ended]
    uow.desk.save_setting(_ENDED, json.dumps({"at": [at.iso(), at.zone, at.offset_minutes], "kinds": kinds}))
    papers = read_kept(uow.desk.setting(RECOVERY))
    uow.desk.save_setting(RECOVERY, write_kept(papers.without(slot.id for slot in ended)))
    for slot in ended:
        uow.reminders.settle(ReminderKind.RECOVERY_DRILL, slot.id, at)
        uow.audit(AuditEntry("way-in-ended", "way", slot.id, detail=slot.kind.value))
    uow.audit(AuditEntry("keys-in-force", "desk", desk_id, detail=str(len(ended))))


def ended_ways(ports: Ports) -> EndedWays | None:
    """What the last change of keys ended; None where nothing was."""
    kept = ports.views.setting(_ENDED)
    if kept is None:
        return None
    fields = json.loads(kept)
    iso, zone, offset = fields["at"]
    return EndedWays(instant_from_iso(iso, zone, offset), tuple(SlotKind(kind) for kind in fields["kinds"]))
