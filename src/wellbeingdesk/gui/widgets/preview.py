"""Pages of a document as pictures, each with its words for assistive tools."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.slices import Slices
from wellbeingdesk.gui.widgets.surface import Scroller
from wellbeingdesk.usecases.ports import PagePicture

_WIDEST = 900


class PaperPage(QLabel):
    """One page, as wide as there is room for; a label with a picture is read out as a picture."""

    def __init__(self, theme: Theme, picture: PagePicture, number: int, count: int) -> None:
        super().__init__()
        self._theme = theme
        self._png = picture.png
        self._drawn = False
        blank = QPixmap(1, 1)
        blank.fill(Qt.GlobalColor.transparent)
        self.setPixmap(blank)
        self._shape = QSize(picture.width, picture.height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(theme.words("shell.page-of", page=number, pages=count))
        self.setAccessibleDescription(picture.text)

    def drawn(self) -> bool:
        """Whether its picture is there."""
        return self._drawn

    def draw(self) -> None:
        """Unpack the picture, which takes as long as a page is large."""
        drawn = QPixmap()
        drawn.loadFromData(self._png)
        self.setPixmap(drawn)
        self._png, self._drawn = b"", True

    def fit(self, width: int) -> None:
        """Take this width and the height that goes with it."""
        self.setFixedSize(width, round(width * self._shape.height() / max(1, self._shape.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page, its edge, and a ring when it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._drawn:
            painter.drawPixmap(self.rect(), self.pixmap())
        focused = self.hasFocus()
        painter.setPen(QPen(self._theme.qcolour("focus" if focused else "border"), 3 if focused else 1))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2) if focused else self.rect().adjusted(0, 0, -1, -1))


class PagePreview(Scroller):
    """`show_pages` with what `Renderer.page_pictures` made. A page is drawn once somebody comes near it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(spacing=12, margin=12)
        self._theme = theme
        self._pages: list[PaperPage] = []
        self._slices = Slices(self)
        self.setAccessibleName(theme.words("shell.pages"))
        self.verticalScrollBar().valueChanged.connect(self._look)

    def show_pages(self, pictures: Sequence[PagePicture]) -> None:
        """Show these pages instead of any before."""
        for page in self._pages:
            page.hide()
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
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing is drawn for nobody."""
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        if self._pages:
            self._slices.begin((self._draw_nearest,))

    def _draw_nearest(self) -> None:
        """One page in each turn, in their order, from a screen above what is seen to a screen below it."""
        if not self.isVisible():
            return
        seen = self.viewport().rect()
        near = seen.adjusted(0, -seen.height(), 0, seen.height())
        for page in self._pages:
            at = QRect(page.mapTo(self.viewport(), QPoint(0, 0)), page.size())
            if not page.drawn() and page.isVisible() and at.intersects(near):
                page.draw()
                self._look()
                return
