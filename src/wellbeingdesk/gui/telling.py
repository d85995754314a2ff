"""The one place that speaks of failures: a banner for a refusal, calm dialogs for the world and for our own faults."""

import logging
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from wellbeingdesk.domain.failures import Fact, Refusal, Told
from wellbeingdesk.domain.form import Finding
from wellbeingdesk.domain.worldly import StoreInUse
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Selectable, Text

_log = logging.getLogger("wellbeingdesk.gui")


@dataclass(frozen=True, slots=True)
class WorldWords:
    """What happened, what is safe, what to do now."""

    what: str
    safe: str
    do: str


@runtime_checkable
class LeadsOut(Protocol):
    """What fills the window, where it knows what a person can do at once about a failure (the open desk)."""

    def way_out(self, told: Told) -> tuple[str, Callable[[], None]] | None:
        """The words of a button and what it does."""
        ...


class Telling:
    """Turns codes and facts into sentences, and shows them where the person is looking."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._words = theme.words
        self._faults: set[str] = set()
        """What has a dialog open, by its number or its words: one that comes back with each painting is shown once."""

    def sentence(self, told: Told) -> str:
        """One sentence, for a line beside an editor: the refusal itself, or what happened and what to do."""
        if isinstance(told, Refusal):
            return self._words(told.code, **told.facts)
        world = self.world(told)
        return f"{world.what} {world.do}"

    def world(self, told: Told) -> WorldWords:
        """The three parts of a failure of the world."""
        facts = self._holder(told) if isinstance(told, StoreInUse) else told.facts
        parts = (self._words(f"{told.code}.{part}", **facts) for part in ("what", "safe", "do"))
        return WorldWords(*parts)

    def _holder(self, told: StoreInUse) -> dict[str, Fact]:
        """Who has the desk open, and since when by the clock on the wall; some of it may not be known."""
        facts: dict[str, Fact] = {name: value or self._words("store.not-known") for name, value in told.facts.items()}
        with suppress(ValueError):
            facts["since"] = Dates(self._words).moment(datetime.fromisoformat(str(told.facts["since"])).astimezone())
        return facts

    def finding(self, finding: Finding) -> str:
        """What is missing or not allowed in one answer."""
        return self._words(f"finding.{finding.code}", **finding.facts)

    def tell(self, told: Told, owner: QObject | None) -> None:
        """A refusal as a banner on the owner's page, anything else as a dialog; a refusal to nobody is dropped."""
        if not isinstance(told, Refusal):
            self._tell_world(told, owner)
            return
        if owner is None:
            return
        bar = banner_bar_of(owner)
        if bar is not None:
            bar.add("warn", self.sentence(told))
        else:
            self._tell_plainly(self._words("shell.refused.title"), self.sentence(told), owner)

    def bug(self, error: BaseException, owner: QObject | None) -> None:
        """Our own fault: a number to quote on the screen, places in our code in the log, no value in either."""
        frames = traceback.extract_tb(error.__traceback__)
        places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        number = sha256("|".join((type(error).__name__, *places)).encode()).hexdigest()[:6].upper()
        _log.error("fault %s: %s at %s", number, type(error).__name__, " < ".join(reversed(places)))
        window = _window_of(owner)
        if window is None or number in self._faults:
            return
        sheet = Sheet(self._theme, window, self._words("shell.bug.title"))
        self._once(sheet, number)
        sheet.add(Text(self._words("shell.bug.text")))
        sheet.add(Selectable(self._words("shell.bug.number", number=number)))
        self._close_with(sheet)

    def _tell_world(self, told: Told, owner: QObject | None) -> None:
        window = _window_of(owner)
        if window is None:
            return
        words = self.world(told)
        if words.what in self._faults:
            return
        sheet = Sheet(self._theme, window, words.what)
        self._once(sheet, words.what)
        for label, text in (("shell.world.safe", words.safe), ("shell.world.do", words.do)):
            part = column(4)
            part.addWidget(Text(self._words(label), "section"))
            part.addWidget(Text(text))
            sheet.add_layout(part)
        self._lead_out(sheet, told, window)
        self._close_with(sheet)

    def _lead_out(self, sheet: Sheet, told: Told, window: QWidget) -> None:
        filled: object = window.centralWidget() if isinstance(window, QMainWindow) else None
        way = filled.way_out(told) if isinstance(filled, LeadsOut) else None
        if way is not None:
            button = sheet.add_button(Button(self._theme, way[0]))
            button.clicked.connect(sheet.accept)
            button.clicked.connect(lambda _checked=False: way[1]())

    def _tell_plainly(self, title: str, text: str, owner: QObject | None) -> None:
        window = _window_of(owner)
        if window is None:
            return
        sheet = Sheet(self._theme, window, title)
        sheet.add(Text(text))
        self._close_with(sheet)

    def _once(self, sheet: Sheet, what: str) -> None:
        self._faults.add(what)
        sheet.destroyed.connect(lambda: self._faults.discard(what))

    def _close_with(self, sheet: Sheet) -> None:
        close = sheet.add_button(PrimaryButton(self._theme, self._words("shell.close")), default=True)
        close.clicked.connect(sheet.accept)
        close.setFocus()
        sheet.open()


def banner_bar_of(owner: QObject | None) -> BannerBar | None:
    """The nearest banner bar on the way up from a widget: its own page's or dialog's."""
    while owner is not None:
        bars = owner.findChildren(BannerBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if isinstance(owner, BannerBar):
            return owner
        if bars:
            return bars[0]
        owner = owner.parent()
    return None


def _window_of(owner: QObject | None) -> QWidget | None:
    if isinstance(owner, QWidget):
        return owner.window()
    active = QApplication.activeWindow()
    if active is not None:
        return active
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return shown[0] if shown else None
