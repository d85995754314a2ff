"""What a desk knows of its ways in: each with the paper that belongs to it, and whether a way back is settled."""

from contextlib import suppress
from dataclasses import dataclass

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.notice import Notice
from wellbeingdesk.domain.recovery import SlotInfo, SlotKind
from wellbeingdesk.domain.recovery_paper import KeptPaper, KeptRecovery, Opening, RefusedRecovery, read_kept
from wellbeingdesk.usecases.appearance import Appearance, appearance
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.recovery import RECOVERY

PAGE = "settings.ways"


@dataclass(frozen=True, slots=True)
class WayIn:
    """One slot of the key file, with what the store keeps of its paper."""

    slot: SlotInfo
    paper: KeptPaper | None


@dataclass(frozen=True, slots=True)
class WaysIn:
    """What the page of the ways in shows."""

    ways: tuple[WayIn, ...]
    refused: RefusedRecovery | None
    openings: tuple[Opening, ...]
    """Without the passphrase; the newest first."""
    zone: str
    settled: bool
    made_up: bool

    def papers(self, kind: SlotKind) -> tuple[WayIn, ...]:
        """The ways in of this kind."""
        return tuple(one for one in self.ways if one.slot.kind is kind)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What has to be known before the first page of an unlocked desk is shown."""

    appearance: Appearance
    recovery_settled: bool
    service_opens: bool = False
    """Whether the service's recovery key opens this desk, so that doing without does not mean that nobody can."""


def ways_in(ports: Ports) -> WaysIn:
    """Raises KeyFileDamaged, CannotRead."""
    kept, slots = kept_recovery(ports), ports.vault.slots()
    papers = {paper.slot_id: paper for paper in kept.papers}
    return WaysIn(
        ways=tuple(WayIn(slot, papers.get(slot.id)) for slot in slots),
        refused=kept.refused,
        openings=tuple(reversed(kept.openings)),
        zone=ports.clock.now().zone,
        settled=kept.is_settled(slot.id for slot in slots),
        made_up=ports.session.made_up,
    )


def recovery_settled(ports: Ports) -> bool:
    """Whether a way back was tried or knowingly refused. Nobody asks for one at a desk of made-up clients."""
    kept = kept_recovery(ports)
    if ports.session.made_up or kept.refused is not None:
        return True
    with suppress(WorldError):
        return kept.is_settled(slot.id for slot in ports.vault.slots())
    # The desk is open all the same: what its key file holds is told elsewhere, and not by asking for a sheet.
    return any(paper.confirmed for paper in kept.papers)


def arrival(ports: Ports) -> Arrival:
    """For the window, in one go."""
    return Arrival(appearance(ports), recovery_settled(ports), service_opens(ports))


def service_opens(ports: Ports) -> bool:
    """Whether the key file holds a way in for a service."""
    with suppress(WorldError):
        return any(slot.kind is SlotKind.ESCROW for slot in ports.vault.slots())
    return False


def recovery_notices(ports: Ports) -> tuple[Notice, ...]:
    """The last time that somebody came in by each way but the passphrase, and a paper that keeps failing."""
    kept = kept_recovery(ports)
    worn = any(paper.is_worn for paper in kept.papers)
    return (
        *(_opened(opening) for opening in {one.kind: one for one in kept.openings}.values()),
        *((Notice("paper-worn", "warn", page=PAGE),) if worn else ()),
    )


def _opened(opening: Opening) -> Notice:
    facts = dict(zip(("one", "other"), opening.people, strict=False))
    key, mark = f"recovered-{opening.kind.value}", opening.at.iso()
    return Notice(key, "warn", facts, opening.at, PAGE, mark=mark)


def kept_recovery(ports: Ports) -> KeptRecovery:
    """What the store remembers."""
    return read_kept(ports.views.setting(RECOVERY))
