"""What a person copies in an open desk needs a permit, stands in the audit, is marked a secret, and is not dragged."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.journeys.conftest import Seat, SitDown
from tests.journeys.test_window_lock import NOTE, begin_note_about_a_client
from wellbeingdesk.app.house import House
from wellbeingdesk.gui.widgets.text import Selectable
from wellbeingdesk.gui.widgets.text_box import TextBox


@pytest.fixture
def seat(closed_house: House, sit_down: SitDown) -> Seat:
    seat = sit_down(closed_house)
    seat.unlocks()
    begin_note_about_a_client(seat)
    return seat


def audited(seat: Seat) -> list[tuple[str, str]]:
    """Actions about copied text and where it went, as the audit has them."""
    desk = seat.front._desk
    assert desk is not None

    def read() -> list[tuple[str, str]]:
        with desk.store._reader.connect() as connection:
            lines = "SELECT action, detail FROM audit WHERE entity = 'copied-text' ORDER BY seq"
            return [tuple(row) for row in connection.exec_driver_sql(lines)]

    return desk.threads.reader.submit(read).result()


def test_copied_text_goes_out_with_a_permit_and_is_marked_as_secret(seat: Seat) -> None:
    seat.person.presses_keys("Ctrl+A")
    seat.person.presses_keys("Ctrl+C")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == NOTE
    assert data.data("x-kde-passwordManagerHint").data() == b"secret"
    assert audited(seat) == [("export-intended", "clipboard"), ("export-done", "clipboard")]


def test_cut_text_can_be_put_in_again(seat: Seat) -> None:
    seat.person.presses_keys("Ctrl+A")
    seat.person.presses_keys("Ctrl+X")
    box = QApplication.focusWidget()
    assert isinstance(box, QPlainTextEdit)
    assert box.toPlainText() == ""
    seat.person.presses_keys("Ctrl+V")
    assert box.toPlainText() == NOTE
    assert len(audited(seat)) == 2


def test_what_another_program_put_there_is_left_alone(seat: Seat) -> None:
    seat.person.presses_keys("Ctrl+End")
    QGuiApplication.clipboard().setText("from elsewhere")
    seat.person.waits()
    assert QGuiApplication.clipboard().text() == "from elsewhere"
    assert audited(seat) == []


def test_no_other_program_can_read_what_is_dragged(seat: Seat) -> None:
    box = QApplication.focusWidget()
    assert isinstance(box, TextBox)
    box.selectAll()
    dragged = box.createMimeDataFromSelection()
    assert not dragged.hasText()
    assert not dragged.hasHtml()
    box.clear()
    box.insertFromMimeData(dragged)
    assert box.toPlainText() == NOTE


def test_a_reference_is_copied_from_its_label(seat: Seat) -> None:
    seat.person.presses_keys("Ctrl+,")
    label = next(one for one in seat.window.findChildren(Selectable) if one.isVisible() and one.text())
    label.setFocus()
    seat.person.presses_keys("Ctrl+A")
    seat.person.presses_keys("Ctrl+C")
    assert QGuiApplication.clipboard().text() == label.selectedText()
    assert len(audited(seat)) == 2
