"""The page of backups: a folder chosen, a backup made with its steps, one checked, a restore tried."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers import desks
from tests.helpers.backups import backups_in, facts, real_desk, signs_note
from tests.helpers.decision_stage import Sitter, sit
from wellbeingdesk.domain.backup_plan import Every, Meets, Place
from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.gui.idle import IdleLock
from wellbeingdesk.gui.pages.backups_made import MadeCard
from wellbeingdesk.gui.pages.backups_place import place_banners
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.upkeep import QUIET_SECONDS, Upkeep
from wellbeingdesk.usecases.rows import AuditEntry


class Quiet(IdleLock):
    """How long nobody has touched anything, as a test says."""

    seconds = 0.0

    def rested(self) -> float:
        return self.seconds


@pytest.fixture
def sitter(tmp_path: Path, theme: Theme, qapp: QApplication) -> Iterator[Sitter]:
    """Before a desk of a service that wants copies on its servers, with one note in it."""
    desk = real_desk(desks.weak_house(tmp_path / "laptop"), "herts-wellbeing")
    signs_note(desk, "by the river")
    made = sit(desk, theme)
    yield made
    made.leaves()
    desk.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def chooses(sitter: Sitter, folder: Path) -> None:
    sitter.goes("settings.backups")
    sitter.finds(folder)
    sitter.person.press("Choose a folder…")


def test_from_the_settings_to_a_folder_and_a_backup(sitter: Sitter, stick: Path) -> None:
    person = sitter.person
    sitter.goes("settings")
    person.press("Backups…")
    person.sees("this desk is on this computer alone")
    sitter.finds(stick)
    person.press("Choose a folder…")
    person.sees(str(stick))
    person.sees("This folder is on the same disk as the desk itself")
    assert facts(sitter.desk).plan.every is Every.DAILY
    person.press("Weekly")
    assert facts(sitter.desk).plan.every is Every.WEEKLY
    person.sees("No backup of this desk has been made yet.")
    person.press("Back up now")
    person.sees("The backup is made, and it was opened again and checked.")
    person.sees("Last backup: ")
    assert len(backups_in(stick)) == 1
    person.press("Back to settings")
    person.sees("Passphrase")


def test_each_step_is_said_while_it_runs(sitter: Sitter, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chooses(sitter, stick)
    said: list[str] = []
    (card,) = (one for one in sitter.window.findChildren(MadeCard) if one.isVisible())
    monkeypatch.setattr(card.steps, "show_step", said.append)
    sitter.person.press("Back up now")
    assert said == ["Copying the desk…", "Looking through the copy…", "Sealing it…", "Reading it back…"]


def test_a_backup_is_checked_and_a_damaged_one_is_told(sitter: Sitter, stick: Path) -> None:
    chooses(sitter, stick)
    sitter.person.press("Back up now")
    sitter.person.press("Check this backup")
    sitter.person.sees("is whole.")
    sitter.person.sees("Clients: 1. Signed records: 1.")
    (file,) = backups_in(stick)
    content = bytearray(file.read_bytes())
    content[60_000] ^= 1
    file.write_bytes(content)
    sitter.person.press("Check this backup")
    sitter.person.sees("This backup is cut short or damaged")


def test_a_restore_is_tried(sitter: Sitter, stick: Path) -> None:
    chooses(sitter, stick)
    sitter.person.press("Back up now")
    sitter.person.sees("A restore has not been tried yet.")
    sitter.person.press("Try a restore")
    sitter.person.sees("Clients: 1. Signed records read: 1.")
    sitter.person.sees("It opens with the passphrase and the papers that are in force now.")
    assert facts(sitter.desk).tried is not None


def test_a_stick_in_a_drawer_is_told_calmly(sitter: Sitter, stick: Path) -> None:
    chooses(sitter, stick)
    stick.rename(stick.with_name("drawer"))
    sitter.goes("today")
    sitter.goes("settings.backups")
    sitter.person.sees("The folder is not there just now")
    sitter.person.press("Back up now")
    sitter.person.sees("The folder for the copy is not there just now.")
    sitter.person.press("Close")
    sitter.person.sees("came to nothing")


def test_the_desks_own_folder_is_refused_beside_the_button(sitter: Sitter) -> None:
    chooses(sitter, sitter.desk.store.folder)
    sitter.person.sees("This is the folder of the desk itself.")
    assert facts(sitter.desk).plan.folder == ""


@pytest.mark.parametrize(
    ("place", "title"),
    [
        (Place(there=True, cloud="Dropbox"), "This folder is kept in step by Dropbox"),
        (Place(there=True, cloud="other"), "This folder is kept in step by a cloud service"),
        (Place(there=True, network=True), "This folder is on a network drive"),
        (Place(there=True, same_disk=True), "This folder is on the same disk as the desk itself"),
        (Place(there=False), "The folder is not there just now"),
        (Place(there=True), ""),
    ],
)
def test_what_is_said_of_a_place(sitter: Sitter, place: Place, title: str) -> None:
    said = [banner.sentence for banner in place_banners(sitter.view.context, place)]
    assert len(said) == bool(title)
    assert all(one.startswith(title) for one in said)


@pytest.mark.rule("H9")
def test_a_service_that_wants_copies_gets_them_and_its_answer_is_written_down(sitter: Sitter, stick: Path) -> None:
    person = sitter.person
    sitter.goes("today")
    person.sees("Your policy wants records on your service’s servers")
    sitter.goes("settings.backups")
    person.sees("Your policy wants records kept on the service’s own servers.")
    person.sees("No folder of your service has been chosen yet.")
    person.sees("Your service’s answer has not been written down yet.")
    sitter.finds(stick)
    person.press("Choose your service’s folder…")
    person.sees("No copy has arrived there yet.")
    person.press("Leave a copy there now")
    person.sees("The last copy arrived there on ")
    person.press("Write down the answer")
    person.sees("Something is missing here. Choose yes or no")
    person.chooses("Answer of the service", "No, it does not")
    person.types("Who at the service said so", "Kim Reed")
    person.types("In what words", "Not without a contract")
    person.press("Write down the answer")
    person.sees("Your service says that it does not.")
    person.sees("“Not without a contract”")
    said = facts(sitter.desk).service.said
    assert said is not None
    assert said.meets is Meets.NO


def test_a_backup_that_is_due_waits_for_a_quiet_moment(sitter: Sitter, stick: Path) -> None:
    chooses(sitter, stick)
    quiet = Quiet(sitter.view)
    watch = Upkeep(sitter.view, sitter.runner, quiet)
    quiet.seconds = QUIET_SECONDS - 1
    watch.turn()
    sitter.person.waits()
    assert backups_in(stick) == []
    quiet.seconds = QUIET_SECONDS
    watch.turn()
    watch.turn()
    sitter.person.waits()
    assert len(backups_in(stick)) == 1
    sitter.person.sees("Last backup: ")
    watch.turn()
    sitter.person.waits()
    assert len(backups_in(stick)) == 1, "nothing changed since"


def test_a_drill_that_is_due_leads_here(sitter: Sitter, stick: Path) -> None:
    chooses(sitter, stick)
    sitter.person.press("Back up now")
    desk_id, today = sitter.desk.ports.session.desk_id, sitter.desk.ports.clock.now().wall.date()

    def due_now(ports: object) -> object:
        with sitter.desk.ports.uow() as uow:
            uow.reminders.set(Reminder(sitter.desk.ports.ids.new(), ReminderKind.RESTORE_DRILL, today, "", desk_id))
            uow.audit(AuditEntry("reminder-set", "reminder", desk_id))
            uow.commit()
        return Done(None)

    sitter.does(due_now)
    sitter.goes("today")
    sitter.person.sees("Try whether a backup of this desk can be opened")
    sitter.person.press("Try a restore")
    sitter.person.sees("A restore has not been tried yet.")
    sitter.person.press("Try a restore")
    sitter.goes("today")
    sitter.person.no_longer_sees("Try whether a backup of this desk can be opened")
