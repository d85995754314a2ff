"""The page of the cover sheet: how it stands, who can open it, and where it lies."""

from PySide6.QtCore import Qt

from wellbeingdesk.domain.cover_keeping import CoverSealed
from wellbeingdesk.domain.events import Noun
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.gui.changes import StalePage
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.cover_key import CoverKeySheet
from wellbeingdesk.gui.dialogs.cover_pack import CoverPackSheet
from wellbeingdesk.gui.dialogs.cover_preview import CoverPreviewSheet
from wellbeingdesk.gui.pages.decision_layout import PageHead, Room
from wellbeingdesk.gui.pages.settings_cover_keys import KeysCard
from wellbeingdesk.gui.pages.settings_cover_place import PlaceCard
from wellbeingdesk.gui.pages.settings_cover_standing import StandingCard
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.surface import Scroller, column, empty
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases import cover_keys, cover_packs, cover_sheets
from wellbeingdesk.usecases.cover_packs import OfferedCoverKeys
from wellbeingdesk.usecases.cover_sheets import CoverStanding

_WIDEST = 760
PACK_KIND, FOLDER = "cover.files.pack", "cover.files.folder"


class CoverPage(StalePage):
    """Its cards are made anew whenever keys, folder or the sheet itself have changed."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        theme, words = context.theme, context.words
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = PageHead(theme, words("shell.back"), lambda: context.navigate("settings"))
        head.show_words(words("cover.title"), "")
        self._scroller = Scroller(theme.scaled(14))
        self._scroller.column.setContentsMargins(0, 0, theme.scaled(8), theme.scaled(16))
        self._cards = column(theme.scaled(14))
        self._scroller.column.addWidget(Text(words("cover.lead")))
        self._scroller.column.addLayout(self._cards)
        self._scroller.column.addStretch(1)
        self._scroller.inside.setMaximumWidth(theme.scaled(_WIDEST))
        page = column(theme.scaled(12), theme.scaled(24))
        page.addWidget(head)
        page.addWidget(BannerBar(theme))
        page.addWidget(Room(self._scroller), 1)
        self.setLayout(page)
        theme.changed.connect(self._rescale)
        self.concerns(context.changes, Noun.DESK, Noun.CLIENT, Noun.APPOINTMENT, Noun.SAFETY)

    def arrive(self) -> None:
        """Whether the file is still there changes without an event."""
        self.freshness.touch()

    def ask_again(self) -> None:
        """A shared folder may take its time to answer."""
        self._context.runner.work(cover_sheets.cover_standing).start(self, self._show)

    def _rescale(self) -> None:
        self._scroller.inside.setMaximumWidth(self._context.theme.scaled(_WIDEST))

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
