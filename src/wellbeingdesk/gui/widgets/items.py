"""What every layout of our own must answer to Qt about its items, whatever it does with their places."""

from PySide6.QtWidgets import QLayout, QLayoutItem


class ItemLayout(QLayout):
    """Items in the order in which they came, higher where there is less width."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Called by Qt through addWidget."""
        self._items.append(item)

    def count(self) -> int:
        """Called by Qt."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Called by Qt, also with a number past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Called by Qt when a widget goes."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Always."""
        return True

    def shown(self) -> list[QLayoutItem]:
        """Those that are not hidden."""
        return [item for item in self._items if not item.isEmpty()]
