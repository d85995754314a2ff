"""What a decision still lacks, by the parts of its form, each one click away, the policy's section named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from wellbeingdesk.domain.form import Finding, Form
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.forms.editor import in_language
from wellbeingdesk.gui.forms.tab_order import put_after, stop_before
from wellbeingdesk.gui.pages.decision_layout import LANGUAGE
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import LinkButton
from wellbeingdesk.gui.widgets.slices import Slices
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Glyph, Text

SECOND_SIGNER = "second_signer"
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_PLAIN_CODES = {"missing", "floor-missing", "factor-missing"}
"""Findings that say no more than that there is no answer yet."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A heading, a link or a hint; `about` is the part or the field that it belongs to."""

    kind: Literal["over", "link", "hint"]
    about: str
    words: str


class WrappedLink(LinkButton):
    """A link whose words go on in the next line; Qt's own button would cut them off."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped words."""
        room = QRect(0, 0, max(1, width - self._left() - self._right()), 10_000)
        tall = QFontMetrics(self.font()).boundingRect(room, _WRAP, self.text()).height()
        return max(self.theme.scaled(26), tall + self.theme.scaled(6))

    def sizeHint(self) -> QSize:
        """All words in one line."""
        metrics = QFontMetrics(self.font())
        wide = metrics.horizontalAdvance(self.text()) + self._left() + self._right() + 2
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """The longest word still fits."""
        metrics = QFontMetrics(self.font())
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(longest + self._left() + self._right() + 2, self.theme.scaled(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The button without its words, then the words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.qcolour("control"), 1.5))
        dot = self.theme.scaled(9)
        first_line = self.theme.scaled(3) + QFontMetrics(self.font()).height() // 2
        painter.drawEllipse(QRectF(self.theme.scaled(6), first_line - dot / 2, dot, dot))
        font = self.font()
        font.setUnderline(self.underMouse() or self.hasFocus())
        painter.setFont(font)
        painter.setPen(self.theme.qcolour("accent"))
        words = self.rect().adjusted(self._left(), self.theme.scaled(3), -self._right(), -self.theme.scaled(3))
        painter.drawText(words, _WRAP, self.text())

    def _left(self) -> int:
        """Room for the ring before the words: something still to be filled."""
        return self.theme.scaled(24)

    def _right(self) -> int:
        return self.theme.scaled(5)


class MissingPanel(QFrame):
    """`picked` carries a field's id, or `second_signer`."""

    picked = Signal(str)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        self.inside = column(theme.scaled(4))
        self.setLayout(self.inside)
        heading = row(theme.scaled(8))
        self._glyph = Glyph(theme, "circle-check", "ok")
        self.title = Text("", "section")
        heading.addWidget(self._glyph)
        heading.addWidget(self.title, 1)
        self.inside.addLayout(heading)
        self._list = column(theme.scaled(2))
        self.inside.addLayout(self._list)
        self._shown: tuple[Finding, ...] | None = None
        self._order: tuple[_Line, ...] = ()
        self._lines: dict[_Line, QWidget] = {}
        self._slices = Slices(self)

    def show_findings(self, findings: Sequence[Finding], form: Form) -> None:
        """Count them and name each; what stays is not made again, so that a click never misses."""
        if self._shown == tuple(findings):
            return
        self._shown = tuple(findings)
        self.title.setText(self._context.words("field.missing", count=len(findings)))
        self._glyph.show_icon(*(("list", "text2") if findings else ("circle-check", "ok")))
        wanted = tuple(dict.fromkeys(self._wanted(findings, form)))
        for gone in set(self._lines) - set(wanted):
            widget = self._lines.pop(gone)
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._order = wanted
        self._slices.begin(partial(self._put, line, at) for at, line in enumerate(wanted) if line not in self._lines)

    def _wanted(self, findings: Sequence[Finding], form: Form) -> Iterator[_Line]:
        """Every line that there should be, in order."""
        for section in form.sections:
            labels = {field.id: in_language(field.label, LANGUAGE) for field in section.fields}
            here = [one for one in findings if one.field in labels]
            yield from self._part(in_language(section.title, LANGUAGE), here, labels)
        second = self._context.words("decision.second.title")
        here = [one for one in findings if one.field == SECOND_SIGNER]
        yield from self._part(second, here, {SECOND_SIGNER: second})

    def _part(self, title: str, found: Sequence[Finding], labels: Mapping[str, str]) -> Iterator[_Line]:
        if not found:
            return
        yield _Line("over", title, title)
        section = ""
        for finding in found:
            yield _Line("link", finding.field, labels[finding.field])
            yield from self._about(finding, section)
            section = finding.section

    def _about(self, finding: Finding, section_before: str) -> Iterator[_Line]:
        """What to do, where that is more than to answer; and the policy's section that asks for it."""
        if finding.code not in _PLAIN_CODES:
            yield _Line("hint", finding.field, self._context.telling.finding(finding))
        if finding.section and finding.section != section_before:
            words = self._context.words("decision.missing.section", section=finding.section)
            yield _Line("hint", finding.field, words)

    def _put(self, line: _Line, at: int) -> None:
        """Lines come in their order, and those that stayed keep it: the place counts those before."""
        made = self._make(line)
        self._lines[line] = made
        self._list.insertWidget(at, made)
        if line.kind == "link":
            self._put_in_tab_order(line, made)

    def _put_in_tab_order(self, line: _Line, made: QWidget) -> None:
        links = [one for one in self._order if one.kind == "link" and one in self._lines]
        place = links.index(line)
        after = self._lines[links[place + 1]] if place + 1 < len(links) else self
        before = self._lines[links[place - 1]] if place else stop_before(after, made)
        if before is not None:
            put_after(before, made)

    def _make(self, line: _Line) -> QWidget:
        theme = self._context.theme
        if line.kind == "link":
            link = WrappedLink(theme, line.words)
            link.clicked.connect(lambda _checked=False: self.picked.emit(line.about))
            return link
        text = Text(line.words, line.kind)
        left, above, below = (5, 6, 0) if line.kind == "over" else (24, 0, 2)
        text.setContentsMargins(theme.scaled(left), theme.scaled(above), 0, theme.scaled(below))
        return text
