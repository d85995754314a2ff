"""How what is known of a desk's backups is kept among its settings: small JSON texts, written and read back."""

import json
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from wellbeingdesk.domain.backup_plan import (
    BackupPlan,
    CopyArrived,
    CopyFailed,
    Every,
    Meets,
    RestoredFrom,
    RestoreTried,
    ServiceSaid,
)
from wellbeingdesk.domain.times import Instant, instant_from_iso

FOLDER, EVERY, LAST, FAILED = "folder", "every", "last", "failed"
TRIED, DRILL_SET, RESTORED, SERVICE_SAID = "restore_tried", "restore_drill_set", "restored_from", "service_copy_said"

Setting = Callable[[str], str | None]
"""How a setting is asked for, of the unit of work or of the views."""


class Copies(StrEnum):
    """The two kinds of copy, each with its own folder and history."""

    BACKUP = "backup"
    SERVICE = "service_copy"

    def key(self, name: str) -> str:
        """Under which a fact of this kind is kept."""
        return f"{self.value}_{name}"


def plan_of(setting: Setting) -> BackupPlan:
    """Where and how often."""
    every = setting(Copies.BACKUP.key(EVERY)) or ""
    folder = setting(Copies.BACKUP.key(FOLDER)) or ""
    return BackupPlan(folder, Every(every) if every in set(Every) else Every.DAILY)


def arrived_text(arrived: CopyArrived) -> str:
    """As it is kept."""
    return _text(at=_moment(arrived.at), name=arrived.name, folder=arrived.folder, size=arrived.size, mark=arrived.mark)


def last_of(copies: Copies, setting: Setting) -> CopyArrived | None:
    """The last copy that arrived."""
    kept = _kept(setting(copies.key(LAST)))
    if kept is None:
        return None
    return CopyArrived(_instant(kept["at"]), kept["name"], kept["folder"], kept["size"], kept["mark"])


def failed_text(failed: CopyFailed) -> str:
    """As it is kept."""
    return _text(at=_moment(failed.at), since=_moment(failed.since), code=failed.code, facts=dict(failed.facts))


def failed_of(copies: Copies, setting: Setting) -> CopyFailed | None:
    """Why the last try failed, None where it did not."""
    kept = _kept(setting(copies.key(FAILED)))
    if kept is None:
        return None
    return CopyFailed(_instant(kept["at"]), _instant(kept["since"]), kept["code"], tuple(sorted(kept["facts"].items())))


def tried_text(tried: RestoreTried) -> str:
    """As it is kept."""
    return _text(
        at=_moment(tried.at),
        name=tried.name,
        clients=tried.clients,
        records=tried.records,
        wrong=tried.wrong,
        same_ways=tried.same_ways,
    )


def tried_of(setting: Setting) -> RestoreTried | None:
    """The last restore that was tried."""
    kept = _kept(setting(TRIED))
    return None if kept is None else RestoreTried(**{**kept, "at": _instant(kept["at"])})


def restored_text(told: RestoredFrom) -> str:
    """As it is kept."""
    return _text(
        made_at=_moment(told.made_at),
        instance=told.instance,
        missing=told.missing,
        disposed_again=told.disposed_again,
        registers_refused=told.registers_refused,
    )


def restored_of(setting: Setting) -> RestoredFrom | None:
    """What is still to be told of a restore."""
    kept = _kept(setting(RESTORED))
    return None if kept is None else RestoredFrom(**{**kept, "made_at": _instant(kept["made_at"])})


def said_text(said: ServiceSaid) -> str:
    """As it is kept."""
    return _text(
        meets=said.meets.value,
        said_by=said.said_by,
        words=said.words,
        at=_moment(said.at),
        recorded_by=said.recorded_by,
    )


def said_of(setting: Setting) -> ServiceSaid | None:
    """The service's choice about its servers."""
    kept = _kept(setting(SERVICE_SAID))
    if kept is None:
        return None
    return ServiceSaid(Meets(kept["meets"]), kept["said_by"], kept["words"], _instant(kept["at"]), kept["recorded_by"])


def _text(**members: Any) -> str:
    return json.dumps(members, sort_keys=True, separators=(",", ":"))


def _kept(text: str | None) -> dict[str, Any] | None:
    return json.loads(text) if text else None


def _moment(at: Instant) -> list[str | int]:
    return [at.iso(), at.zone, at.offset_minutes]


def _instant(kept: list[Any]) -> Instant:
    return instant_from_iso(kept[0], kept[1], kept[2])
