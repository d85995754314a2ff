"""Where the store lies, how large it is, and whether that is a good place for it."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.surface import column, empty
from wellbeingdesk.gui.widgets.text import Caption, Selectable, Text
from wellbeingdesk.usecases.store_views import FolderFacts, StoreFacts, folder_facts

_MEGABYTE = 1_000_000
_GIGABYTE = 1_000
"""In megabytes."""


class PlaceCard(Card):
    """What the store knows is shown at once; what the computer has to be asked comes after it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context.theme, context.words("store.place.title"), "shield")
        self._context = context
        self._facts = column(context.theme.scaled(8))
        self._folder = column(context.theme.scaled(8))
        self.column.addLayout(self._facts)
        self.column.addLayout(self._folder)

    def show_facts(self, facts: StoreFacts) -> None:
        """Folder, size and instance; then the computer is asked."""
        words = self._context.words
        empty(self._facts)
        self._facts.addWidget(self._fact(words("store.place.folder"), Selectable(facts.folder)))
        size = self._amount(facts.size / _MEGABYTE)
        self._facts.addWidget(self._fact(words("store.place.size"), Text(size)))
        instance = Text(words("store.place.instance-text", number=facts.instance))
        self._facts.addWidget(self._fact(words("store.place.instance"), instance))
        self._context.runner.work(folder_facts).start(self, self._show_folder)

    def _show_folder(self, facts: FolderFacts) -> None:
        words = self._context.words
        empty(self._folder)
        if facts.free_megabytes >= 0:
            free = self._amount(facts.free_megabytes)
            self._folder.addWidget(self._fact(words("store.place.free"), Text(free)))
        for tone, key, name in self._judged(facts):
            said = words(f"store.place.{key}", name=name)
            if tone == "ok":
                self._folder.addWidget(Text(said))
            else:
                self._folder.addWidget(Banner(self._context.theme, "warn", said, words(f"store.place.{key}-text")))

    def _judged(self, facts: FolderFacts) -> list[tuple[str, str, str]]:
        found = []
        if facts.network:
            found.append(("warn", "network", facts.file_system))
        if facts.cloud:
            other = self._context.words("store.place.some-cloud")
            found.append(("warn", "cloud", other if facts.cloud == "other" else facts.cloud))
        if not facts.private:
            found.append(("warn", "not-private", ""))
        return found or [("ok", "local", "")]

    def _amount(self, megabytes: float) -> str:
        if megabytes >= _GIGABYTE:
            return self._context.words("store.gigabytes", count=f"{megabytes / _GIGABYTE:.1f}")
        return self._context.words("store.megabytes", count=f"{megabytes:.1f}")

    def _fact(self, label: str, value: Text) -> QWidget:
        holder = QWidget()
        inside = column(0)
        inside.addWidget(Caption(label))
        value.setAccessibleDescription(label)
        inside.addWidget(value)
        holder.setLayout(inside)
        return holder
