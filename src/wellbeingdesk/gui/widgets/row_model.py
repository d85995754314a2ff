"""Rows fetched page by page as they come into sight; sorting and filtering stay in SQL, never in a proxy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

PAGE = 100
"""Rows asked for at once."""

MOST_PAGES = 40
"""Pages kept; the oldest goes when one more comes."""

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: no score, flag or badge. `mark`: initials; `icon`: a Lucide name; `aside`: at the right."""

    id: str
    title: str
    caption: str = ""
    mark: str = ""
    icon: str = ""
    aside: str = ""

    @property
    def spoken(self) -> str:
        """What assistive tools read."""
        return ", ".join(part for part in (self.title, self.caption, self.aside) if part)


Deliver = Callable[[Sequence[Row]], None]
Fetch = Callable[[int, int, Deliver], None]
"""`fetch(offset, limit, deliver)`: start a job, and hand its rows to `deliver` when they come."""


class RowModel(QAbstractListModel):
    """Knows how many rows there are; holds those that were looked at."""

    def __init__(self, parent: QObject, waiting: str) -> None:
        super().__init__(parent)
        self._waiting = waiting
        self._count = 0
        self._fetch: Fetch = _nothing
        self._pages: dict[int, tuple[Row, ...]] = {}
        self._asked: set[int] = set()
        self._turn = 0

    def show(self, count: int, fetch: Fetch) -> None:
        """Another answer of the store: how many rows, and where they come from."""
        self.beginResetModel()
        self._turn += 1
        self._count, self._fetch = count, fetch
        self._pages.clear()
        self._asked.clear()
        self.endResetModel()

    def row(self, at: int) -> Row | None:
        """The row, or None while it is on its way."""
        page = self._pages.get(at // PAGE)
        if page is None:
            self._ask(at // PAGE)
            page = self._pages.get(at // PAGE)
        return page[at % PAGE] if page is not None and at % PAGE < len(page) else None

    def known(self) -> list[tuple[int, Row]]:
        """Rows that are here, with their places, in order."""
        return [(page * PAGE + at, one) for page in sorted(self._pages) for at, one in enumerate(self._pages[page])]

    def rowCount(self, parent: Index = ROOT) -> int:
        """All rows, whether they are here or not, so that the scroll bar tells the truth."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, tooltip and what assistive tools read; the delegate takes the row itself."""
        if not index.isValid():
            return None
        row = self.row(index.row())
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if row else self._waiting
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken if row else self._waiting
        return None

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        turn = self._turn
        self._fetch(page * PAGE, PAGE, lambda rows: self._take(turn, page, rows))

    def _take(self, turn: int, page: int, rows: Sequence[Row]) -> None:
        if turn != self._turn:
            return  # an answer to a question that is no longer asked
        if len(self._pages) >= MOST_PAGES:
            oldest = next(iter(self._pages))
            del self._pages[oldest]
            self._asked.discard(oldest)
        self._pages[page] = tuple(rows)
        last = min(self._count, (page + 1) * PAGE) - 1
        self.dataChanged.emit(self.index(page * PAGE), self.index(last))


def _nothing(_offset: int, _limit: int, deliver: Deliver) -> None:
    deliver(())
