"""The driver is a person: finds by words, uses what is shown and switched on, and tells what it sees when it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from tests.helpers.decisions import complete_answers
from tests.helpers.desks import weak_house
from wellbeingdesk.gui.forms.form_editor import FormEditor
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.buttons import Button, IconButton, PrimaryButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.passphrase import PassphraseField
from wellbeingdesk.gui.widgets.pickers import Picker
from wellbeingdesk.gui.widgets.rows import Row, RowList
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.surface import Scroller, column
from wellbeingdesk.gui.widgets.tabs import Tabs
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.gui.widgets.ticks import Tick
from wellbeingdesk.tour.driver import Person, until
from wellbeingdesk.tour.form_filling import FormFilling
from wellbeingdesk.tour.seeing import Missed

IMPATIENT = 0.3


class Room(QWidget):
    """A small window of kit widgets that notes what was done in it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.done: list[str] = []
        self.scroller = Scroller(theme.scaled(8), theme.scaled(16))
        page = column(0)
        page.addWidget(self.scroller)
        self.setLayout(page)
        self.resize(500, 400)

    def add(self, widget: QWidget) -> None:
        self.scroller.column.addWidget(widget)

    def button(self, text: str, kind: type[Button] = Button) -> Button:
        made = kind(self.theme, text)
        made.clicked.connect(lambda: self.done.append(text))
        return made


@pytest.fixture
def room(theme: Theme) -> Iterator[Room]:
    made = Room(theme)
    made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def person(room: Room) -> Person:
    return Person(room, lambda: True, IMPATIENT)


def test_a_button_is_pressed_by_its_words(room: Room, person: Person) -> None:
    room.add(room.button("Sign and lock", PrimaryButton))
    person.press("Sign and lock")
    assert room.done == ["Sign and lock"]


def test_an_icon_is_pressed_by_its_name(room: Room, person: Person) -> None:
    icon = IconButton(room.theme, "printer", "Print", "Ctrl+P")
    icon.clicked.connect(lambda: room.done.append("printed"))
    room.add(icon)
    person.press("Print")
    assert room.done == ["printed"]


def test_what_is_not_there_is_told_with_what_is_seen(room: Room, person: Person) -> None:
    room.add(room.button("Save"))
    room.add(Text("A line to read"))
    with pytest.raises(Missed) as missed:
        person.press("Sign and lock")
    told = str(missed.value)
    assert "missing: 'Sign and lock'" in told
    assert "Save" in told
    assert "A line to read" in told


def test_two_alike_are_not_guessed_at_but_told_apart_by_what_they_stand_beside(room: Room, person: Person) -> None:
    for title in ("Contact", "Safety"):
        card = Card(room.theme, title)
        button = Button(room.theme, "Edit")
        button.clicked.connect(lambda _on=False, which=title: room.done.append(which))
        card.add(button)
        room.add(card)
    with pytest.raises(Missed, match="ambiguous, 2"):
        person.press("Edit")
    person.press("Edit", within="Safety")
    assert room.done == ["Safety"]


def test_what_is_switched_off_cannot_be_pressed(room: Room, person: Person) -> None:
    button = room.button("Sign")
    button.setEnabled(False)
    room.add(button)
    with pytest.raises(Missed, match="disabled"):
        person.press("Sign")
    assert room.done == []


def test_what_is_covered_cannot_be_pressed(room: Room, person: Person) -> None:
    room.add(room.button("Sign"))
    cover = QWidget(room)
    cover.resize(room.size())
    cover.show()
    with pytest.raises(Missed, match="covered"):
        person.press("Sign")
    assert room.done == []


def test_what_is_out_of_sight_is_scrolled_to(room: Room, person: Person) -> None:
    for number in range(60):
        room.add(Text(f"Line {number}"))
    room.add(room.button("At the end"))
    person.press("At the end")
    assert room.done == ["At the end"]


