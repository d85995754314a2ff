"""Who takes part in the tour, what they know, and the small things that they do again and again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.form import Form
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.look import Words
from wellbeingdesk.tour.album import Album
from wellbeingdesk.tour.driver import Person
from wellbeingdesk.tour.files_asked import FilesAsked
from wellbeingdesk.tour.form_filling import FormFilling

AUTHOR, SECOND = "author", "second"
POLICY = "derby-wellbeing"


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody at a desk: the person before the window, and who answers when a file is asked for."""

    who: str
    window: QWidget
    person: Person
    asking: FilesAsked


@dataclass(slots=True)
class Scene:
    """Two desks in one process; `form` gives a shipped form by its id, `now` the time on the wall."""

    words: Words
    out: Path
    album: Album
    author: Sitter
    second: Sitter
    form: Callable[[str], Form]
    policy: Policy
    now: datetime
    digits: dict[str, str] = field(default_factory=dict)
    """The digits of each desk's card, as read out from its own screen."""
    on_paper: list[str] = field(default_factory=list)
    """The letters of the author's recovery sheet, the group by hand among them."""

    @property
    def today(self) -> date:
        """The day of the tour."""
        return self.now.date()

    def day(self, days: int) -> str:
        """A day so many days from now, as people write it."""
        return Dates(self.words).day(self.today + timedelta(days=days))

    def says(self, key: str) -> str:
        """A made-up text of the tour."""
        return self.words(f"tour.{key}")

    def passphrase(self, who: str) -> str:
        """Of a made-up person."""
        return self.says(f"people.passphrase-{who}")

    def texts(self, part: str, *names: str) -> dict[str, str]:
        """Made-up answers to the questions of a form."""
        return {name: self.says(f"{part}.{name}") for name in names}

    def filling(self, sitter: Sitter) -> FormFilling:
        """Somebody filling in a form."""
        return FormFilling(sitter.person, self.words)

    def picture(self, sitter: Sitter, name: str) -> None:
        """What this person sees now."""
        self.album.take(sitter.window, name)

    def goes_to(self, sitter: Sitter, section: str) -> None:
        """To a section of the sidebar by its key."""
        sitter.person.goes_to(self.words(f"shell.nav.{section}"))
