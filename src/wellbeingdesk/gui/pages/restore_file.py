"""The first step of a restore: which file, what it says of itself, and what becomes of the desk that is here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.restoring import BackupOffer
from wellbeingdesk.gui.pages.backups_words import BackupWords
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.surface import Scroller, column, empty
from wellbeingdesk.gui.widgets.text import Caption, Text
from wellbeingdesk.gui.widgets.ticks import Tick

_SHORT = 8


class FileStep(QWidget):
    """`file_asked` comes from the button; `show_offer` says what was found in the file."""

    file_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        words = theme.words
        self.offer: BackupOffer | None = None
        self._aside: Tick | None = None
        scroller = Scroller(theme.scaled(14))
        scroller.column.setContentsMargins(4, 4, theme.scaled(10), theme.scaled(8))
        scroller.column.addWidget(Text(words("restore.file.text"), "body2"))
        self.choose = Button(theme, words("restore.file.choose"), "upload")
        self.choose.clicked.connect(self.file_asked)
        scroller.column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self._found = column(theme.scaled(12))
        scroller.column.addLayout(self._found)
        scroller.column.addStretch(1)
        inside = column(0)
        inside.addWidget(scroller)
        self.setLayout(inside)
        self.setFocusProxy(self.choose)

    def show_offer(self, offer: BackupOffer) -> None:
        """What the file says of itself."""
        empty(self._found)
        self.offer, self._aside = offer, None
        self.choose.setText(self._theme.words("restore.file.other"))
        self._found.addWidget(self._says(offer))
        if offer.here is not None:
            words = self._theme.words
            self._found.addWidget(Banner(self._theme, "warn", words("restore.here.title"), words("restore.here.text")))
            self._aside = Tick(self._theme, words("restore.here.agree"))
            self._found.addWidget(self._aside)

    def set_aside(self) -> bool:
        """Whether the person said that the desk that is here steps aside."""
        return self._aside is not None and self._aside.isChecked()

    def missing(self) -> str:
        """The sentence that says what is still needed, empty where nothing is."""
        if self.offer is None:
            return self._theme.words("restore.file.needed")
        if self._aside is not None and not self._aside.isChecked():
            return self._theme.words("restore.here.needed")
        return ""

    def _says(self, offer: BackupOffer) -> Card:
        theme, words, manifest = self._theme, self._theme.words, offer.manifest
        said, counts = BackupWords(words), dict(manifest.counts)
        card = Card(theme, words("restore.file.says"), "file-text")
        card.add(Text(words("restore.file.made", when=said.moment(manifest.made_at)), "section"))
        clients, records = counts.get("client", 0), counts.get("sealed_record", 0)
        card.add(Text(words("restore.file.holds", clients=clients, records=records)))
        if offer.here is not None:
            card.add(Text(words("restore.file.whose", name=offer.here.practitioner_name)))
        else:
            card.add(Text(words("restore.file.whose-unknown")))
        if manifest.made_up:
            card.add(Text(words("restore.file.made-up")))
        short = manifest.desk_id[:_SHORT]
        card.add(Caption(words("restore.file.desk", id=short, instance=manifest.instance)))
        card.add(Caption(words("restore.file.unproven")))
        return card
