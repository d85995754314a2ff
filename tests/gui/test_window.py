"""The window: sections by key and click, one search, a lock that leaves nothing to read, a title that never changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.helpers import walk
from wellbeingdesk.domain.desk import DeskOnLaptop
from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.worldly import WrongPassphrase
from wellbeingdesk.gui import shortcuts
from wellbeingdesk.gui.context import PageContext, Pages
from wellbeingdesk.gui.main_window import MainWindow
from wellbeingdesk.gui.runner import Runner
from wellbeingdesk.gui.shown_desk import ShownDesk
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.search import SearchBox
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.gui.widgets.text import Heading
from wellbeingdesk.usecases.kept_texts import SavedAgain
from wellbeingdesk.usecases.ports import Ports

SECTIONS = ("today", "clients", "consent", "decisions", "colleagues")
SECRET = "Amara Okafor"
DESKS = (
    DeskOnLaptop("a", "Sam Example", "Northfield Counselling", False),
    DeskOnLaptop("b", "Alex Sample", "Harbour Counselling", True),
)


class Page(QWidget):
    """A page with a client's name on it, a draft, and a memory of what it was asked."""

    def __init__(self, context: PageContext, name: str) -> None:
        super().__init__()
        self._context = context
        self.arrived: list[dict[str, str]] = []
        inside = column()
        inside.addWidget(Heading(f"{name} of {SECRET}"))
        if name == "clients":
            inside.addWidget(SearchBox(context.theme, "Search clients"))
        self.draft = QPlainTextEdit(SECRET)
        self.draft.setAccessibleName("Draft")
        inside.addWidget(self.draft)
        self.setLayout(inside)
        self.saved: list[str] = []

    def arrive(self, **args: str) -> None:
        self.arrived.append(args)

    def flush(self) -> None:
        text, saved = self.draft.toPlainText(), self.saved

        def save(_ports: Ports) -> Done[None]:
            saved.append(text)
            return Done(None)

        self._context.runner.change(save).start(self, lambda _none: None)


def page(name: str) -> Callable[[PageContext], QWidget]:
    return lambda context: Page(context, name)


PAGES: Pages = {name: page(name) for name in (*SECTIONS, "settings", "clients.file")}


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(theme)
    qtbot.addWidget(made)
    made.show_lock(DESKS)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.idle.stop()


@pytest.fixture
def desk(desk_of: Callable[[Pages], ShownDesk]) -> ShownDesk:
    return desk_of(PAGES)


def test_sections_are_a_list_with_names(window: MainWindow, desk: ShownDesk) -> None:
    view = window.enter(desk)
    assert walk.role_of(view.nav) == QAccessible.Role.List
    interface = QAccessible.queryAccessibleInterface(view.nav)
    assert interface is not None
    items = [interface.child(at) for at in range(interface.childCount())]
    names = [item.text(QAccessible.Text.Name) for item in items]
    assert names == ["Today", "Clients", "Consent", "Decisions", "Colleagues"]
    assert {item.role() for item in items} == {QAccessible.Role.ListItem}
    assert [walk.name_of(one) for one in (view.settings, view.lock_button)] == ["Settings", "Lock"]
    assert walk.role_of(view.lock_button) == QAccessible.Role.Button


def test_pages_are_made_when_first_needed_and_kept(window: MainWindow, desk: ShownDesk) -> None:
    view = window.enter(desk)
    first = view.shown()
    assert isinstance(first, Page)
    view.navigate("clients.file", client_id="c1")
    file = view.shown()
    assert isinstance(file, Page)
    assert file.arrived == [{"client_id": "c1"}]
    assert view.nav.here == "clients"
    view.navigate("today")
    assert view.shown() is first
    view.navigate("settings")
    assert view.settings.property("here") is True


