"""How the desk looks: light, dark or high contrast, and how large its words are; in force at once, and kept."""

from PySide6.QtWidgets import QApplication

from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.theme import SCHEMES, Scheme
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.pickers import ChipChoice, Picker
from wellbeingdesk.usecases.appearance import Appearance, choose_appearance

TEXT_PERCENTS = (90, 100, 110, 125, 135, 150, 175, 200)


class AppearanceCard(Card):
    """The choices that are in force are the ones that are marked."""

    def __init__(self, context: PageContext) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, words("settings.look.title"), "contrast")
        self._context = context
        options: list[tuple[str, str]] = [(scheme, words(f"settings.look.{scheme}")) for scheme in SCHEMES]
        self.scheme = ChipChoice(theme, words("settings.look.scheme"), options, theme.scheme)
        self.scheme.turned.connect(lambda _key: self._apply())
        self.add(LabelledField(theme, words("settings.look.scheme"), self.scheme))
        self.text_size = Picker(theme)
        self.text_size.offer([(str(one), words("settings.look.percent", percent=one)) for one in TEXT_PERCENTS])
        self.text_size.choose(str(min(TEXT_PERCENTS, key=lambda one: abs(one - theme.text_scale * 100))))
        self.text_size.activated.connect(lambda _at: self._apply())
        self.add(LabelledField(theme, words("settings.look.size"), self.text_size, words("settings.look.size-hint")))

    def _apply(self) -> None:
        app = QApplication.instance()
        chosen, percent = self.scheme.chosen(), int(self.text_size.chosen() or "100")
        scheme: Scheme = next(one for one in SCHEMES if one == chosen)
        if isinstance(app, QApplication):
            self._context.theme.apply(app, scheme, percent / 100)
        self._context.runner.change(choose_appearance, chosen=Appearance(scheme, percent)).start(
            self, lambda _none: None
        )
