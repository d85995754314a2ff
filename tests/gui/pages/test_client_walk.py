"""Pages and dialogs about clients, looked over as a demanding person would: names, targets, clipped words, Tab."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from tests.helpers import walk
from tests.helpers.client_stage import Stage, stage
from wellbeingdesk.domain.appointment import Companion, CompanionCapacity, Outcome
from wellbeingdesk.domain.client import Channel, ContactRule
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.tour.driver import until
from wellbeingdesk.usecases import appointments, clients, notes, safety

__all__ = ["stage"]

SIZES = {"large": (1280, 800, 1.0), "small": (1024, 640, 1.0), "twice the text": (1024, 640, 2.0)}
LONG = "Maximiliana Wolkenstein-Trostburg of Northumberland"
COMPANION = Companion("Kim Reed", CompanionCapacity.INTERPRETER)


def filled(stage: Stage) -> str:
    """A client of whom there is something of everything."""
    client_id = stage.adds(LONG, legal_name="M. Wolkenstein", pronouns="she/her", born=date(2004, 2, 29))
    rules = tuple(ContactRule(channel, True, None, "after six in the evening") for channel in Channel)
    stage.does(clients.set_contact_rules, client_id=client_id, rules=rules)
    for name in ("Ngozi Okafor", "Paul Reed", "Sam Lee"):
        stage.does(clients.add_person_not_to_tell, client_id=client_id, name=name, relation="tutor", said_by=LONG)
    stage.does(safety.open_safety_plan, client_id=client_id, review_on=date(2026, 11, 25))
    record_id = stage.notes(client_id, "A long session. " * 60, datetime(2026, 11, 20, 9, 0))
    addendum = stage.does(notes.begin_addendum, record_id=record_id)
    stage.plans(client_id, datetime(2026, 11, 21, 9, 0), accompanied_by=(COMPANION,))
    missed = stage.plans(client_id, datetime(2026, 11, 19, 9, 0))
    stage.does(appointments.record_outcome, appointment_id=missed, outcome=Outcome.DID_NOT_ATTEND, reason="Unwell")
    return f"{client_id} {record_id} {addendum.id}"


def pages(stage: Stage) -> list[tuple[str, Callable[[], None]]]:
    """Every page, and every part of a file."""
    client_id, record_id, addendum_id = filled(stage).split()

    def part(key: str) -> Callable[[], None]:
        def turn() -> None:
            stage.goes("clients.file", client_id=client_id)
            stage.person.sees(LONG)
            stage.person.turns_to(key)

        return turn

    return [
        ("today", lambda: stage.goes("today")),
        ("clients", lambda: stage.goes("clients")),
        *((key, part(key)) for key in ("Timeline", "Appointments", "Consent", "Decisions", "Details")),
        ("a signed note", lambda: stage.goes("clients.note", record_id=record_id)),
        ("an addendum", lambda: stage.goes("clients.note", draft_id=addendum_id)),
        ("the log", lambda: stage.goes("clients.missed")),
        ("the log of one", lambda: stage.goes("clients.missed", client_id=client_id)),
    ]


def dressed(stage: Stage, theme: Theme, qapp: QApplication, size: str) -> None:
    """The window at this size, at this size of text."""
    width, height, scale = SIZES[size]
    theme.apply(qapp, "light", scale)
    stage.window.resize(width, height)


@pytest.mark.parametrize("size", SIZES)
def test_no_page_clips_hides_or_leaves_nameless_anything(
    stage: Stage, theme: Theme, qapp: QApplication, size: str
) -> None:
    dressed(stage, theme, qapp, size)
    found = {}
    for name, show in pages(stage):
        show()
        until(lambda: not walk.faults(stage.window), 1.0)
        found[name] = walk.faults(stage.window)
    assert not {name: faults for name, faults in found.items() if faults}


DIALOGS: dict[str, tuple[str, tuple[str, ...]]] = {
    "new client": ("clients", ("New client",)),
    "names": ("Details", ("Change|Names",)),
    "contact rules": ("Details", ("Change|How to reach them",)),
    "contact details": ("Details", ("Change|Contact details",)),
    "emergency contact": ("Details", ("Add a contact",)),
    "not to be told": ("Details", ("Add a person|Not to be told",)),
    "safety plan": ("Timeline", ("Review plan",)),
    "new appointment": ("Timeline", ("New appointment",)),
    "outcome": ("Appointments", ("Missed…",)),
    "reminder": ("today", ("Add reminder",)),
}


@pytest.mark.parametrize("name", DIALOGS)
@pytest.mark.parametrize("size", ["large", "twice the text"])
def test_no_dialog_clips_or_leaves_nameless_anything_and_escape_closes_it(
    stage: Stage, theme: Theme, qapp: QApplication, size: str, name: str
) -> None:
    dressed(stage, theme, qapp, "large")
    page, presses = DIALOGS[name]
    dict(pages(stage))[page]()
    dressed(stage, theme, qapp, size)
    until(lambda: not walk.faults(stage.window), 2.0)
    for press in presses:
        text, _, within = press.partition("|")
        if size != "large" and text == "New appointment":
            stage.person.press("More to do in this file")
        stage.person.press(text, within=within)
    assert until(lambda: any(one.isVisible() for one in stage.window.findChildren(QDialog)))
    dialog = next(one for one in stage.window.findChildren(QDialog) if one.isVisible())
    until(lambda: not walk.faults(dialog), 1.0)
    assert walk.faults(dialog) == []
    assert walk.tab_misses(dialog) == []
    assert dialog.windowTitle() == "WellbeingDesk"
    assert walk.escape_closes(dialog)


def test_tab_reaches_everything_on_every_page(stage: Stage) -> None:
    missed = {}
    for name, show in pages(stage):
        show()
        stage.person.looks_here()
        missed[name] = walk.tab_misses(stage.window)
    assert not {name: misses for name, misses in missed.items() if misses}
