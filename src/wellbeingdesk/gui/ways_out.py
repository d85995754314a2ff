"""What a person can do at once about a failure of the world: make room on a full disk, look through a damaged store."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.worldly import DiskFull, StoreDamaged
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.usecases import store_care

Way = tuple[str, Callable[[], None]]
_MEGABYTE = 1_000_000


def way_out(context: PageContext, owner: QObject, told: Told, again: Callable[[], None]) -> Way | None:
    """The words of a button and what it does; `again` tries once more what had failed."""
    if isinstance(told, DiskFull):
        return context.words("store.make-room"), lambda: make_room(context, owner, again)
    if isinstance(told, StoreDamaged) and context.has_page(store_care.PAGE):
        return context.words("store.look-through"), lambda: context.navigate(store_care.PAGE)
    return None


def make_room(context: PageContext, owner: QObject, again: Callable[[], None]) -> None:
    """Give the reserve back, say how much it was, and try again; a person may have made room by hand as well."""

    def made(freed: int) -> None:
        if freed:
            context.toast(context.words("store.room-made", count=max(1, round(freed / _MEGABYTE))))
        else:
            context.toast(context.words("store.no-room-left"))
        again()

    context.runner.change(store_care.make_room).start(owner, made)
