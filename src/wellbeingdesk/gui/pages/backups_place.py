"""The card that says where backups go and how often, and what is good or bad about that place."""

from PySide6.QtCore import Qt

from wellbeingdesk.domain.backup_plan import BackupPlan, Every, Place
from wellbeingdesk.domain.notice import Tone
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.pickers import ChipChoice
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Caption, Selectable, Text
from wellbeingdesk.usecases import backups

ASK = "backups.place.choose"


def place_banners(context: PageContext, place: Place) -> list[Banner]:
    """What is to be known about a folder; nothing about a good one."""
    theme, words = context.theme, context.words

    def banner(tone: Tone, key: str, title: str = "") -> Banner:
        return Banner(theme, tone, title or words(f"backups.lies.{key}"), words(f"backups.lies.{key}-text"))

    if not place.there:
        return [banner("info", "away")]
    found = [banner("warn", "same-disk")] if place.same_disk else []
    if place.cloud:
        named = words("backups.lies.a-cloud") if place.cloud == "other" else ""
        found.append(banner("warn", "cloud", named or words("backups.lies.cloud", cloud=place.cloud)))
    if place.network:
        found.append(banner("info", "network"))
    return found


class PlaceCard(Card):
    """Made anew whenever the plan is another one; `show_place` comes later, a share may be slow to answer."""

    def __init__(self, context: PageContext, plan: BackupPlan) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, words("backups.place.title"), "save")
        self._context = context
        self.add(Text(words("backups.place.text"), "body2"))
        self._banners = column(theme.scaled(8))
        kind = Button if plan.folder else PrimaryButton
        self.choose = kind(theme, words("backups.place.other" if plan.folder else ASK), "upload")
        self.choose.clicked.connect(lambda _checked=False: self._ask())
        self._every = plan.every
        if plan.folder:
            shown = Selectable(plan.folder)
            self.add(LabelledField(theme, words("backups.place.folder"), shown))
        else:
            self.add(Banner(theme, "warn", words("backups.place.none")))
        self.column.addLayout(self._banners)
        self.column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        if plan.folder:
            self._add_every(plan)

    def show_place(self, place: Place) -> None:
        """What the folder lies on."""
        for banner in place_banners(self._context, place):
            self._banners.addWidget(banner)

    def _add_every(self, plan: BackupPlan) -> None:
        theme, words = self._context.theme, self._context.words
        options = [(every.value, words(f"backups.every.{every.value}")) for every in Every]
        self.every = ChipChoice(theme, words("backups.place.every"), options, plan.every.value)
        self.every.turned.connect(self._turned)
        self.add(LabelledField(theme, words("backups.place.every"), self.every))
        self._about = Caption(words(f"backups.every.{plan.every.value}-text"))
        self.add(self._about)

    def _turned(self, every: str) -> None:
        self._about.setText(self._context.words(f"backups.every.{every}-text"))
        change = self._context.runner.change(backups.choose_interval, every=Every(every))
        change.start(self, lambda _none: None)

    def _ask(self) -> None:
        self._context.asking.choose_folder(self, ASK, self._chosen)

    def _chosen(self, folder: str | None) -> None:
        if folder:
            job = self._context.runner.work(backups.choose_backups, folder=folder, every=self._every)
            by_hand = self._every is Every.BY_HAND
            said = self._context.words("backups.place.chosen-by-hand" if by_hand else "backups.place.chosen")
            job.start(self, lambda _place: self._context.toast(said))
