"""The list of clients, consents, colleagues: thousands of rows, a true scroll bar, arrow keys and type-ahead."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.row_model import Deliver, Fetch, Row, RowModel
from wellbeingdesk.gui.widgets.row_painter import RowPainter

__all__ = ["Deliver", "Fetch", "Row", "RowList", "initials"]


class RowList(QListView):
    """`opened` carries the id of a row that was clicked or got Enter; `chosen` that of the row arrived at."""

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, *, tall: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._model = RowModel(self, theme.words("shell.loading"))
        self.setModel(self._model)
        self.setItemDelegate(RowPainter(theme, self, tall=tall))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.clicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._arrive)
        theme.changed.connect(self.doItemsLayout)

    def show_rows(self, count: int, fetch: Fetch) -> None:
        """Show `count` rows of the store, asked for as they come into sight; the chosen row stays if it is at hand."""
        kept = self.current_id()
        self._model.show(count, fetch)
        if kept:
            self.choose(kept)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show a few rows that are already here."""
        held = tuple(rows)
        self.show_rows(len(held), lambda offset, limit, deliver: deliver(held[offset : offset + limit]))

    def rows(self) -> tuple[Row, ...]:
        """The rows that are here."""
        return tuple(row for _, row in self._model.known())

    def current_id(self) -> str:
        """The id of the row arrived at, empty where none is."""
        row = self._model.row(self.currentIndex().row()) if self.currentIndex().isValid() else None
        return row.id if row else ""

    def choose(self, ident: str) -> None:
        """Arrive at a row by its id, if it is here."""
        if self._model.rowCount() and not self._model.known():
            self._model.row(0)
        for at, row in self._model.known():
            if row.id == ident:
                self.setCurrentIndex(self._model.index(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens on every system; Qt itself leaves it out on some."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Type-ahead over the rows that are here; Qt's own would fetch them all."""
        wanted = search.casefold()
        start = self.currentIndex().row() + (1 if len(search) == 1 else 0)
        known = self._model.known()
        turned = [one for one in known if one[0] >= start] + [one for one in known if one[0] < start]
        for at, row in turned:
            if row.title.casefold().startswith(wanted):
                self.setCurrentIndex(self._model.index(at))
                return

    def _open(self, index: QModelIndex) -> None:
        row = self._model.row(index.row())
        if row is not None:
            self.opened.emit(row.id)

    def _arrive(self, index: QModelIndex) -> None:
        row = self._model.row(index.row()) if index.isValid() else None
        if row is not None:
            self.chosen.emit(row.id)


def initials(name: str) -> str:
    """The first letters of the first and last word of a name, for the disc before it."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return ""
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