def test_sections_by_key_by_click_and_by_arrow(window: MainWindow, desk: ShownDesk, qtbot: QtBot) -> None:
    view = window.enter(desk)
    for number, name in enumerate(SECTIONS, start=1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0.value + number), Qt.KeyboardModifier.ControlModifier)
        assert view.nav.here == name
    box = view.nav.visualItemRect(view.nav.item(1))
    QTest.mouseClick(view.nav.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert view.nav.here == "clients"
    view.nav.setFocus()
    QTest.keyClick(view.nav, Qt.Key.Key_Down)
    assert view.nav.here == "clients"  # arrows only look
    QTest.keyClick(view.nav, Qt.Key.Key_Return)
    assert view.nav.here == "consent"


def test_search_finds_its_box_from_anywhere(window: MainWindow, desk: ShownDesk, qtbot: QtBot) -> None:
    view = window.enter(desk)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.nav.here == "clients"
    focus = QApplication.focusWidget()
    assert isinstance(focus, SearchBox)


def test_the_keys_are_listed(window: MainWindow, desk: ShownDesk, qtbot: QtBot) -> None:
    window.enter(desk)
    QTest.keyClick(window, Qt.Key.Key_F1)
    (sheet,) = window.findChildren(Sheet)
    assert "Lock the desk" in walk.words_read(sheet)
    assert not walk.faults(sheet)
    assert walk.escape_closes(sheet)


def test_another_look_makes_pages_anew_that_are_not_seen(
    window: MainWindow, desk: ShownDesk, theme: Theme, qapp: QApplication
) -> None:
    view = window.enter(desk)
    first = view.shown()
    view.navigate("clients")
    second = view.shown()
    theme.apply(qapp, "dark")
    assert not isValid(first)
    assert isValid(second)
    assert view.shown() is second
    view.navigate("today")
    assert view.shown() not in {first, second}


def test_what_could_not_be_saved_stays_on_its_page_through_another_look(
    window: MainWindow, desk: ShownDesk, theme: Theme, qapp: QApplication
) -> None:
    view = window.enter(desk)
    view.navigate("clients.file")
    typed = view.shown()
    view.navigate("clients")
    desk.runner.unsaved.put("a draft", lambda _ports: Done(SavedAgain()))
    theme.apply(qapp, "dark")
    assert isValid(typed)
    desk.runner.unsaved.drop("a draft")
    theme.apply(qapp, "light")
    assert not isValid(typed)


def test_no_key_is_left_out_of_the_list() -> None:
    listed = {keys for _, sequences in shortcuts.LISTED for keys in sequences} | {f"Ctrl+{n}" for n in range(1, 6)}
    said = {
        keys
        for path in Path(shortcuts.__file__).parent.rglob("*.py")
        for keys in re.findall(r'"((?:(?:Ctrl|Alt|Shift|Meta)\+)+[^"{]+|F[0-9]+)"', path.read_text("utf-8"))
    }
    assert said <= listed
    assert "Ctrl+Return" in said


def test_the_sidebar_folds_and_keeps_its_names(
    window: MainWindow, desk: ShownDesk, theme: Theme, qapp: QApplication
) -> None:
    view = window.enter(desk)
    window.resize(1280, 800)
    assert (view.nav.folded, view.lock_button.text()) == (False, "Lock")
    window.resize(1100, 700)
    assert (view.nav.folded, view.lock_button.text()) == (True, "")
    assert walk.name_of(view.lock_button) == "Lock"
    assert view.lock_button.toolTip() == "Lock (Ctrl+L)"
    window.resize(1280, 800)
    assert not view.nav.folded
    theme.apply(qapp, "light", 1.15)
    assert view.nav.folded


def test_locking_leaves_nothing_to_read(window: MainWindow, desk: ShownDesk, qtbot: QtBot, theme: Theme) -> None:
    """H-lock: not hidden but gone, for the eye, for assistive tools, and for the clipboard."""
    view = window.enter(desk)
    view.navigate("clients")
    shown = view.shown()
    assert isinstance(shown, Page)
    sheet = Sheet(theme, shown, SECRET)
    sheet.open()
    shown.draft.selectAll()
    shown.draft.copy()
    assert SECRET in QGuiApplication.clipboard().text()
    assert SECRET in "".join(walk.words_read(window))
    title, saved = window.windowTitle(), shown.saved
    sheet.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is sheet)
    with qtbot.waitSignal(window.locked):
        QTest.keyClick(sheet, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not isValid(shown))
    assert not isValid(view)
    assert not isValid(sheet)
    left = [one for one in QApplication.allWidgets() if SECRET in walk.describe(one)]
    assert not left
    assert QGuiApplication.clipboard().text() == ""
    window.show_lock(DESKS, "a")
    assert SECRET not in "".join(walk.words_read(window) + walk.words_read(QApplication.instance()))
    assert window.windowTitle() == title == "WellbeingDesk"
    desk.runner.close()
    assert saved == [SECRET]  # the draft was on its way before the page went


def test_the_lock_button_may_destroy_itself(window: MainWindow, desk: ShownDesk, qtbot: QtBot) -> None:
    view = window.enter(desk)
    with qtbot.waitSignal(window.locked):
        QTest.mouseClick(view.lock_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not isValid(view))


def test_a_locked_window_hears_no_keys(window: MainWindow, desk: ShownDesk, qtbot: QtBot) -> None:
    window.enter(desk)
    window.lock()
    window.show_lock(DESKS)
    for key in (Qt.Key.Key_1, Qt.Key.Key_F, Qt.Key.Key_L, Qt.Key.Key_Comma):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert window.desk is None
    assert window.lock_page is not None


