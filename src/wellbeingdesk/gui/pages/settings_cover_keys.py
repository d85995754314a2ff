"""The card that names who can open the cover sheet, and since when."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.cover_key import CoverKey
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.widgets.buttons import Button, QuietButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.surface import Rule, column, row
from wellbeingdesk.gui.widgets.text import Caption, Selectable, Text

LINE = "cover.pack.line"


class KeysCard(Card):
    """`end_asked` carries the recipient once the person has said yes."""

    end_asked = Signal(str)

    def __init__(self, context: PageContext, keys: tuple[CoverKey, ...]) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, words("cover.keys.title"), "key")
        self._context = context
        if not keys:
            self.add(Text(words("cover.keys.none")))
        for key in keys:
            self.add(self._row(key))
            self.add(Rule())
        self.add_key = Button(theme, words("cover.keys.add"), "plus")
        self.take_pack = Button(theme, words("cover.keys.pack-take"), "package")
        ways = Flow(theme.scaled(8))
        ways.addWidget(self.add_key)
        ways.addWidget(self.take_pack)
        self.column.addLayout(ways)
        self.add(Caption(words("cover.keys.how")))

    def _row(self, key: CoverKey) -> QWidget:
        theme, words = self._context.theme, self._context.words
        said = column(theme.scaled(2))
        said.addWidget(Text(words(LINE, role=words(f"cover.role.{key.role}"), holder=key.holder), "section"))
        when = Dates(words).day(key.since.wall.date())
        source = words("cover.keys.pack", number=key.pack, when=when) if key.pack else ""
        said.addWidget(Caption(source or words("cover.keys.typed", when=when)))
        recipient = Selectable(_in_groups(key.recipient), "caption")
        recipient.setAccessibleName(words("cover.add.key"))
        said.addWidget(recipient)
        end = QuietButton(theme, words("cover.keys.end"), "trash-2")
        end.setAccessibleName(words("cover.keys.end-named", holder=key.holder))
        end.clicked.connect(lambda _checked=False: self._ask(key))
        line = row(theme.scaled(8))
        line.addLayout(said, 1)
        line.addWidget(end, 0, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _ask(self, key: CoverKey) -> None:
        def done(sure: bool) -> None:
            if sure:
                self.end_asked.emit(key.recipient)

        self._context.asking.confirm(self, "cover.end", {"holder": key.holder}, done, dangerous=True)


def _in_groups(recipient: str) -> str:
    """Eight characters at a time, so that the end can be compared by ear and the line can break."""
    first = len(recipient) % 8
    groups = [recipient[:first]] if first else []
    return " ".join(groups + [recipient[at : at + 8] for at in range(first, len(recipient), 8)])
