"""What opens this desk, line by line, and when somebody came in without the passphrase."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeingdesk.domain.recovery import SlotInfo, SlotKind
from wellbeingdesk.domain.recovery_paper import Opening
from wellbeingdesk.domain.times import instant_from_utc
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.chip import Chip
from wellbeingdesk.gui.widgets.surface import column, empty, row
from wellbeingdesk.gui.widgets.text import Caption, Glyph, Text
from wellbeingdesk.usecases.recovery_views import WayIn, WaysIn

_ICONS = {
    SlotKind.PASSPHRASE: "key",
    SlotKind.DEVICE: "monitor",
    SlotKind.RECOVERY: "file-text",
    SlotKind.SHARES: "users-round",
    SlotKind.ESCROW: "building-2",
    SlotKind.UNKNOWN: "circle-question-mark",
}
_KIB_PER_MIB = 1024


class WaysCard(Card):
    """A card of the page: told what there is whenever that changes."""

    def __init__(self, context: PageContext, title: str, icon: str) -> None:
        super().__init__(context.theme, context.words(title), icon)
        self.context = context
        self.dates = Dates(context.words)
        self.place: QVBoxLayout = column(context.theme.scaled(10))

    def show_ways(self, ways: WaysIn) -> None:
        """What there is now."""

    def begin_drill(self, _slot_id: str) -> None:
        """Try this paper at once, where it is one of this card."""

    def made(self, slot: SlotInfo, zone: str) -> str:
        """When a way in was made, on the wall here; the first kind of slot does not say."""
        return self.dates.moment(instant_from_utc(slot.made_at, zone).wall) if slot.made_at else ""


class WaysListCard(WaysCard):
    """Every way in, with what a guess at it costs."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "ways.list.title", "key")
        self.add(Text(context.words("ways.list.text"), "body2"))
        self.column.addLayout(self.place)

    def show_ways(self, ways: WaysIn) -> None:
        """One line for each; a warning where there is no way back."""
        empty(self.place)
        words = self.context.words
        if ways.refused is not None:
            when = self.dates.day(ways.refused.at.wall.date())
            said = words("ways.list.refused", when=when, reason=ways.refused.reason)
            self.place.addWidget(Banner(self.context.theme, "info", said))
        elif not ways.settled:
            self.place.addWidget(Banner(self.context.theme, "warn", words("ways.list.unsettled")))
        for way in ways.ways:
            self.place.addWidget(self._line(way, ways.zone))

    def _line(self, way: WayIn, zone: str) -> QWidget:
        theme, words, slot = self.context.theme, self.context.words, way.slot
        holder = QWidget()
        line = row(theme.scaled(12))
        line.addWidget(Glyph(theme, _ICONS[slot.kind], "accent"))
        told = column(theme.scaled(2))
        made = self.made(slot, zone)
        about = [slot.label, words("ways.list.made", when=made) if made else ""]
        name = ", ".join(part for part in (words(f"ways.kind.{slot.kind.value}"), *about) if part)
        told.addWidget(Text(name))
        if slot.cost is not None:
            memory = slot.cost.memory_kib // _KIB_PER_MIB
            told.addWidget(Caption(words("ways.list.cost", memory=memory, passes=slot.cost.passes)))
        line.addLayout(told, 1)
        chip = self._chip(way)
        if chip is not None:
            line.addWidget(chip)
        holder.setLayout(line)
        return holder

    def _chip(self, way: WayIn) -> Chip | None:
        words = self.context.words
        if way.slot.kind not in {SlotKind.RECOVERY, SlotKind.SHARES}:
            return None
        if way.paper is None:
            return Chip(words("ways.state.foreign"), "warn")
        if not way.paper.confirmed:
            return Chip(words("ways.state.untried"), "warn")
        return Chip(words("ways.state.worn"), "warn") if way.paper.is_worn else Chip(words("ways.state.tried"), "ok")


class OpeningsCard(WaysCard):
    """Who came in without the passphrase, and when; unseen where nobody did."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "ways.openings.title", "history")
        self.add(Text(context.words("ways.openings.text"), "body2"))
        self.column.addLayout(self.place)
        self.setVisible(False)

    def show_ways(self, ways: WaysIn) -> None:
        """The newest first."""
        empty(self.place)
        for opening in ways.openings:
            self.place.addWidget(Text(self._sentence(opening)))
        self.setVisible(bool(ways.openings))

    def _sentence(self, opening: Opening) -> str:
        words, when = self.context.words, self.dates.moment(opening.at.wall)
        if opening.kind is SlotKind.ESCROW:
            one, other = opening.people
            return words("ways.openings.escrow", when=when, one=one, other=other)
        return words(f"ways.openings.{opening.kind.value}", when=when)