def test_a_made_up_desk_says_so_on_every_page(
    window: MainWindow, desk_of: Callable[..., ShownDesk], desk: ShownDesk
) -> None:
    window.enter(desk_of(PAGES, made_up=True))
    assert "Made-up clients" in walk.words_read(window)
    window.lock()
    window.enter(desk)
    assert "Made-up clients" not in walk.words_read(window)


def test_unlocking_asks_with_desk_and_passphrase(window: MainWindow, qtbot: QtBot) -> None:
    page = window.lock_page
    assert page is not None
    assert QApplication.focusWidget() is page.passphrase.line
    asked: list[tuple[str, str]] = []
    window.unlock_asked.connect(lambda desk, passphrase: asked.append((desk, passphrase)))
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    assert not asked
    assert page.passphrase.labelled.finding.text() == "Type the passphrase first."
    QTest.keyClicks(page.passphrase.line, "four made up words")
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    assert asked == [("a", "four made up words")]
    assert not [one for one in page.findChildren(Button) if one.isEnabled()]


def test_a_wrong_passphrase_is_told_calmly_and_forgotten(window: MainWindow, telling: Telling, qtbot: QtBot) -> None:
    page = window.lock_page
    assert page is not None
    QTest.keyClicks(page.passphrase.line, "wrong")
    page.busy(True)
    page.show_error(telling.sentence(WrongPassphrase()))
    assert page.passphrase.text() == ""
    assert page.unlock.isEnabled()
    assert "does not open the desk" in page.passphrase.labelled.finding.text()
    assert QApplication.focusWidget() is page.passphrase.line


def test_whose_desk_is_shown_and_made_up_ones_are_marked(window: MainWindow, qtbot: QtBot) -> None:
    page = window.lock_page
    assert page is not None
    offered = page.findChildren(QLabel)
    assert any(one.text() == "Whose desk" for one in offered)
    one = window.show_lock(DESKS[1:])
    assert {"Alex Sample", "Harbour Counselling", "Made-up clients"} <= set(walk.words_read(one))
    assert one.chosen() == "b"


def test_without_a_desk_it_welcomes(window: MainWindow, qtbot: QtBot) -> None:
    page = window.show_lock(())
    buttons = {one.text(): one for one in page.findChildren(Button) if one.text()}
    assert set(buttons) == {"Set up a new desk", "Restore from a backup", "Try it with made-up clients"}
    with qtbot.waitSignal(window.new_desk_asked):
        QTest.mouseClick(buttons["Set up a new desk"], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.try_out_asked):
        QTest.mouseClick(buttons["Try it with made-up clients"], Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("desks", [DESKS, DESKS[1:], ()])
@pytest.mark.parametrize(("width", "height", "scale"), [(1280, 800, 1.0), (1024, 640, 1.0), (1024, 640, 2.0)])
def test_a_demanding_person_looks_at_the_lock_screen(
    window: MainWindow, theme: Theme, qapp: QApplication, desks: tuple[DeskOnLaptop, ...],
    width: int, height: int, scale: float,
) -> None:  # fmt: skip
    theme.apply(qapp, "light", scale)
    page = window.show_lock(desks, unsaved=2 if desks else 0)
    window.resize(width, height)
    if desks:
        page.show_error("This passphrase does not open the desk. Check Caps Lock, then type it again.")
    assert (window.width(), window.height()) == (width, height)
    assert not walk.faults(window)
    assert not walk.tab_misses(window)


@pytest.mark.parametrize(("width", "height", "scale"), [(1280, 800, 1.0), (1024, 640, 1.0), (1024, 640, 2.0)])
def test_a_demanding_person_looks_at_the_desk(
    window: MainWindow, desk_of: Callable[..., ShownDesk], theme: Theme, qapp: QApplication,
    width: int, height: int, scale: float,
) -> None:  # fmt: skip
    theme.apply(qapp, "light", scale)
    view = window.enter(desk_of(PAGES, made_up=True))
    window.resize(width, height)
    view.context.toast("Draft put aside.", lambda: None)
    assert (window.width(), window.height()) == (width, height)
    assert not walk.faults(window)
    assert not walk.tab_misses(window)


def test_closing_the_window_locks_first(window: MainWindow, desk: ShownDesk, runner: Runner, qtbot: QtBot) -> None:
    view = window.enter(desk)
    with qtbot.waitSignal(window.closing):
        window.close()
    qtbot.waitUntil(lambda: not isValid(view))
    assert window.desk is None
    runner.close()
