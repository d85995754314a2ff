"""What a check found, in words: each fault, what can still be read, and how to get the rest back."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeingdesk.domain.store_check import Examination, FaultFound, RecordTold, StillReadable
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.pages.settings_store_found import lead_to_backups
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.surface import column, empty
from wellbeingdesk.gui.widgets.text import Caption, Text
from wellbeingdesk.usecases.store_care import Checked, lost_records

_PAGES_NAMED = 12
_OF_THE_DESK = {"meta", "practitioner", "identity", "service_setup", "setting", "definition", "disposal_order"}
"""Tables that a person never meets by themselves; told together, as what the desk itself needs."""


def show_result(context: PageContext, into: QVBoxLayout, checked: Checked) -> None:
    """Fill the column."""
    found, words = checked.found, context.words
    if found is None:
        return
    if found.whole:
        lines = words("store.whole-text", lines=found.audit_lines, records=_signed(found))
        into.addWidget(Banner(context.theme, "ok", words("store.whole"), lines))
        return
    into.addWidget(Banner(context.theme, "danger", words("store.damaged"), words("store.damaged-text")))
    for fault in found.faults:
        into.addWidget(_fault(context, fault))
    into.addWidget(Text(words("store.readable.title"), "section"))
    for line in _readable(context, found):
        into.addWidget(Text(line))
    if checked.lost:
        into.addWidget(Lost(context, checked.lost))
    into.addWidget(Text(words("store.back.title"), "section"))
    back = Card(context.theme)
    back.add(Text(words("store.back.text")))
    lead_to_backups(context, back)
    into.addWidget(back)
    if not checked.kept:
        into.addWidget(Caption(words("store.not-kept")))


class Lost(QWidget):
    """The records that cannot be read, named one by one as far as the audit still knows them."""

    def __init__(self, context: PageContext, ids: tuple[str, ...]) -> None:
        super().__init__()
        self._context = context
        self._lines = column(context.theme.scaled(4))
        self._lines.addWidget(self._opener(len(ids), ids), 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(self._lines)

    def _opener(self, count: int, ids: tuple[str, ...]) -> Button:
        button = Button(self._context.theme, self._context.words("store.lost.show", count=count), "list")
        ask = self._context.runner.ask(lost_records, ids)
        button.clicked.connect(lambda _checked=False: ask.start(self, self._show))
        return button

    def _show(self, lost: tuple[RecordTold, ...]) -> None:
        empty(self._lines)
        say = partial(_named, self._context)
        for record in lost:
            self._lines.addWidget(Text(say(record)))


def _named(context: PageContext, record: RecordTold) -> str:
    words = context.words
    if not record.action or record.at is None:
        return words("store.lost.unknown", id=record.id)
    what = words(f"store.lost.{record.action}")
    name = record.client_name or words("store.lost.nobody")
    return words("store.lost.line", what=what, name=name, when=Dates(words).moment(record.at.wall))


def _fault(context: PageContext, fault: FaultFound) -> QWidget:
    words, holder, inside = context.words, QWidget(), column(0)
    key = f"store.fault.{fault.fault.value}"
    inside.addWidget(Text(words(f"{key}.what", count=len(fault.ids) or len(fault.pages) or 1, at=fault.at), "section"))
    inside.addWidget(Text(words(f"{key}.means")))
    if fault.pages:
        named = ", ".join(str(page) for page in fault.pages[:_PAGES_NAMED])
        more = max(0, len(fault.pages) - _PAGES_NAMED)
        inside.addWidget(Caption(words("store.pages-more" if more else "store.pages", pages=named, more=more)))
    holder.setLayout(inside)
    return holder


def _readable(context: PageContext, found: Examination) -> list[str]:
    words, lines = context.words, []
    for one in found.readable:
        if one.kind in _OF_THE_DESK:
            continue
        name = words(f"store.kind.{one.kind}")
        total = one.readable + len(one.unreadable)
        state = "all" if _all_of(one) else "some" if one.complete else "at-least"
        if total or not one.complete:
            lines.append(words(f"store.readable.{state}", kind=name, readable=one.readable, total=total))
    own = [one for one in found.readable if one.kind in _OF_THE_DESK]
    if own:
        lines.append(words("store.readable.desk" if all(map(_all_of, own)) else "store.readable.desk-some"))
    return lines


def _all_of(one: StillReadable) -> bool:
    return one.complete and not one.unreadable


def _signed(found: Examination) -> int:
    return found.readable[0].readable if found.readable else 0
