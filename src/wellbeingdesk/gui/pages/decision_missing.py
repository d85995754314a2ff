"""What a decision still lacks, by the parts of its form, each one click away, the policy's section named."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from wellbeingdesk.domain.form import Finding, Form
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.forms.editor import in_language
from wellbeingdesk.gui.pages.decision_layout import LANGUAGE, empty
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import LinkButton
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Glyph, Text

SECOND_SIGNER = "second_signer"
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_PLAIN_CODES = {"missing", "floor-missing", "factor-missing"}
"""Findings that say no more than that there is no answer yet."""


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

    def show_findings(self, findings: Sequence[Finding], form: Form) -> None:
        """Count them and name each; nothing is rebuilt while it stays the same, so that a click never misses."""
        if self._shown == tuple(findings):
            return
        self._shown = tuple(findings)
        self.title.setText(self._context.words("field.missing", count=len(findings)))
        self._glyph.show_icon(*(("list", "text2") if findings else ("circle-check", "ok")))
        empty(self._list)
        for section in form.sections:
            fields = {field.id: in_language(field.label, LANGUAGE) for field in section.fields}
            here = [one for one in findings if one.field in fields]
            self._part(in_language(section.title, LANGUAGE), [(one, fields[one.field]) for one in here])
        second = self._context.words("decision.second.title")
        self._part(second, [(one, second) for one in findings if one.field == SECOND_SIGNER])

    def _part(self, title: str, found: list[tuple[Finding, str]]) -> None:
        if not found:
            return
        theme = self._context.theme
        over = Text(title, "over")
        over.setContentsMargins(theme.scaled(5), theme.scaled(6), 0, 0)
        self._list.addWidget(over)
        section = ""
        for finding, label in found:
            self._list.addWidget(self._link(finding, label))
            for line in self._lines(finding, section):
                self._list.addWidget(line)
            section = finding.section

    def _link(self, finding: Finding, label: str) -> QWidget:
        link = WrappedLink(self._context.theme, label)
        link.clicked.connect(lambda _checked=False: self.picked.emit(finding.field))
        return link

    def _lines(self, finding: Finding, section_before: str) -> list[QWidget]:
        """What to do, where that is more than to answer; and the policy's section that asks for it."""
        theme, words = self._context.theme, self._context.words
        said = [] if finding.code in _PLAIN_CODES else [self._context.telling.finding(finding)]
        if finding.section and finding.section != section_before:
            said.append(words("decision.missing.section", section=finding.section))
        lines: list[QWidget] = []
        for sentence in said:
            line = Text(sentence, "hint")
            line.setContentsMargins(theme.scaled(24), 0, 0, theme.scaled(2))
            lines.append(line)
        return lines
