"""An order to destroy one client's records, and the register of such orders that outlives the records and backups."""

from collections.abc import Iterable
from dataclasses import dataclass

from wellbeingdesk.domain.times import Instant


@dataclass(frozen=True, slots=True)
class DisposalOrder:
    """Ids, a time and a code for the grounds; no name and no text, because it is kept for ever."""

    id: str
    client_id: str
    ordered_by: str
    grounds: str
    ordered_at: Instant


@dataclass(frozen=True, slots=True)
class Disposed:
    """What carrying out an order came to: rows that went, 0 where the client was not here."""

    order: DisposalOrder
    rows: int


def union(*registers: Iterable[DisposalOrder]) -> tuple[DisposalOrder, ...]:
    """Every order once, oldest first, whichever register knows it."""
    known = {order.id: order for register in registers for order in register}
    return tuple(sorted(known.values(), key=lambda order: (order.ordered_at, order.id)))
