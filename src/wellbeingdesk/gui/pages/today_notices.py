"""The strip at the head of Today: what the desk has to tell, each with the page on which to see to it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from wellbeingdesk.domain.notice import Notice
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.widgets.aside import WithAside
from wellbeingdesk.gui.widgets.banner import ICONS
from wellbeingdesk.gui.widgets.buttons import Button, IconButton
from wellbeingdesk.gui.widgets.surface import column, empty, row
from wellbeingdesk.gui.widgets.text import Glyph, Text
from wellbeingdesk.usecases import notices


class NoticeStrip(QWidget):
    """Without anything to tell it takes no room."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._column = column(context.theme.scaled(8))
        self.setLayout(self._column)
        self.setVisible(False)

    def ask_again(self) -> None:
        """Gather them anew."""
        self._context.runner.ask(notices.notices).start(self, self._show)

    def _show(self, found: tuple[Notice, ...]) -> None:
        empty(self._column)
        for notice in found:
            card = NoticeCard(self._context, notice)
            card.put_aside.connect(self._put_aside)
            self._column.addWidget(card)
        self.setVisible(bool(found))

    def _put_aside(self, notice: Notice) -> None:
        self._context.runner.change(notices.put_aside, notice=notice).start(self, lambda _none: None)


class NoticeCard(QFrame):
    """One notice; `put_aside` carries it when a person has read it."""

    put_aside = Signal(object)

    def __init__(self, context: PageContext, notice: Notice) -> None:
        super().__init__()
        self._context = context
        self._notice = notice
        when = "" if notice.at is None else Dates(context.words).moment(notice.at.wall)
        self._facts = {**notice.facts, "when": when}
        self.setProperty("kind", "banner")
        self.setProperty("tone", notice.tone)
        title, text = self._say("title"), self._say("text")
        self.setAccessibleName(f"{title} {text}")
        theme = context.theme
        inside = column(0)
        inside.setContentsMargins(theme.scaled(16), theme.scaled(8), theme.scaled(10), theme.scaled(8))
        ways = self._ways(title)
        said = self._said(title, text)
        inside.addWidget(said if ways is None else WithAside(said, ways, theme.scaled(12), theme.scaled(300)))
        self.setLayout(inside)

    def _say(self, part: str) -> str:
        return self._context.words(f"notice.{self._notice.key}.{part}", **self._facts)

    def _said(self, title: str, text: str) -> QWidget:
        theme, tone = self._context.theme, self._notice.tone
        words = column(2)
        words.addWidget(Text(title, "section"))
        words.addWidget(Text(text))
        line = row(theme.scaled(12))
        line.addWidget(Glyph(theme, ICONS[tone], tone))
        line.addLayout(words, 1)
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _ways(self, title: str) -> QWidget | None:
        context, notice = self._context, self._notice
        line = row(context.theme.scaled(8))
        if notice.page and context.has_page(notice.page):
            go = Button(context.theme, self._say("do"))
            go.setAccessibleDescription(title)
            go.clicked.connect(lambda _checked=False: context.navigate(notice.page, **notice.args))
            line.addWidget(go)
        if notice.mark:
            close = IconButton(context.theme, "x", context.words("shell.dismiss"))
            close.setAccessibleDescription(title)
            close.clicked.connect(partial(self.put_aside.emit, notice))
            line.addWidget(close)
        if not line.count():
            return None
        holder = QWidget()
        holder.setLayout(line)
        return holder
