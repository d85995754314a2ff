"""Locking at the real window leaves the sealed copy on the service's server, and says calmly where it could not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.backups import backups_in, real_desk, signs_note
from tests.helpers.desks import on_bench, on_store, weak_house
from tests.journeys.conftest import SitDown
from wellbeingdesk.usecases.recovery import refuse_recovery
from wellbeingdesk.usecases.service_copies import choose_service_folder

pytestmark = pytest.mark.journey


@pytest.mark.rule("H9")
def test_a_lock_leaves_the_copy_and_a_server_that_is_away_keeps_nobody_from_locking(
    tmp_path: Path, sit_down: SitDown
) -> None:
    house, server = weak_house(tmp_path / "laptop"), tmp_path / "server"
    server.mkdir()
    desk = real_desk(house, "herts-wellbeing")
    on_bench(desk, choose_service_folder, folder=str(server))
    on_store(desk, refuse_recovery, reason="A made-up desk", understood=True)
    signs_note(desk, "by the river")
    desk.close()
    seat = sit_down(house)
    person, words = seat.person, seat.words
    seat.unlocks()
    person.sees(words("today.reminders"))
    person.presses_keys("Ctrl+L")
    person.sees(words("shell.lock.title"))
    assert len(backups_in(server)) == 1
    seat.unlocks()
    seat.opens_client("Elif Yıldız")
    server.rename(server.with_name("not connected"))
    person.presses_keys("Ctrl+L")
    person.sees(words("world.ServiceCopyNotLeft.what"))
    person.press(words("shell.close"))
    person.sees(words("shell.lock.title"))
    assert seat.window.desk is None
    seat.unlocks()
    person.sees(words("notice.service-copy-failed.title"))