@pytest.mark.parametrize(
    "text", ["Plain words, Mr Smith & Co.", "محمد علي", "王小明", "Elif Yıldız 🌻 done", "👩‍👩‍👧 family", "two\nlines"]
)
def test_any_script_is_typed(room: Room, person: Person, text: str) -> None:
    box = QPlainTextEdit()
    room.add(LabelledField(room.theme, "Name used", box))
    person.types("Name used", text)
    assert box.toPlainText() == text
    assert person.reads("Name used") == text
    person.types("Name used", "other", instead=True)
    assert person.reads("Name used") == "other"


def test_capitals_come_with_shift(room: Room, person: Person) -> None:
    field = PassphraseField(room.theme, "Passphrase")
    room.add(field)
    person.types("Passphrase", "A Made-up ONE!")
    assert field.text() == "A Made-up ONE!"
    assert room.theme.words("shell.lock.caps") not in person.texts()


def test_choices_are_made_by_words(room: Room, person: Person) -> None:
    picker = Picker(room.theme)
    picker.offer([(str(number), f"Policy {number}") for number in range(12)])
    room.add(LabelledField(room.theme, "Policy", picker))
    tick = Tick(room.theme, "Made-up clients")
    room.add(tick)
    person.chooses("Policy", "Policy 7")
    person.ticks("Made-up clients")
    person.ticks("Made-up clients")
    assert (picker.chosen(), tick.isChecked()) == ("7", True)
    assert person.reads("Policy") == "Policy 7"
    with pytest.raises(Missed, match="missing: 'Policy 99'"):
        person.chooses("Policy", "Policy 99")


def test_rows_tabs_and_menus_are_used_by_words(room: Room, person: Person) -> None:
    rows = RowList(room.theme, "Clients")
    rows.setMinimumHeight(120)
    rows.set_rows([Row(str(number), f"Client {number}", f"Next: {number}:00") for number in range(30)])
    rows.opened.connect(lambda ident: room.done.append(f"opened {ident}"))
    room.add(rows)
    tabs = Tabs(room.theme, "Parts")
    for key in ("one", "two"):
        tabs.add(key, key.title(), partial(Text, f"Part {key}"))
    room.add(tabs)
    more = room.button("More")
    menu = QMenu(more)
    menu.addAction("Withdraw…").triggered.connect(lambda: room.done.append("withdrawn"))
    more.clicked.connect(lambda: menu.popup(more.mapToGlobal(more.rect().bottomLeft())))
    room.add(more)
    person.opens("Client 25")
    person.turns_to("Two")
    person.sees("Part two")
    person.press("More")
    person.press("Withdraw…")
    assert room.done == ["opened 25", "More", "withdrawn"]


def test_a_dialog_hides_what_is_behind_it(room: Room, person: Person) -> None:
    room.add(room.button("Behind"))
    sheet = Sheet(room.theme, room, "A question")
    sheet.add_cancel()
    sheet.open()
    with pytest.raises(Missed, match="missing"):
        person.press("Behind")
    person.presses_keys("Escape")
    person.press("Behind")
    assert room.done == ["Behind"]


def test_it_waits_until_the_window_has_answered(room: Room, theme: Theme) -> None:
    busy = [3]

    def settled() -> bool:
        busy[0] -= 1
        return busy[0] <= 0

    room.add(room.button("Sign"))
    Person(room, settled, 5).press("Sign")
    assert busy[0] <= 0
    assert not until(lambda: False, 0.05)
    with pytest.raises(Missed, match="busy"):
        Person(room, lambda: False, IMPATIENT).press("Sign")


def test_a_real_form_is_filled_in_by_its_own_words(room: Room, tmp_path: Path) -> None:
    house = weak_house(tmp_path)
    form = house.catalogue.form("consent-to-share")
    editor = FormEditor(form, "en", room.theme.words, room.theme)
    room.add(editor)
    editor.setMinimumHeight(300)
    answers = complete_answers(form)
    FormFilling(Person(room, lambda: True, 2), room.theme.words).fill(form, answers)
    assert {key: value for key, value in editor.answers().items() if value is not None} == answers
