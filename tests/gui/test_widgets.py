"""The small parts: lists of thousands, tabs that fold, a search that waits, a toast that stays, pages read out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QImageWriter, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.helpers import walk
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.beside import Beside
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.passphrase import PassphraseField
from wellbeingdesk.gui.widgets.pickers import ChipChoice, Picker
from wellbeingdesk.gui.widgets.preview import PagePreview, PaperPage
from wellbeingdesk.gui.widgets.row_model import PAGE, RowModel
from wellbeingdesk.gui.widgets.rows import Deliver, Row, RowList, initials
from wellbeingdesk.gui.widgets.saved import SavedState
from wellbeingdesk.gui.widgets.search import SearchBox
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.slices import Slices
from wellbeingdesk.gui.widgets.stack import PageStack
from wellbeingdesk.gui.widgets.tabs import Tabs
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.gui.widgets.ticks import Radio, Tick
from wellbeingdesk.gui.widgets.toast import Toast
from wellbeingdesk.usecases.ports import PagePicture


class Source:
    """Rows of a store, asked for page by page; delivers when told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []
        self.waiting: list[tuple[int, int, Deliver]] = []

    def fetch(self, offset: int, limit: int, deliver: Deliver) -> None:
        self.asked.append((offset, limit))
        self.waiting.append((offset, limit, deliver))

    def deliver(self) -> None:
        waiting, self.waiting = self.waiting, []
        for offset, limit, deliver in waiting:
            deliver(rows(offset, limit))


def rows(offset: int, limit: int) -> Sequence[Row]:
    return [Row(str(at), f"Client {at:06d}", "Next: Thu", "CL") for at in range(offset, offset + limit)]


def test_a_list_of_many_asks_for_what_is_seen(theme: Theme, qtbot: QtBot) -> None:
    source, view = Source(), RowList(theme, "Clients")
    qtbot.addWidget(view)
    view.resize(264, 600)
    view.show()
    view.show_rows(100_000, source.fetch)
    view.grab()
    assert source.asked == [(0, PAGE)]
    assert view.model().index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Loading…"
    source.deliver()
    assert view.rows()[0].title == "Client 000000"
    view.scrollToBottom()
    view.grab()
    assert (99_900, PAGE) in source.asked
    assert len(source.asked) <= 3


def test_a_late_answer_to_an_old_question_is_not_shown(theme: Theme, qtbot: QtBot) -> None:
    source, view = Source(), RowList(theme, "Clients")
    qtbot.addWidget(view)
    view.show_rows(10, source.fetch)
    view.current_id()
    view.choose("0")
    late = source.waiting[0][2]
    view.set_rows([Row("new", "Newcomer")])
    late(rows(0, 10))
    view.choose("new")
    assert [row.id for row in view.rows()] == ["new"]


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, qapp: QApplication) -> None:
    model = RowModel(qapp, "…")
    model.show(250, lambda offset, limit, deliver: deliver(rows(offset, min(limit, 250 - offset))))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt gives it no types


def test_rows_are_opened_by_click_and_enter_and_found_by_letters(theme: Theme, qtbot: QtBot) -> None:
    view = RowList(theme, "Clients")
    qtbot.addWidget(view)
    names = ["Amara Okafor", "Ben Hartley", "Chidi Nwosu", "Bea Moss"]
    view.set_rows([Row(name[:2], name, "Today, 14:00", initials(name)) for name in names])
    view.resize(264, 400)
    view.show()
    with qtbot.waitSignal(view.opened) as opened:
        box = view.visualRect(view.model().index(1, 0))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert opened.args == ["Be"]
    QTest.keyClick(view, Qt.Key.Key_B)
    assert view.currentIndex().row() == 3
    QTest.keyClick(view, Qt.Key.Key_Up)
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["Ch"]
    assert walk.role_of(view) == QAccessible.Role.List
    assert "Amara Okafor, Today, 14:00" in walk.words_read(view)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Amara Okafor", "AO"), ("Ana de la Cruz", "AC"), ("Prince", "P"), ("李 小龙", "李小"), ("", ""), ("(B) Li", "L")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_tabs_are_made_when_opened_and_fold_where_narrow(theme: Theme, qtbot: QtBot) -> None:
    tabs, made = Tabs(theme, "File"), list[str]()
    qtbot.addWidget(tabs)

    def part(key: str) -> QWidget:
        made.append(key)
        return QWidget()

    for key in ("timeline", "notes", "consent"):
        tabs.add(key, key.title(), partial(part, key))
    tabs.resize(600, 300)
    tabs.show()
    assert made == ["timeline"]
    assert tabs.bar.isVisible()
    with qtbot.waitSignal(tabs.turned) as turned:
        tabs.turn_to("consent")
    assert turned.args == ["consent"]
    assert made == ["timeline", "consent"]
    tabs.resize(150, 300)
    assert not tabs.bar.isVisible()
    assert tabs.picker.isVisible()
    assert tabs.picker.currentText() == "Consent"
    tabs.picker.setFocus()
    QTest.keyClick(tabs.picker, Qt.Key.Key_Up)
    assert tabs.shown() == "notes"


