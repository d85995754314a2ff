"""Questions through one door, answered by hand or from a queue; failures in the words of the wording file."""

from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import walk
from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.form import Finding
from wellbeingdesk.domain.worldly import DiskFull, StoreFromNewerVersion, WrongPassphrase
from wellbeingdesk.gui.asking import Asking, UnexpectedQuestion
from wellbeingdesk.gui.look import Look
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.surface import column

SAID = {
    "t.question": "Withdraw this consent?",
    "t.explain": "It stops counting now.",
    "t.do": "Withdraw",
    "t.kind": "PDF (*.pdf)",
}


class NameIsNeeded(Refusal):
    """As the domain has it."""


@pytest.fixture
def asker(look: Look, qapp: object) -> Callable[..., Asking]:
    """Asks with a few sentences of this test."""

    def words(key: str, **facts: str | int) -> str:
        return SAID.get(key) or look.words(key, **facts)

    theme = Theme(Look(words, look.fonts, look.icons, look.tokens))
    return lambda answers=None: Asking(theme, answers, native_files=False)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    inside = column()
    inside.addWidget(BannerBar(theme))
    made.setLayout(inside)
    made.resize(900, 700)
    qtbot.addWidget(made)
    made.show()
    return made


def test_answers_from_the_queue_come_after_the_click(asker: Callable[..., Asking], page: QWidget, qtbot: QtBot) -> None:
    asking, got = asker(deque()), list[object]()
    asking.answer_next(True, "/tmp/out.pdf", None)
    asking.confirm(page, "t", {}, got.append)
    assert not got
    qtbot.waitUntil(lambda: got == [True])
    asking.save_file(page, "consent.pdf", "t.kind", got.append)
    asking.open_file(page, "t.kind", got.append)
    qtbot.waitUntil(lambda: got == [True, "/tmp/out.pdf", None])
    assert asking.asked == ["t", "t.kind", "t.kind"]


def test_a_question_nobody_expected_fails(asker: Callable[..., Asking], page: QWidget) -> None:
    with pytest.raises(UnexpectedQuestion):
        asker(deque()).confirm(page, "t", {}, lambda _yes: None)


@pytest.mark.parametrize(("press", "answer"), [("Withdraw", True), ("Cancel", False), ("", False)])
def test_a_person_answers(asker: Callable[..., Asking], page: QWidget, qtbot: QtBot, press: str, answer: bool) -> None:
    got: list[bool] = []
    asker().confirm(page, "t", {}, got.append, dangerous=True)
    (sheet,) = page.findChildren(Sheet)
    assert not walk.faults(sheet)
    assert sheet.windowTitle() == "WellbeingDesk"
    assert walk.name_of(sheet) == "Withdraw this consent?"
    if press:
        button = next(one for one in sheet.findChildren(QPushButton) if one.text() == press)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    else:
        assert walk.escape_closes(sheet)
    assert got == [answer]


def test_enter_is_the_safe_answer_where_it_is_dangerous(
    asker: Callable[..., Asking], page: QWidget, qtbot: QtBot
) -> None:
    got: list[bool] = []
    asker().confirm(page, "t", {}, got.append, dangerous=True)
    QTest.keyClick(page.findChildren(Sheet)[0], Qt.Key.Key_Return)
    assert got == [False]
    asker().confirm(page, "t", {}, got.append)
    QTest.keyClick(page.findChildren(Sheet)[-1], Qt.Key.Key_Return)
    assert got == [False, True]


def test_a_file_is_asked_for_by_the_systems_dialog(
    asker: Callable[..., Asking], page: QWidget, qtbot: QtBot, tmp_path: object
) -> None:
    got: list[str | None] = []
    asker().save_file(page, "consent.pdf", "t.kind", got.append)
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.windowTitle() == "WellbeingDesk"
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("consent")
    dialog.accept()
    assert got == [f"{tmp_path}/consent.pdf"]
    asker().open_file(page, "t.kind", got.append)
    page.findChildren(QFileDialog)[-1].reject()
    assert got[1] is None


def test_a_folder_is_asked_for(asker: Callable[..., Asking], page: QWidget, tmp_path: Path) -> None:
    got: list[str | None] = []
    asker().choose_folder(page, "t.do", got.append)
    dialog = page.findChildren(QFileDialog)[-1]
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(tmp_path))
    dialog.accept()
    assert got == [str(tmp_path)]
    asker().choose_folder(page, "t.do", got.append)
    page.findChildren(QFileDialog)[-1].reject()
    assert got[1] is None


def test_a_failure_of_the_world_says_three_things(telling: Telling, page: QWidget) -> None:
    words = telling.world(DiskFull())
    assert words.what
    assert words.safe
    assert words.do
    telling.tell(DiskFull(), page)
    (sheet,) = page.findChildren(Sheet)
    shown = [label.text() for label in sheet.findChildren(QLabel)]
    assert shown == [words.what, "What is safe", words.safe, "What to do now", words.do]
    assert not walk.faults(sheet)
    assert walk.escape_closes(sheet)


def test_facts_are_filled_in(telling: Telling) -> None:
    sentence = telling.world(StoreFromNewerVersion(found=9, known=3))
    assert "{" not in "".join((sentence.what, sentence.safe, sentence.do))
    assert telling.sentence(WrongPassphrase()).startswith(telling.world(WrongPassphrase()).what)
    assert telling.finding(Finding("x", "too-large", facts={"most": 52})) == "This must be 52 or less."


def test_a_refusal_twice_stands_once_and_can_be_put_aside(telling: Telling, page: QWidget, qtbot: QtBot) -> None:
    (bar,) = page.findChildren(BannerBar)
    telling.tell(NameIsNeeded(), page)
    telling.tell(NameIsNeeded(), page)
    (banner,) = bar.banners()
    assert banner.sentence == telling.sentence(NameIsNeeded())
    assert bar.isVisible()
    close = next(one for one in banner.findChildren(Button) if one.accessibleName() == "Put aside")
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_a_refusal_in_a_dialog_stays_in_the_dialog(telling: Telling, theme: Theme, page: QWidget) -> None:
    sheet = Sheet(theme, page, "Add a client")
    inner = QWidget()
    sheet.add(inner)
    sheet.open()
    telling.tell(NameIsNeeded(), inner)
    assert len(sheet.banners.banners()) == 1
    assert not page.findChildren(BannerBar)[0].banners()
    sheet.reject()


def test_a_refusal_to_nobody_is_dropped_and_the_world_is_not(telling: Telling, page: QWidget) -> None:
    telling.tell(NameIsNeeded(), None)
    assert not page.findChildren(Sheet)
    telling.tell(DiskFull(), None)
    (sheet,) = page.findChildren(Sheet)
    sheet.reject()
