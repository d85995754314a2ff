"""A person before the real window of a real desk, with a clock that tests can set, for the pages about clients."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers import desks
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.domain.appointment import Modality
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.domain.times import Instant, Planned, instant_from_utc
from wellbeingdesk.gui.asking import Asking
from wellbeingdesk.gui.changes import Changes
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.desk_view import DeskView
from wellbeingdesk.gui.main_window import MainWindow
from wellbeingdesk.gui.pages.client_file import ClientFilePage
from wellbeingdesk.gui.pages.clients import ClientsPage
from wellbeingdesk.gui.pages.missed import MissedPage
from wellbeingdesk.gui.pages.note import NotePage
from wellbeingdesk.gui.pages.today import TodayPage
from wellbeingdesk.gui.runner import Runner
from wellbeingdesk.gui.shown_desk import ShownDesk
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Heading
from wellbeingdesk.store import audit
from wellbeingdesk.tour.driver import Person
from wellbeingdesk.usecases import appointments, clients, drafts, notes
from wellbeingdesk.usecases.ports import Ports

T = TypeVar("T")
ZONE = "Europe/London"
NOW = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)
TODAY = date(2026, 11, 21)
OTHERS = ("consent", "decisions", "colleagues", "settings", "consent.edit", "consent.view", "decisions.edit")
MORE_OTHERS = ("decisions.view", "decisions.review")


class SetClock:
    """Stands still until it is set."""

    def __init__(self, utc: datetime) -> None:
        self.utc = utc

    def now(self) -> Instant:
        """The time that was set."""
        return instant_from_utc(self.utc, ZONE)

    def passes(self, **amount: int) -> None:
        """Time goes by."""
        self.utc += timedelta(**amount)


class Elsewhere(QWidget):
    """Stands for a page that other tests look at; its heading says what it was asked to show."""

    def __init__(self, _context: PageContext, name: str) -> None:
        super().__init__()
        self._name = name
        self._heading = Heading("")
        inside = column()
        inside.addWidget(self._heading)
        self.setLayout(inside)

    def arrive(self, **args: str) -> None:
        """Say it."""
        self._heading.setText(" ".join((self._name, *args)))


@dataclass
class Stage:
    """The desk, its window and whoever sits before it."""

    desk: OpenDesk
    clock: SetClock
    window: MainWindow
    view: DeskView
    runner: Runner
    asking: Asking
    person: Person

    def does(self, usecase: Callable[..., Any], **values: object) -> Any:
        """Something that happened before, or in another window: a use-case, and the value it gives."""
        return desks.on_store(self.desk, usecase, **values).value

    def knows(self, view: Callable[[Ports], T]) -> T:
        """What the store holds."""
        return desks.ask(self.desk, view)

    def adds(self, name: str = "Amara Okafor", **more: object) -> str:
        """A client on file."""
        client_id: str = self.does(clients.add_client, name_used=name, **more)
        return client_id

    def plans(self, client_id: str, wall: datetime, **more: object) -> str:
        """An appointment of 50 minutes, in person."""
        values = {"minutes": 50, "modality": Modality.IN_PERSON, **more}
        appointment_id: str = self.does(
            appointments.make_appointment, client_id=client_id, planned=Planned(wall, ZONE), **values
        )
        return appointment_id

    def notes(self, client_id: str, text: str, at: datetime, *, sign: bool = True) -> str:
        """A narrative note about a session at this time (UTC), signed or still a draft."""
        draft = self.does(
            drafts.begin_draft,
            kind=RecordKind.NOTE,
            client_id=client_id,
            form_id="note-narrative",
            event_time=instant_from_utc(at.replace(tzinfo=UTC), ZONE),
            answers={"narrative": text},
        )
        if sign:
            self.does(notes.sign_note, draft_id=draft.id, version=draft.version)
        return str(draft.id)

    def goes(self, page: str, **args: str) -> None:
        """As a page would lead there."""
        self.view.navigate(page, **args)
        self.person.waits()

    def audited(self, client_id: str) -> list[str]:
        """What the audit says about a client, oldest first."""

        def read() -> list[str]:
            with self.desk.store._reader.begin() as connection:
                return [line.entry.action for line in audit.lines(connection, client_id, 0, 1000)][::-1]

        return self.desk.threads.reader.submit(read).result()

    def leave(self) -> None:
        """Lock, and let everything go."""
        self.window.lock()
        self.runner.close()
        self.desk.close()
        self.window.close()
        self.window.deleteLater()


def set_the_stage(folder: Path, theme: Theme) -> Stage:
    """A new desk, unlocked."""
    clock = SetClock(NOW - timedelta(days=60))
    desk = desks.make_desk(desks.weak_house(folder, clock), "R. Mensah")
    clock.utc = NOW
    changes, telling, asking = Changes(), Telling(theme), Asking(theme, deque())
    runner = Runner(desk.threads, desk.ports, changes, telling)
    window = MainWindow(theme)
    pages = {
        "today": TodayPage,
        "clients": ClientsPage,
        "clients.file": ClientFilePage,
        "clients.note": NotePage,
        "clients.missed": MissedPage,
        **{name: _elsewhere(name) for name in (*OTHERS, *MORE_OTHERS)},
    }
    view = window.enter(ShownDesk(runner, changes, asking, telling, pages, "R. Mensah", False, 10))
    window.show()
    person = Person(window, runner.settled)
    return Stage(desk, clock, window, view, runner, asking, person)


def _elsewhere(name: str) -> Callable[[PageContext], QWidget]:
    return lambda context: Elsewhere(context, name)


@pytest.fixture
def stage(tmp_path: Path, theme: Theme, qapp: QApplication) -> Iterator[Stage]:
    """At 14:32 on Saturday 21 November 2026."""
    made = set_the_stage(tmp_path, theme)
    made.person.waits()
    yield made
    made.leave()
