"""Buttons: one primary per view, plain ones, a dangerous one, quiet ones, links, and icons that carry a name."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.surface import restyle


class Button(QPushButton):
    """A plain button; `kind` chooses its dress. Never give it a minimum width: its layout knows what its words need."""

    kind = "plain"
    role = "text"
    icon_side = 16

    def __init__(self, theme: Theme, text: str, icon: str = "") -> None:
        super().__init__(text)
        self.theme = theme
        self.setProperty("kind", self.kind)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if icon:
            self.show_icon(icon)
        self._rescale()
        theme.changed.connect(self._rescale)

    def show_icon(self, name: str) -> None:
        """Set or change the icon before the words."""
        self.setIcon(self.theme.icon(name, self.role))

    def _rescale(self) -> None:
        side = self.theme.scaled(self.icon_side)
        self.setIconSize(QSize(side + (self.theme.scaled(4) if self.text() else 0), side))


class PrimaryButton(Button):
    """The one thing to do in a view. Its focus ring lies inside, where it stands out from the fill."""

    kind = "primary"
    role = "on-accent"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Adds the inner ring."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.qcolour("on-accent"), 2))
        radius = self.theme.scaled(5)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5), radius, radius)


class DangerButton(Button):
    """Ends, erases or sends in clear."""

    kind = "danger"
    role = "danger"


class QuietButton(Button):
    """A lesser thing to do, without an edge."""

    kind = "quiet"
    role = "text2"


class LinkButton(Button):
    """Words that lead somewhere."""

    kind = "link"
    role = "accent"

    def __init__(self, theme: Theme, text: str, icon: str = "") -> None:
        super().__init__(theme, text, icon)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class IconButton(Button):
    """An icon alone: assistive tools say its `name`, the tooltip shows it with the shortcut."""

    kind = "icon"
    role = "text2"
    icon_side = 18

    def __init__(self, theme: Theme, icon: str, name: str, shortcut: str = "") -> None:
        super().__init__(theme, "", icon)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.rename(name, shortcut)

    def rename(self, name: str, shortcut: str = "") -> None:
        """Another name, as when Show becomes Hide."""
        self.setAccessibleName(name)
        keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{name} ({keys})" if keys else name)


class NavButton(Button):
    """A row of the sidebar's foot: words beside an icon, or the icon alone when the sidebar is narrow."""

    kind = "nav"
    role = "text2"
    icon_side = 18

    def __init__(self, theme: Theme, icon: str, text: str, shortcut: str = "") -> None:
        super().__init__(theme, text, icon)
        self._icon = icon
        self._words = text
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{text} ({keys})" if keys else text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def fold(self, narrow: bool) -> None:
        """Hide or show the words; the name stays."""
        self.setText("" if narrow else self._words)
        self._rescale()
        restyle(self, "folded", narrow)

    def mark(self, here: bool) -> None:
        """Whether this is the page that is shown."""
        restyle(self, "here", here)
        self.setIcon(self.theme.icon(self._icon, "accent" if here else "text2"))
