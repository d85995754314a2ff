"""Walks every page and dialog there is: name, role, Tab, Escape, no clipped word, also small and with large text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers import walk
from tests.helpers.decision_stage import sit
from tests.helpers.desks import PASSPHRASE, WEAK, make_desk, on_bench, weak_house
from tests.helpers.walk_pages import Full, every_dialog
from tests.journeys.conftest import SitDown
from tests.journeys.test_recovery import fills
from wellbeingdesk.app.desk import OpenDesk, unlock_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.app.pages import PAGES
from wellbeingdesk.domain.backup_plan import Every
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.keys.service_key import make_service_key
from wellbeingdesk.tour.driver import Person, until
from wellbeingdesk.usecases import backups

SMALL, TITLE = QSize(1024, 640), "WellbeingDesk"
SCALES = pytest.mark.parametrize("scale", [1.0, 2.0], ids=["100 %", "200 %"])
SAYS_NOTHING = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}
Faults = dict[str, list[str]]


@pytest.fixture
def full(two_desks: tuple[OpenDesk, OpenDesk], tmp_path: Path, theme: Theme, qapp: QApplication) -> Iterator[Full]:
    one, other = (sit(desk, theme, SMALL) for desk in two_desks)
    yield Full(one, other, tmp_path)
    one.leaves()
    other.leaves()


def faults(root: QWidget, person: Person) -> list[str]:
    """What a demanding person finds wrong once the layout has come to rest."""
    until(lambda: not walk.faults(root), 1.0)
    person.looks_here()
    roleless = [
        f"role {walk.role_of(one).name}: {walk.describe(one)}"
        for one in walk.focusable(root)
        if walk.role_of(one) in SAYS_NOTHING
    ]
    return [*walk.faults(root), *roleless, *walk.tab_misses(root)]


def complaints(found: Faults) -> str:
    return "\n".join(f"{where}: {fault}" for where, list_ in found.items() for fault in list_)


@SCALES
def test_every_page(full: Full, theme: Theme, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, "light", scale)
    assert {name for name, _ in full.pages()} == set(PAGES), "a page that nobody walks"
    found: Faults = {}
    for name, args in full.pages():
        full.one.goes(name, **args)
        found[f"{name} {' '.join(args)}"] = faults(full.one.window, full.one.person)
        assert full.one.window.windowTitle() == TITLE
    assert not complaints(found), complaints(found)


@SCALES
def test_every_dialog(full: Full, theme: Theme, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, "light", scale)
    assert set(full.dialogs()) == every_dialog(), "a dialog that nobody walks"
    found: Faults = {}
    for kind, make in full.dialogs().items():
        dialog = make()
        dialog.open()
        full.one.person.waits()
        found[kind.__name__] = faults(dialog, full.one.person)
        assert dialog.windowTitle() == TITLE
        if not walk.escape_closes(dialog):
            found[kind.__name__].append("Escape does not close it")
    assert not complaints(found), complaints(found)


@SCALES
def test_every_tab_of_a_file(full: Full, theme: Theme, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, "light", scale)
    full.one.goes("clients.file", client_id=full.client_id)
    found: Faults = {}
    for tab in ("timeline", "appointments", "consent", "decision", "details"):
        full.one.person.turns_to(theme.words(f"clients.tab.{tab}"))
        found[tab] = faults(full.one.window, full.one.person)
    assert not complaints(found), complaints(found)


@SCALES
def test_locked_and_setting_up(
    closed_house: House, sit_down: SitDown, theme: Theme, qapp: QApplication, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    seat = sit_down(closed_house)
    seat.window.resize(SMALL)
    words, person = seat.words, seat.person
    found = {"locked": faults(seat.window, person)}
    person.press(words("shell.lock.new-desk"))
    found["policy"] = faults(seat.window, person)
    person.press("Student Wellbeing, University of Hertfordshire")
    person.press(words("shell.next"))
    found["choices"] = faults(seat.window, person)
    person.press(words("shell.cancel"))
    person.sees(words("shell.lock.title"))
    assert not complaints(found), complaints(found)


@SCALES
def test_a_forgotten_passphrase(
    closed_house: House, sit_down: SitDown, theme: Theme, qapp: QApplication, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    seat = sit_down(closed_house)
    seat.window.resize(SMALL)
    words, person = seat.words, seat.person
    person.press(words("shell.lock.forgotten"))
    found = {"way": faults(seat.window, person)}
    for kind in ("recovery", "shares", "escrow"):
        person.press(words(f"forgotten.way.{kind}"))
        person.press(words("shell.next"))
        found[kind] = faults(seat.window, person)
        person.press(words("shell.back"))
    person.press(words("shell.cancel"))
    person.sees(words("shell.lock.title"))
    assert not complaints(found), complaints(found)


@SCALES
def test_restoring(closed_house: House, sit_down: SitDown, theme: Theme, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, "light", scale)
    desk = unlock_desk(closed_house, closed_house.folders.listed()[0].id, PASSPHRASE)
    desk.threads.bench.submit(desk.ports.vault.add_recovery, PASSPHRASE).result()
    shares = desk.threads.bench.submit(desk.ports.vault.add_shares, PASSPHRASE).result()
    recipient, _ = make_service_key("Example University Wellbeing", WEAK)
    desk.threads.bench.submit(desk.ports.vault.add_escrow, PASSPHRASE, recipient).result()
    stick = closed_house.data.parent / "stick"
    stick.mkdir()
    on_bench(desk, backups.choose_backups, folder=str(stick), every=Every.DAILY)
    desk.threads.long.submit(backups.back_up_now, desk.ports).result()
    desk.close()
    seat = sit_down(closed_house)
    seat.window.resize(SMALL)
    words, person = seat.words, seat.person
    person.press(words("shell.restore.ask"))
    found = {"file": faults(seat.window, person)}
    seat.asking.answer_with(next(stick.iterdir()))
    person.press(words("restore.file.choose"))
    found["what it says"] = faults(seat.window, person)
    person.ticks(words("restore.here.agree"))
    person.press(words("shell.next"))
    for way in ("passphrase", "recovery", "escrow", "shares"):
        person.press(words(f"restore.way.{way}"))
        found[way] = faults(seat.window, person)
    for name, share in zip(("first", "second"), shares, strict=False):
        fills(seat, f"forgotten.type.{name}", " ".join(share.groups))
    person.press(words("shell.next"))
    person.sees(words("restore.new.text"))
    found["new passphrase"] = faults(seat.window, person)
    person.press(words("shell.cancel"))
    person.sees(words("shell.lock.title"))
    assert not complaints(found), complaints(found)


@SCALES
def test_the_last_step_of_setting_up(
    tmp_path: Path, sit_down: SitDown, theme: Theme, qapp: QApplication, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    house = weak_house(tmp_path / "real")
    make_desk(house, made_up=False).close()
    seat = sit_down(house)
    seat.window.resize(SMALL)
    seat.unlocks()
    seat.person.sees(seat.words("recovery.step.title"))
    found = {"step": faults(seat.window, seat.person)}
    seat.person.press(seat.words("recovery.step.lock"))
    seat.person.sees(seat.words("shell.lock.title"))
    assert not complaints(found), complaints(found)


@SCALES
def test_no_desk_yet(tmp_path: Path, sit_down: SitDown, theme: Theme, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, "light", scale)
    seat = sit_down(weak_house(tmp_path / "empty"))
    seat.window.resize(SMALL)
    assert faults(seat.window, seat.person) == []