def test_a_search_waits_for_a_pause_and_escape_empties_it(theme: Theme, qtbot: QtBot) -> None:
    box, heard = SearchBox(theme, "Search clients"), list[str]()
    qtbot.addWidget(box)
    box.searched.connect(heard.append)
    box.show()
    QTest.keyClicks(box, "oka")
    assert not heard
    qtbot.waitUntil(lambda: heard == ["oka"])
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert heard == ["oka", ""]
    QTest.keyClicks(box, "x")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert heard == ["oka", "", "x"]


def test_a_plain_toast_goes_when_the_person_moves_on_and_one_with_undo_stays(theme: Theme, qtbot: QtBot) -> None:
    toast = Toast(theme)
    qtbot.addWidget(toast)
    toast.tell("The note is signed.")
    toast.move_on()
    assert toast.isHidden()
    toast.tell("Draft put aside.", lambda: None)
    toast.move_on()
    assert not toast.isHidden()


def test_a_toast_stays_and_takes_back(theme: Theme, qtbot: QtBot) -> None:
    toast, undone = Toast(theme), list[bool]()
    qtbot.addWidget(toast)
    toast.tell("Draft put aside.", lambda: undone.append(True))
    toast.show()
    buttons = {walk.name_of(one): one for one in walk.focusable(toast)}
    assert set(buttons) == {"Undo", "Put aside"}
    QTest.mouseClick(buttons["Undo"], Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert not toast.isVisible()
    toast.tell("Saved.")
    assert [walk.name_of(one) for one in walk.focusable(toast)] == ["Put aside"]


def test_saved_is_said_in_words(theme: Theme, qtbot: QtBot) -> None:
    state = SavedState(theme)
    qtbot.addWidget(state)
    state.saved("14:32")
    assert "Saved 14:32" in walk.words_read(state)
    state.not_saved("disk full")
    assert walk.words_read(state) == ["Not saved: disk full"]


def test_pages_of_a_document_are_read_out(theme: Theme, qtbot: QtBot) -> None:
    preview = PagePreview(theme)
    qtbot.addWidget(preview)
    preview.resize(500, 700)
    preview.show()
    preview.show_pages([PagePicture(_png(), 200, 283, f"Words of page {number}") for number in (1, 2)])
    read = walk.words_read(preview)
    assert {"Page 1 of 2", "Words of page 1", "Page 2 of 2", "Words of page 2"} <= set(read)
    qtbot.waitUntil(lambda: [walk.name_of(one) for one in walk.focusable(preview)] == ["Page 1 of 2", "Page 2 of 2"])
    preview.show_pages([PagePicture(_png(), 200, 283, "Alone")])
    qtbot.waitUntil(lambda: "Page 2 of 2" not in walk.words_read(preview))


def test_a_page_is_drawn_once_somebody_comes_near_it(theme: Theme, qtbot: QtBot) -> None:
    preview = PagePreview(theme)
    qtbot.addWidget(preview)
    preview.resize(500, 400)
    preview.show_pages([PagePicture(_png(), 200, 283, f"Words of page {number}") for number in range(8)])
    pages = preview.findChildren(PaperPage)
    preview.show()
    qtbot.waitUntil(pages[1].drawn)
    assert not pages[7].drawn()
    assert "Words of page 7" in walk.words_read(preview)
    bar = preview.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(pages[7].drawn)


def test_pages_nobody_sees_are_not_drawn(theme: Theme, qtbot: QtBot) -> None:
    preview = PagePreview(theme)
    qtbot.addWidget(preview)
    preview.show_pages([PagePicture(_png(), 200, 283, "Words")])
    (page,) = preview.findChildren(PaperPage)
    slices = preview.findChild(Slices)
    assert slices is not None
    qtbot.waitUntil(slices.done)
    assert not page.drawn()
    preview.show()
    qtbot.waitUntil(page.drawn)


def test_a_sheet_makes_room_for_what_is_said_in_it_later(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    sheet = Sheet(theme, parent, "A question")
    field = LabelledField(theme, "Name", QLineEdit())
    sheet.add(field)
    for number in range(4):
        sheet.add(LabelledField(theme, f"Line {number}", QLineEdit()))
    sheet.add_cancel()
    sheet.open()
    before = sheet.height()
    field.show_finding("Write a name first.")
    qtbot.waitUntil(lambda: sheet.height() > before)
    with_finding = sheet.height()
    sheet.banners.add("warn", "Nothing was kept", "Try again.")
    qtbot.waitUntil(lambda: sheet.height() > with_finding)
    largest = sheet.height()
    sheet.banners.clear()
    field.show_finding()
    sheet.resize(sheet.width(), largest - 40)  # by hand
    sheet.banners.add("warn", "Nothing was kept", "Try again.")
    qtbot.waitUntil(lambda: sheet.banners.height() > 0)
    assert sheet.height() == largest - 40
    sheet.reject()


def test_a_large_page_makes_nobody_else_scroll(theme: Theme, qtbot: QtBot) -> None:
    around = QScrollArea()
    qtbot.addWidget(around)
    around.setWidgetResizable(True)
    stack = PageStack()
    around.setWidget(stack)
    large, small = QWidget(), Text("A few words that wrap where it is narrow, and are soon read.")
    large.setMinimumSize(1500, 1500)
    stack.addWidget(large)
    stack.addWidget(small)
    around.resize(400, 300)
    around.show()
    bar = around.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    stack.setCurrentWidget(small)
    qtbot.waitUntil(lambda: bar.maximum() == 0 and around.horizontalScrollBar().maximum() == 0)
    stack.setCurrentWidget(large)
    qtbot.waitUntil(lambda: bar.maximum() > 0)


def test_a_combo_chooses_nothing_by_itself_nor_by_the_wheel(theme: Theme, qtbot: QtBot) -> None:
    picker = Picker(theme)
    qtbot.addWidget(picker)
    picker.offer([("a", "First"), ("b", "Second")])
    picker.show()
    assert picker.chosen() is None
    picker.choose("a")
    centre = QPointF(picker.rect().center())
    wheel = QWheelEvent(
        centre, picker.mapToGlobal(centre), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(picker, wheel)
    assert picker.chosen() == "a"
    field = LabelledField(theme, "Colleague", picker)
    qtbot.addWidget(field)
    assert walk.name_of(picker) == "Colleague"  # Qt would name it by its text


def test_filters_are_radio_buttons_in_the_shape_of_chips(theme: Theme, qtbot: QtBot) -> None:
    choice = ChipChoice(theme, "Which", [("open", "Open"), ("closed", "Closed")], "open")
    qtbot.addWidget(choice)
    choice.show()
    (_, closed) = choice.group.buttons()
    with qtbot.waitSignal(choice.turned) as turned:
        QTest.mouseClick(closed, Qt.MouseButton.LeftButton)
    assert turned.args == ["closed"]
    assert walk.role_of(closed) == QAccessible.Role.RadioButton
    assert not walk.small_targets(choice)


@pytest.mark.parametrize("kind", [Radio, Tick])
def test_words_beside_a_mark_wrap_and_can_be_clicked(theme: Theme, qtbot: QtBot, kind: type[Radio | Tick]) -> None:
    button = kind(theme, "Somebody else whom the client has named here in their own words")
    qtbot.addWidget(button)
    assert button.heightForWidth(180) > button.heightForWidth(900)
    button.resize(180, button.heightForWidth(180))
    button.show()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(170, button.height() - 6))
    assert button.isChecked()


def test_a_name_with_markup_in_it_reads_as_typed(theme: Theme, qtbot: QtBot) -> None:
    text = Text("<b>Ada</b> & Co")
    qtbot.addWidget(text)
    assert text.textFormat() == Qt.TextFormat.PlainText
    assert walk.name_of(text) == "<b>Ada</b> & Co"


def test_a_passphrase_is_hidden_shown_and_forgotten(theme: Theme, qtbot: QtBot) -> None:
    field = PassphraseField(theme, "Passphrase")
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()
    caps = next(one for one in field.findChildren(QLabel) if one.text() == "Caps Lock is on.")
    QTest.keyClicks(field.line, "abc")
    assert not caps.isVisible()
    # A capital without Shift, as with Caps Lock on; keyClicks would press Shift for it.
    QApplication.sendEvent(
        field.line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
    )
    assert caps.isVisible()
    assert field.text() == "abcA"
    assert field.line.displayText() == "●" * len(field.text())
    assert "abc" not in "".join(walk.words_read(field))
    eye = field.eye
    assert walk.name_of(eye) == "Show passphrase"
    QTest.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert field.line.displayText() == field.text()
    assert walk.name_of(eye) == "Hide passphrase"
    field.clear()
    assert field.text() == ""
    field.line.undo()
    assert field.text() == ""
    assert walk.name_of(eye) == "Show passphrase"


def test_an_editor_takes_the_page_where_it_is_narrow(theme: Theme, qtbot: QtBot) -> None:
    main, side = QWidget(), QWidget()
    both = Beside(theme, main)
    qtbot.addWidget(both)
    both.resize(1300, 600)
    both.show()
    both.open_side(side)
    assert main.isVisible()
    assert side.isVisible()
    both.resize(1000, 600)
    assert not main.isVisible()
    both.close_side()
    assert main.isVisible()
    assert both.side() is None


def _png() -> bytes:
    """A white page."""
    image = QImage(200, 283, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    data = QByteArray()
    buffer = QBuffer(data)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.write(image)
    return bytes(data.data())
