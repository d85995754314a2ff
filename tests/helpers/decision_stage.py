"""People before the real windows of real desks: one, or two colleagues who hand each other files."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from tests.helpers import desks
from tests.helpers.decisions import complete_answers
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.app.pages import PAGES
from wellbeingdesk.domain.form import Value
from wellbeingdesk.gui.asking import Asking
from wellbeingdesk.gui.changes import Changes
from wellbeingdesk.gui.desk_view import DeskView
from wellbeingdesk.gui.main_window import MainWindow
from wellbeingdesk.gui.runner import Runner
from wellbeingdesk.gui.shown_desk import ShownDesk
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.slices import all_done
from wellbeingdesk.store import audit
from wellbeingdesk.tour.driver import Person
from wellbeingdesk.usecases import clients, consents, decisions, drafts
from wellbeingdesk.usecases.ports import Ports

T = TypeVar("T")


@dataclass
class Sitter:
    """One practitioner, their desk and their window."""

    desk: OpenDesk
    window: MainWindow
    view: DeskView
    runner: Runner
    asking: Asking
    person: Person

    def does(self, usecase: Callable[..., Any], **values: object) -> Any:
        """Something that happened before: a use-case that writes, and the value it gives."""
        return desks.on_store(self.desk, usecase, **values).value

    def works(self, usecase: Callable[..., Any], **values: object) -> Any:
        """The same for one that renders or signs."""
        return desks.on_bench(self.desk, usecase, **values).value

    def knows(self, view: Callable[[Ports], T]) -> T:
        """What the store holds."""
        return desks.ask(self.desk, view)

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

    def finds(self, path: Path) -> None:
        """The next question for a file is answered with this one."""
        self.asking.answer_next(str(path))

    def adds(self, name: str = "Elif Yıldız") -> str:
        """A client on file."""
        client_id: str = self.does(clients.add_client, name_used=name, pronouns="she/her")
        return client_id

    def consents(self, client_id: str, **given: Value) -> str:
        """A consent in the ledger."""
        draft = self.does(consents.begin_consent, client_id=client_id)
        form = self.desk.ports.catalogue.form(draft.form_id)
        dates: dict[str, Value] = {"starts_on": "2020-01-01", "ends_on": "2090-01-01", **given}
        saved = self.does(drafts.save_draft, draft=replace(draft, answers=complete_answers(form, dates)))
        consent_id: str = self.does(consents.sign_consent, draft_id=saved.id, version=saved.version)
        return consent_id

    def drafts(self, client_id: str, *, second: bool = True, **given: Value) -> str:
        """A draft of a decision, complete but for what is given as None."""
        draft = self.does(decisions.begin_decision, client_id=client_id)
        form = self.desk.ports.catalogue.form(draft.form_id)
        known = self.knows(lambda ports: ports.views.colleagues())
        asked = known[0].card.practitioner.name if known else "Kim Third"
        draft = replace(draft, answers=complete_answers(form, {"consultee_name": asked, **given}))
        saved = self.does(decisions.choose_second_signer, draft=draft, colleague_id=known[0].id if second else "")
        return str(saved.id)

    def decides(self, client_id: str) -> str:
        """A signed decision."""
        draft_id = self.drafts(client_id)
        version = self.knows(lambda ports: ports.views.draft(draft_id)).version
        decision_id: str = self.works(
            decisions.sign_decision, draft_id=draft_id, version=version, passphrase=desks.PASSPHRASE
        )
        return decision_id

    def leaves(self) -> None:
        """Lock, and let the window go; the desk is closed by whoever opened it."""
        self.window.lock()
        self.runner.close()
        self.window.close()
        self.window.deleteLater()


def sit(desk: OpenDesk, theme: Theme, size: QSize | None = None) -> Sitter:
    """Before this desk."""
    changes, telling, asking = Changes(), Telling(theme), Asking(theme, deque())
    runner = Runner(desk.threads, desk.ports, changes, telling)
    window = MainWindow(theme)
    window.resize(size or QSize(1280, 800))
    name = desk.ports.session.practitioner.name
    view = window.enter(ShownDesk(runner, changes, asking, telling, PAGES, name, False, 10))
    window.show()
    person = Person(window, lambda: runner.settled() and all_done(window))
    person.waits()
    return Sitter(desk, window, view, runner, asking, person)


@pytest.fixture
def sitter(desk: OpenDesk, theme: Theme, qapp: QApplication) -> Iterator[Sitter]:
    """One practitioner under a policy that asks for no second signature."""
    made = sit(desk, theme)
    yield made
    made.leaves()


@pytest.fixture
def colleagues(
    two_desks: tuple[OpenDesk, OpenDesk], theme: Theme, qapp: QApplication
) -> Iterator[tuple[Sitter, Sitter]]:
    """Two who have exchanged and checked cards, under a policy that demands a second signature."""
    made = [sit(desk, theme) for desk in two_desks]
    yield made[0], made[1]
    for one in made:
        one.leaves()
