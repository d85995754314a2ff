"""The check of the whole store: one click, how far each part is, and a way to call it off."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.store_check import CheckProgress, LastCheck, Part
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.pages.settings_store_result import show_result
from wellbeingdesk.gui.widgets.announce import say
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.surface import column, empty, row
from wellbeingdesk.gui.widgets.text import Caption, Glyph, Text
from wellbeingdesk.usecases.store_care import Checked, Watch, check_store

_LOOK_MS = 100


class CheckCard(Card):
    """The check goes on while the person works elsewhere at the desk; locking calls it off."""

    def __init__(self, context: PageContext) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, words("store.check.title"), "badge-check")
        self._context = context
        self._dates = Dates(words)
        self._watch: Watch | None = None
        self.add(Text(words("store.check.text"), "body2"))
        self._last = Caption("")
        self.add(self._last)
        ways = row(theme.scaled(8))
        self.begin = PrimaryButton(theme, words("store.check.do"))
        self.begin.clicked.connect(lambda _checked=False: self._begin())
        self.stop = Button(theme, words("store.check.stop"))
        self.stop.clicked.connect(lambda _checked=False: self._call_off())
        self.stop.setVisible(False)
        ways.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        ways.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        ways.addStretch(1)
        self.column.addLayout(ways)
        self._parts = _Parts(context)
        self.add(self._parts)
        self._result = column(theme.scaled(8))
        self.column.addLayout(self._result)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def show_last(self, last: LastCheck | None) -> None:
        """When somebody looked last, and what came of it."""
        words = self._context.words
        if last is None:
            self._last.setText(words("store.check.never"))
            return
        when = self._dates.moment(last.at.wall)
        self._last.setText(words("store.check.faulty" if last.faults else "store.check.whole", when=when))

    def _begin(self) -> None:
        watch = self._watch = Watch()
        # A page goes at lock, and the desk should not wait for a check that nobody will see.
        self.destroyed.connect(watch.call_off)
        empty(self._result)
        self._parts.begin()
        self._turn(True)
        self._timer.start()
        self._context.runner.watch(check_store, watch=watch).start(self, self._done, self._failed)

    def _call_off(self) -> None:
        if self._watch is not None:
            self._watch.call_off()
            self.stop.setEnabled(False)

    def _look(self) -> None:
        if self._watch is not None and self._watch.latest is not None:
            self._parts.show_progress(self._watch.latest)

    def _done(self, checked: Checked) -> None:
        self._ended()
        if checked.found is None:
            self._parts.setVisible(False)
            say(self, self._context.words("store.check.stopped"))
            self._result.addWidget(Caption(self._context.words("store.check.stopped")))
            return
        self._parts.finish(whole=checked.found.whole)
        show_result(self._context, self._result, checked)

    def _failed(self, told: Told) -> None:
        self._ended()
        self._parts.setVisible(False)
        self._context.telling.tell(told, self)

    def _ended(self) -> None:
        self._watch = None
        self._timer.stop()
        self._turn(False)

    def _turn(self, running: bool) -> None:
        words = self._context.words
        self.begin.setText(words("store.check.running" if running else "store.check.do"))
        self.begin.setEnabled(not running)
        self.stop.setEnabled(running)
        self.stop.setVisible(running)


class _Parts(QWidget):
    """A line for each part, in their order."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._words = context.words
        self._lines: dict[Part, tuple[Glyph, Text]] = {}
        inside = column(context.theme.scaled(4))
        for part in Part:
            glyph, text = Glyph(context.theme, "clock", "text3", 16), Text("")
            line = row(context.theme.scaled(8))
            line.addWidget(glyph)
            line.addWidget(text, 1)
            inside.addLayout(line)
            self._lines[part] = (glyph, text)
        self.setLayout(inside)
        self.setVisible(False)

    def begin(self) -> None:
        """All of them wait."""
        for part in Part:
            self._say(part, "waiting", "clock", "text3")
        self.setVisible(True)

    def show_progress(self, progress: CheckProgress) -> None:
        """Everything before this part is looked through."""
        order = list(Part)
        for part in order[: order.index(progress.part)]:
            self._say(part, "done", "check", "text2")
        percent = 100 * progress.done // progress.total if progress.total else 0
        self._say(progress.part, "percent" if percent else "now", "search", "accent", percent=percent)

    def finish(self, *, whole: bool) -> None:
        """All of it is looked through; where something is wrong, what follows says what."""
        for part in Part:
            self._say(part, "done", "circle-check" if whole else "check", "ok" if whole else "text2")

    def _say(self, part: Part, state: str, icon: str, role: str, **facts: int) -> None:
        glyph, text = self._lines[part]
        glyph.show_icon(icon, role)
        name = self._words(f"store.part.{part.value}")
        text.setText(self._words(f"store.progress.{state}", part=name, **facts))
