"""What is kept of a store outside it, compared with it when it opens: the audit's head and the disposal register."""

from contextlib import suppress

from sqlalchemy import Connection

from wellbeingdesk.domain.anchor import (
    AnchorFound,
    AnchorState,
    AnchorUnreadable,
    AsAnchored,
    Forked,
    NotAnchored,
    RolledBack,
    Standing,
    judge,
)
from wellbeingdesk.domain.disposal import DisposalOrder
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.store import audit, desk, disposal
from wellbeingdesk.store.anchoring import AnchorKeeper
from wellbeingdesk.store.disposal_register import Register
from wellbeingdesk.usecases.ports import Anchor, Clock
from wellbeingdesk.usecases.rows import AuditEntry


class Outside:
    """Until somebody accepts what was found, the anchor is not written: the next opening finds it again."""

    def __init__(self, anchor: Anchor | None, register: Register, clock: Clock) -> None:
        self._anchor = anchor
        self.register = register
        self.keeper = AnchorKeeper(anchor, clock)
        self.standing: Standing | None = None
        self.came_back: tuple[DisposalOrder, ...] = ()
        self.register_damaged = False
        self.cleaning_due = False

    def look(self, connection: Connection, desk_id: str) -> None:
        """Compare, when the store opens."""
        self._look_at_register(connection)
        if self._anchor is None:
            return
        found = _read(self._anchor)
        self.standing = judge(
            found,
            audit.head(connection),
            None if found.head is None else audit.hash_at(connection, found.head.seq),
            anchored_before=audit.ever_anchored(connection, desk_id),
        )
        self.keeper.held_back = not isinstance(self.standing, AsAnchored)
        if found.head is not None and not self.keeper.held_back:
            self.keeper.begin(found.head)

    def _look_at_register(self, connection: Connection) -> None:
        carried_out, registered = disposal.orders(connection), self.register.read()
        known = {order.id for order in carried_out}
        self.register_damaged = registered is None
        self.came_back = tuple(order for order in registered or () if order.id not in known)
        self.cleaning_due = desk.find_setting(connection, disposal.CLEANING_DUE) is not None
        with suppress(WorldError):  # a full disk; the store itself holds every order that was carried out
            self.register.add(carried_out)

    def acceptance(self, desk_id: str) -> AuditEntry | None:
        """What the audit is told when somebody goes on in spite of what was found; None where all is well."""
        match self.standing:
            case RolledBack(events):
                return AuditEntry("roll-back-accepted", "desk", desk_id, detail=str(events))
            case Forked(at):
                return AuditEntry("fork-accepted", "desk", desk_id, detail=str(at))
            case NotAnchored(first=True):
                return AuditEntry("anchoring-begun", "desk", desk_id)
            case NotAnchored() | AnchorUnreadable():
                return AuditEntry("anchor-renewed", "desk", desk_id)
            case _:
                return None

    def accept(self) -> None:
        """From here the anchor follows the store again."""
        self.standing = AsAnchored()
        self.keeper.held_back = False

    def no_longer_back(self, order_ids: tuple[str, ...]) -> None:
        """These orders were carried out again."""
        self.came_back = tuple(order for order in self.came_back if order.id not in order_ids)


def _read(anchor: Anchor) -> AnchorFound:
    try:
        return anchor.read()
    except WorldError:
        return AnchorFound(AnchorState.DAMAGED)
