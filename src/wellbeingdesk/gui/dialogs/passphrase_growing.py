"""A dialog that makes room when something is said in it after it was opened."""

from PySide6.QtCore import QTimer

from wellbeingdesk.gui.widgets.sheet import Sheet


class GrowingSheet(Sheet):
    """Call `grow` after showing a finding or a banner; the dialog never shrinks under the pointer."""

    def grow(self) -> None:
        """Take the room that the content needs now, once it has been laid out."""
        QTimer.singleShot(0, self, self._take_room)

    def _take_room(self) -> None:
        self.body.activate()
        wanted = self._fitting().expandedTo(self.size())
        room = self.screen().availableSize()
        self.resize(wanted.boundedTo(room))
