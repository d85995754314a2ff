"""Pages of a document as pictures, each with its words for assistive tools."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.surface import Scroller
from wellbeingdesk.usecases.ports import PagePicture

_WIDEST = 900


class PaperPage(QLabel):
    """One page, as wide as there is room for; a label with a picture is read out as a picture."""

    def __init__(self, theme: Theme, picture: PagePicture, number: int, count: int) -> None:
        super().__init__()
        self._theme = theme
        self._pixmap = QPixmap()
        self._pixmap.loadFromData(picture.png)
        self.setPixmap(self._pixmap)
        self._shape = QSize(picture.width, picture.height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(theme.words("shell.page-of", page=number, pages=count))
        self.setAccessibleDescription(picture.text)

    def fit(self, width: int) -> None:
        """Take this width and the height that goes with it."""
        self.setFixedSize(width, round(width * self._shape.height() / max(1, self._shape.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page, its edge, and a ring when it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), self._pixmap)
        focused = self.hasFocus()
        painter.setPen(QPen(self._theme.qcolour("focus" if focused else "border"), 3 if focused else 1))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2) if focused else self.rect().adjusted(0, 0, -1, -1))


class PagePreview(Scroller):
    """`show_pages` with what `Renderer.page_pictures` made."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(spacing=12, margin=12)
        self._theme = theme
        self._pages: list[PaperPage] = []
        self.setAccessibleName(theme.words("shell.pages"))

    def show_pages(self, pictures: Sequence[PagePicture]) -> None:
        """Show these pages instead of any before."""
        for page in self._pages:
            page.deleteLater()
        self._pages = [
            PaperPage(self._theme, picture, at, len(pictures)) for at, picture in enumerate(pictures, start=1)
        ]
        for page in self._pages:
            self.column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages follow the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = min(self._theme.scaled(_WIDEST), self.viewport().width() - 24)
        for page in self._pages:
            page.fit(max(120, width))
