"""The page of the cover sheet: keys are set and taken away, the sheet is made and looked at, failures are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.cover_stage import ServiceKey, client_with_everything, make_key, set_key, sheet_of, text_of
from tests.helpers.decision_stage import Sitter, sitter
from tests.helpers.desks import on_store
from wellbeingdesk.gui.dialogs.cover_key import CoverKeySheet
from wellbeingdesk.gui.widgets.preview import PaperPage
from wellbeingdesk.usecases import cover_keys, service_pack
from wellbeingdesk.usecases.cover_keeping import keys_in

__all__ = ["sitter"]

HOLDS, KEY = "Who holds the secret half", "Key"


@pytest.fixture
def key(tmp_path: Path) -> ServiceKey:
    return make_key(tmp_path)


def recipients(sitter: Sitter) -> list[str]:
    return [one.recipient for one in sitter.knows(lambda ports: keys_in(ports.views.setting))]


def test_settings_lead_there_and_say_what_it_means_that_there_is_no_key(sitter: Sitter) -> None:
    sitter.goes("settings")
    sitter.person.press("Cover sheet…")
    sitter.person.sees("No cover sheet is made at this desk")
    sitter.person.sees("Nobody yet.")
    sitter.person.no_longer_sees("Make it now")


def test_a_key_is_pasted_and_the_sheet_is_made_and_opens(sitter: Sitter, key: ServiceKey) -> None:
    person = sitter.person
    client_with_everything(sitter.desk)
    sitter.goes("settings.cover")
    person.press("Add a key…")
    person.press("Clinical will")
    person.types(HOLDS, "Executor of the clinical will")
    person.types(KEY, key.recipient)
    person.sees(key.recipient[-8:])
    person.press("Add the key")
    person.sees("The key of Executor of the clinical will is set. The next sheet opens with it.")
    person.sees("Clinical will: Executor of the clinical will")
    person.sees("It is not made yet. It will be at the next lock, or now.")
    person.press("Make it now")
    person.sees("The cover sheet is made and sealed.")
    person.sees("Nothing on it has changed since.")
    assert "Amara Okafor" in text_of(key.opens(sheet_of(sitter.desk)))


def test_a_secret_half_is_wiped_at_once_and_told_loudly(sitter: Sitter, key: ServiceKey) -> None:
    secret = key.file.read_text().splitlines()[-1]
    sitter.goes("settings.cover")
    sitter.person.press("Add a key…")
    (sheet,) = sitter.window.findChildren(CoverKeySheet)
    sheet.key.setText(secret)  # as a paste arrives
    sitter.person.sees("Stop: this is the secret half of a key.")
    assert sheet.key.text() == ""
    sheet.key.undo()
    assert sheet.key.text() == ""
    assert recipients(sitter) == []


def test_a_secret_half_in_a_file_is_refused(sitter: Sitter, key: ServiceKey) -> None:
    sitter.goes("settings.cover")
    sitter.person.press("Add a key…")
    sitter.finds(key.file)
    sitter.person.press("From a file…")
    sitter.person.sees("Stop: this is the secret half of a key.")


def test_what_is_missing_or_mistyped_is_said_beside_it(sitter: Sitter, key: ServiceKey) -> None:
    person = sitter.person
    sitter.goes("settings.cover")
    person.press("Add a key…")
    person.press("Add the key")
    person.sees("Enter who holds the secret half of this key")
    person.types(HOLDS, "Duty manager")
    person.press("Add the key")
    person.sees("Paste the key, or take it from a file.")
    person.types(KEY, key.recipient[:-1])
    person.press("Add the key")
    person.sees("A character in this key is wrong or missing.")
    assert recipients(sitter) == []


def test_a_key_is_taken_away_after_a_question(sitter: Sitter, key: ServiceKey) -> None:
    set_key(sitter.desk, key)
    sitter.goes("settings.cover")
    sitter.asking.answer_next(False, True)
    sitter.person.press("Take away the key of Duty manager")
    assert recipients(sitter) == [key.recipient]
    sitter.person.press("Take away the key of Duty manager")
    sitter.person.sees("The key is taken away.")
    sitter.person.sees("Nobody yet.")
    assert sitter.asking.asked == ["cover.end", "cover.end"]


def test_its_pages_can_be_looked_at(sitter: Sitter) -> None:
    client_with_everything(sitter.desk)
    sitter.goes("settings.cover")
    sitter.person.press("What is on it…")
    pages = [page for page in sitter.window.findChildren(PaperPage) if "Amara Okafor" in page.accessibleDescription()]
    assert pages


def test_a_folder_is_chosen_and_a_failure_is_told_and_noted(sitter: Sitter, key: ServiceKey, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    set_key(sitter.desk, key)
    sitter.goes("settings.cover")
    sitter.finds(shared)
    sitter.person.press("Choose a folder…")
    sitter.person.sees("The next sheet goes to that folder.")
    sitter.person.sees(str(shared))
    shared.rmdir()
    sitter.person.press("Make it now")
    sitter.person.sees("The cover sheet could not be renewed: its folder did not answer.")
    sitter.person.press("Close")
    sitter.person.sees("The last try did not work, on")
    sitter.goes("today")
    sitter.person.sees("The cover sheet could not be renewed on")
    sitter.person.press("See to it")
    sitter.person.press("Use this desk’s own folder")
    sitter.person.press("Make it now")
    sitter.person.sees("Nothing on it has changed since.")
    sitter.person.no_longer_sees("The last try did not work, on")


def test_a_pack_shows_what_would_change_before_it_does(sitter: Sitter, key: ServiceKey, tmp_path: Path) -> None:
    set_key(sitter.desk, key)
    path = tmp_path / "service.pack"
    sitter.works(service_pack.write_service_pack, path=str(path))
    on_store(sitter.desk, cover_keys.end_cover_key, recipient=key.recipient)
    sitter.goes("settings.cover")
    sitter.finds(path)
    sitter.person.press("Take keys from a service pack…")
    sitter.person.sees("Keys that come")
    assert recipients(sitter) == []
    sitter.person.press("The digits agree: take these keys")
    sitter.person.sees("The keys of the pack are in force.")
    sitter.person.sees("From service pack 1, since")
    assert recipients(sitter) == [key.recipient]
