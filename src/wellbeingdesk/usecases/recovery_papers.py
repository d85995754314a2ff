"""A sheet or a share on paper: what may be printed of it, looked at, printed and saved through the gate."""

from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.key_sheet import EightGroups, RecoverySheet, SevenGroups, ShareSheet
from wellbeingdesk.domain.permit import Permit, Route
from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.domain.recovery_paper import FreshPaper
from wellbeingdesk.usecases import gate
from wellbeingdesk.usecases.papers import desk_paper
from wellbeingdesk.usecases.ports import Ports


def recovery_paper(ports: Ports, *, fresh: FreshPaper, number: int) -> Done[bytes]:
    """The pages of a sheet (number 0) or of a share (0 to 2), the group by hand left empty. Runs on the bench."""
    session, printed = ports.session, fresh.printed[number]
    paper = desk_paper(ports)
    if fresh.kind is SlotKind.RECOVERY:
        sheet = RecoverySheet(_seven(printed), session.desk_id, session.practitioner, fresh.made_at)
        return Done(ports.renderer.recovery_sheet(sheet, paper))
    holder = fresh.holders[number] if number < len(fresh.holders) else ""
    share = ShareSheet(_eight(printed), fresh.made_at, session.desk_id, session.practitioner, holder)
    return Done(ports.renderer.share_sheet(share, paper))


def save_recovery_paper(ports: Ports, *, fresh: FreshPaper, number: int, path: str) -> Done[Permit]:
    """The pages as a file. Runs on the bench. Raises DiskFull, CannotWrite."""
    pdf = recovery_paper(ports, fresh=fresh, number=number).value
    return gate.write_out(ports, route=Route.RECOVERY, subject_id=fresh.slot_id, payload=pdf, path=path)


def _seven(printed: tuple[str, ...]) -> SevenGroups:
    one, two, three, four, five, six, seven = printed
    return one, two, three, four, five, six, seven


def _eight(printed: tuple[str, ...]) -> EightGroups:
    one, two, three, four, five, six, seven, eight = printed
    return one, two, three, four, five, six, seven, eight
