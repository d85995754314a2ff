"""Banners beside the thing they speak of: an icon, the words, one action, and a way to put them aside."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from wellbeingdesk.domain.notice import Tone
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.announce import say
from wellbeingdesk.gui.widgets.buttons import Button, IconButton
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Glyph, Text

ICONS: dict[Tone, str] = {"info": "info", "warn": "triangle-alert", "danger": "circle-x", "ok": "circle-check"}


class Banner(QFrame):
    """One banner. `title` is the sentence that matters, `text` what follows it."""

    def __init__(
        self,
        theme: Theme,
        tone: Tone,
        title: str,
        text: str = "",
        action: tuple[str, Callable[[], None]] | None = None,
        *,
        icon: str = "",
        closable: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self.setProperty("tone", tone)
        self.sentence = f"{title} {text}".strip()
        line = row(theme.scaled(12))
        line.setContentsMargins(theme.scaled(16), theme.scaled(8), theme.scaled(10), theme.scaled(8))
        line.addWidget(Glyph(theme, icon or ICONS[tone], tone))
        words = column(2)
        self._title = Text(title, "section")
        words.addWidget(self._title)
        if text:
            words.addWidget(Text(text))
        line.addLayout(words, 1)
        self.setLayout(line)
        if action is not None:
            self.action = Button(theme, action[0])
            self.action.clicked.connect(lambda _checked=False: action[1]())
            line.addWidget(self.action)
        if closable:
            close = IconButton(theme, "x", theme.words("shell.dismiss"))
            close.clicked.connect(self.put_aside)
            line.addWidget(close)

    def reword(self, title: str) -> None:
        """Another sentence that matters; it is not said aloud again."""
        self._title.setText(title)
        self.sentence = title

    def put_aside(self) -> None:
        """Take the banner away."""
        self.hide()
        self.deleteLater()


class BannerBar(QWidget):
    """Where a page's refusals and notices appear: put one at the top of every page; empty it takes no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = column(theme.scaled(8))
        self.setLayout(self._column)
        self.setVisible(False)

    def add(
        self, tone: Tone, title: str, text: str = "", action: tuple[str, Callable[[], None]] | None = None
    ) -> Banner:
        """Show one more banner and say it to assistive tools; the same sentence is never shown twice."""
        for old in self.banners():
            if old.sentence == f"{title} {text}".strip():
                old.put_aside()
        banner = Banner(self._theme, tone, title, text, action, closable=True)
        banner.destroyed.connect(self._fit)
        self._column.addWidget(banner)
        # A layout shows what it takes only after a turn of the event loop; `banners` should not miss it till then.
        banner.show()
        self.setVisible(True)
        say(self, banner.sentence)
        return banner

    def clear(self) -> None:
        """Take every banner away, as when the person tries again."""
        for banner in self.banners():
            banner.put_aside()
        self.setVisible(False)

    def banners(self) -> list[Banner]:
        """What is shown now."""
        found = self.findChildren(Banner, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [one for one in found if not one.isHidden()]

    def _fit(self) -> None:
        self.setVisible(bool(self.banners()))
