"""An open desk: the sidebar, the pages made at first need, and the bar that says what was just done."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import delete

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.gui.context import Arrives, Flushes, PageContext, PageFactory
from wellbeingdesk.gui.nav import SECTIONS, NavList
from wellbeingdesk.gui.shown_desk import ShownDesk
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.ways_out import Way, way_out
from wellbeingdesk.gui.widgets.beside import is_narrow
from wellbeingdesk.gui.widgets.buttons import NavButton
from wellbeingdesk.gui.widgets.search import SearchBox
from wellbeingdesk.gui.widgets.stack import PageStack
from wellbeingdesk.gui.widgets.surface import Panel, column, row
from wellbeingdesk.gui.widgets.text import Caption, Glyph, Text
from wellbeingdesk.gui.widgets.toast import Toast

_WIDE, _FOLDED = 188, 56


class DeskView(QWidget):
    """`lock_asked` comes from the sidebar, `rekey_asked(passphrase)` from a page.

    The whole view is destroyed when the desk is locked.
    """

    lock_asked = Signal()
    rekey_asked = Signal(str)

    def __init__(self, theme: Theme, desk: ShownDesk) -> None:
        super().__init__()
        self._theme = theme
        self._desk = desk
        self._made: dict[str, QWidget] = {}
        self.context = PageContext(
            runner=desk.runner,
            theme=theme,
            asking=desk.asking,
            telling=desk.telling,
            changes=desk.changes,
            words=theme.words,
            navigate=self.navigate,
            toast=self._tell_done,
            has_page=lambda name: name in desk.pages,
            rekey=self.rekey_asked.emit,
        )
        outer = column(0)
        if desk.made_up:
            outer.addWidget(self._made_up_mark())
        line = row(0)
        line.addWidget(self._sidebar())
        line.addLayout(self._content(), 1)
        outer.addLayout(line, 1)
        self.setLayout(outer)
        theme.changing.connect(self._forget_hidden)
        theme.changed.connect(self._fit)

    def navigate(self, name: str, **args: str) -> None:
        """Show a page by its name, made if this is the first time, and let it arrive."""
        page = self._page(name)
        self._stack.setCurrentWidget(page)
        section = name.partition(".")[0]
        self.nav.mark(section)
        self.settings.mark(section == "settings")
        if isinstance(page, Arrives):
            page.arrive(**args)

    def go_to_section(self, at: int) -> None:
        """A section by its place, from 0."""
        self._go(SECTIONS[at][0])

    def search(self) -> None:
        """Put the cursor into the page's search box; a page without one leads to the clients."""
        box = self._search_box()
        if box is None and self.shown() is not self._made.get("clients"):
            self.navigate("clients")
            box = self._search_box()
        if box is not None:
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            box.selectAll()

    def shown(self) -> QWidget | None:
        """The page that is seen."""
        return self._stack.currentWidget()

    def flush(self) -> None:
        """Have every page save what was typed."""
        for page in self._made.values():
            for one in _all_of(page):
                if isinstance(one, Flushes):
                    one.flush()

    def way_out(self, told: Told) -> Way | None:
        """What can be done at once about a failure of the world; every page then saves again."""
        return way_out(self.context, self, told, self.flush)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sidebar folds where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _go(self, section: str) -> None:
        self._toast.move_on()
        self.navigate(section)

    def _page(self, name: str) -> QWidget:
        if name not in self._made:
            make: PageFactory = self._desk.pages[name]
            self._made[name] = make(self.context)
            self._stack.addWidget(self._made[name])
        return self._made[name]

    def _forget_hidden(self) -> None:
        """Another look dresses every widget there is; a page that is not seen is made again when somebody goes there.

        What was typed was saved when its page was left; where that is not certain, pages that can be typed in stay.
        """
        runner = self._desk.runner
        all_saved = runner.settled() and not runner.unsaved.held()
        for name, page in list(self._made.items()):
            if page is self.shown() or not (all_saved or _only_shows(page)):
                continue
            del self._made[name]
            self._stack.removeWidget(page)
            delete(page)  # now: what waits to be deleted would be dressed as well

    def _search_box(self) -> SearchBox | None:
        page = self.shown()
        boxes = page.findChildren(SearchBox) if page is not None else []
        return next((box for box in boxes if box.isVisible()), None)

    def _tell_done(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        self._toast.tell(sentence, undo)

    def _made_up_mark(self) -> QWidget:
        theme, words = self._theme, self._theme.words
        mark = QFrame()
        mark.setProperty("kind", "ribbon")
        mark.setProperty("tone", "warn")
        line = row(theme.scaled(8))
        line.setContentsMargins(theme.scaled(16), theme.scaled(5), theme.scaled(16), theme.scaled(5))
        line.addWidget(Glyph(theme, "triangle-alert", "warn", 16))
        line.addWidget(Text(words("shell.made-up"), "section", wrap=False))
        line.addWidget(Text(words("shell.made-up-tip"), "caption"), 1)
        mark.setLayout(line)
        return mark

    def _sidebar(self) -> QWidget:
        theme, words = self._theme, self._theme.words
        self._side = Panel("sidebar", theme.scaled(4), 0)
        margin = theme.scaled(8)
        self._side.column.setContentsMargins(margin, theme.scaled(14), margin, theme.scaled(12))
        brand = row(theme.scaled(8), 0)
        brand.setContentsMargins(theme.scaled(8), 0, 0, theme.scaled(10))
        brand.addWidget(Glyph(theme, "book-open", "accent", 22))
        self._brand = Text(words("shell.app"), "brand", wrap=False)
        brand.addWidget(self._brand, 1)
        self._side.column.addLayout(brand)
        self.nav = NavList(theme)
        self.nav.went.connect(self._go)
        self._side.column.addWidget(self.nav)
        self._side.column.addStretch(1)
        self._whose = Caption(self._desk.practitioner)
        self._whose.setContentsMargins(theme.scaled(12), 0, 0, theme.scaled(4))
        self._side.column.addWidget(self._whose)
        self.settings = NavButton(theme, "settings", words("shell.nav.settings"), "Ctrl+,")
        self.settings.clicked.connect(lambda _checked=False: self._go("settings"))
        self.lock_button = NavButton(theme, "lock", words("shell.nav.lock"), "Ctrl+L")
        self.lock_button.clicked.connect(self.lock_asked)
        self._side.column.addWidget(self.settings)
        self._side.column.addWidget(self.lock_button)
        return self._side

    def _content(self) -> QVBoxLayout:
        self._stack = PageStack()
        # A page too wide for the window scrolls sideways rather than lose its edge.
        around = QScrollArea()
        around.setWidgetResizable(True)
        around.setFrameShape(QFrame.Shape.NoFrame)
        around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.setWidget(self._stack)
        content = column(0)
        content.addWidget(around, 1)
        self._toast = Toast(self._theme)
        content.addWidget(self._toast)
        return content

    def _fit(self) -> None:
        folded = is_narrow(self._theme, self)
        self.nav.fold(folded)
        self.settings.fold(folded)
        self.lock_button.fold(folded)
        self._brand.setVisible(not folded)
        self._whose.setVisible(not folded)
        self._side.setFixedWidth(self._theme.scaled(_FOLDED if folded else _WIDE))


def _all_of(page: QWidget) -> tuple[QWidget, ...]:
    return (page, *page.findChildren(QWidget))


def _only_shows(page: QWidget) -> bool:
    return not any(isinstance(one, Flushes) for one in _all_of(page))
