"""The page of the cover sheet: how it stands, who can open it, and where it lies."""

from wellbeingdesk.domain.cover_keeping import CoverSealed
from wellbeingdesk.domain.events import Noun
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.cover_key import CoverKeySheet
from wellbeingdesk.gui.dialogs.cover_pack import CoverPackSheet
from wellbeingdesk.gui.dialogs.cover_preview import CoverPreviewSheet
from wellbeingdesk.gui.pages.settings_cover_keys import KeysCard
from wellbeingdesk.gui.pages.settings_cover_place import PlaceCard
from wellbeingdesk.gui.pages.settings_cover_standing import StandingCard
from wellbeingdesk.gui.pages.topic_page import TopicPage
from wellbeingdesk.gui.widgets.surface import column, empty
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases import cover_keys, cover_packs, cover_sheets
from wellbeingdesk.usecases.cover_packs import OfferedCoverKeys
from wellbeingdesk.usecases.cover_sheets import CoverStanding

PACK_KIND, FOLDER = "cover.files.pack", "cover.files.folder"


class CoverPage(TopicPage):
    """Its cards are made anew whenever keys, folder or the sheet itself have changed."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "cover", Noun.CLIENT, Noun.APPOINTMENT, Noun.SAFETY)
        self._cards = column(context.theme.scaled(14))
        self.put(Text(context.words("cover.lead")), self._cards)

    def ask_again(self) -> None:
        """A shared folder may take its time to answer."""
        self._context.runner.work(cover_sheets.cover_standing).start(self, self._show)

    def _show(self, standing: CoverStanding) -> None:
        empty(self._cards)
        sheet = StandingCard(self._context, standing)
        sheet.now.clicked.connect(lambda _checked=False: self._make_now(sheet))
        sheet.look.clicked.connect(lambda _checked=False: CoverPreviewSheet(self._context, self.window()).open())
        keys = KeysCard(self._context, standing.keys)
        keys.add_key.clicked.connect(lambda _checked=False: CoverKeySheet(self._context, self.window()).open())
        keys.take_pack.clicked.connect(lambda _checked=False: self._ask_for_pack())
        keys.end_asked.connect(self._end)
        place = PlaceCard(self._context, standing.place)
        place.other.clicked.connect(lambda _checked=False: self._ask_where())
        place.back.clicked.connect(lambda _checked=False: self._chosen("", own=True))
        for card in (sheet, keys, place):
            self._cards.addWidget(card)

    def _make_now(self, sheet: StandingCard) -> None:
        sheet.now.setEnabled(False)
        self._context.runner.work(cover_sheets.seal_cover_sheet).start(self, self._made, self._not_made)

    def _made(self, made: CoverSealed | None) -> None:
        if made is not None:
            self._context.toast(self._context.words("cover.standing.made-now"))

    def _not_made(self, told: Told) -> None:
        self._context.telling.tell(told, self)
        self.freshness.touch()

    def _end(self, recipient: str) -> None:
        def done(_none: None) -> None:
            self._context.toast(self._context.words("cover.keys.ended"))

        self._context.runner.change(cover_keys.end_cover_key, recipient=recipient).start(self, done)

    def _ask_for_pack(self) -> None:
        self._context.asking.open_file(self, PACK_KIND, self._read_pack)

    def _read_pack(self, path: str | None) -> None:
        if path:
            self._context.runner.work(cover_packs.offered_cover_keys, path=path).start(self, self._offer)

    def _offer(self, offered: OfferedCoverKeys) -> None:
        CoverPackSheet(self._context, self.window(), offered).open()

    def _ask_where(self) -> None:
        self._context.asking.choose_folder(self, FOLDER, lambda folder: self._chosen(folder or ""))

    def _chosen(self, folder: str, *, own: bool = False) -> None:
        if folder or own:
            done = self._context.words("cover.place.kept")
            job = self._context.runner.change(cover_keys.choose_cover_folder, folder=folder)
            job.start(self, lambda _none: self._context.toast(done))
