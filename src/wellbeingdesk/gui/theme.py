"""Gives the application its fonts, palette and stylesheet from the tokens, and follows the system's colour scheme."""

from typing import Literal

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette, QPixmap, QStyleHints
from PySide6.QtWidgets import QApplication

from wellbeingdesk.gui.icons import IconPainter, ThemedIconEngine
from wellbeingdesk.gui.look import Look
from wellbeingdesk.gui.stylesheet import stylesheet

Scheme = Literal["system", "light", "dark", "high-contrast"]

SCHEMES: tuple[Scheme, ...] = ("system", "light", "dark", "high-contrast")
LEAST_SCALE, MOST_SCALE = 0.9, 2.0
BODY_POINTS = 10.0
_MAC_POINTS = 13.0

_PALETTE = (
    (QPalette.ColorRole.Window, "window"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "field"),
    (QPalette.ColorRole.AlternateBase, "window"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.PlaceholderText, "text3"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "on-accent"),
    (QPalette.ColorRole.ToolTipBase, "raised"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "on-accent"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.Light, "raised"),
    (QPalette.ColorRole.Midlight, "border"),
    (QPalette.ColorRole.Mid, "control"),
    (QPalette.ColorRole.Dark, "control"),
    (QPalette.ColorRole.Shadow, "control"),
    (QPalette.ColorRole.Accent, "accent"),
)
_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


class Theme(QObject):
    """The look in force. Widgets take it as their first argument; `changed` tells those that keep pictures or sizes,
    `changing` comes before, so that nobody dresses anew what can be made anew when it is next seen.
    """

    changed = Signal()
    changing = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.words = look.words
        self.scheme: Scheme = "system"
        self.text_scale = 1.0
        self._in_force = "light"
        self._painter = IconPainter(look.icons)
        self._families: list[str] = []
        self._hints: QStyleHints | None = None
        self._styled = False

    def apply(
        self, app: QApplication, scheme: Scheme = "system", text_scale: float = 1.0, *, system_font: bool = False
    ) -> None:
        """Dress the whole application; called again whenever a setting changes. `text_scale` is held to 0.9 to 2.0."""
        self.scheme = scheme
        self.text_scale = min(MOST_SCALE, max(LEAST_SCALE, text_scale))
        self._listen(app.styleHints())
        self._in_force = self._choose(app.styleHints())
        if not self._styled:
            # Once: a stylesheet hides the style's name, and to set it again is slow and has ended the process.
            app.setStyle("Fusion")
            self._styled = True
        self.changing.emit()
        # Taken off first: to put a sheet in the place of another takes Qt some five times as long as both together.
        app.setStyleSheet("")
        app.setFont(self._font(system_font))
        app.setPalette(self._palette())
        app.setStyleSheet(stylesheet(self.colour, self.scaled, self.points))
        self.changed.emit()

    @property
    def in_force(self) -> str:
        """The scheme that is shown: light, dark or high-contrast."""
        return self._in_force

    def colour(self, token: str) -> str:
        """A token of the scheme in force as `#rrggbb`."""
        return self.look.tokens[self._in_force][token]

    def qcolour(self, token: str) -> QColor:
        """The same for a painter."""
        return QColor(self.colour(token))

    def scaled(self, pixels: float) -> int:
        """A length at the text size in force."""
        return round(pixels * self.text_scale)

    def points(self, size: float = BODY_POINTS) -> float:
        """A type size at the text size in force; macOS draws a point smaller than the others do."""
        base = _MAC_POINTS if QApplication.platformName() == "cocoa" else BODY_POINTS
        return round(size * base / BODY_POINTS * self.text_scale, 2)

    def font(self, size: float = BODY_POINTS, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The application's font in another size or weight."""
        font = QFont(QApplication.font())
        font.setPointSizeF(self.points(size))
        font.setWeight(weight)
        return font

    def icon(self, name: str, role: str = "text") -> QIcon:
        """A Lucide icon in the colour of a token; it follows the scheme by itself."""
        return QIcon(ThemedIconEngine(self._painter, self.colour, name, role))

    def picture(self, name: str, role: str, side: int, scale: float) -> QPixmap:
        """The same as a picture, for labels and painters; `side` in device-independent pixels."""
        return self._painter.pixmap(name, self.colour(role), QSize(side, side), scale)

    def _font(self, system_font: bool) -> QFont:
        if not self._families:
            self._families = _registered(self.look.fonts)
        font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
        if self._families and not system_font:
            font.setFamilies(self._families)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setPointSizeF(self.points())
        return font

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, token in _PALETTE:
            palette.setColor(role, self.qcolour(token))
        for role in _DISABLED:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.qcolour("disabled"))
        return palette

    def _choose(self, hints: QStyleHints) -> str:
        if self.scheme != "system":
            return self.scheme
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "high-contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _listen(self, hints: QStyleHints) -> None:
        if self._hints is not None:
            return
        self._hints = hints
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    def _system_changed(self) -> None:
        app = QApplication.instance()
        if self.scheme != "system" or not isinstance(app, QApplication):
            return
        if self._choose(app.styleHints()) != self._in_force:
            self.apply(app, "system", self.text_scale)


def _registered(fonts: tuple[bytes, ...]) -> list[str]:
    """Families of these TTF files in their order; the first is the one to read, the others fill its gaps."""
    families: dict[str, None] = {}
    for font in fonts:
        number = QFontDatabase.addApplicationFontFromData(font)
        families.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)[:1]))
    return list(families)
