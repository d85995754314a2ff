"""From outside, over AT-SPI, as a screen reader's user: unlock, write a note, sign it; then the store has it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.desks import PASSPHRASE, make_desk, on_store, weak_house
from tests.journeys import atspi_inside
from wellbeingdesk.app.desk import unlock_desk
from wellbeingdesk.usecases import clients

NEEDED = ("dbus-run-session", "xvfb-run", "Xvfb", "openbox", "xdotool", atspi_inside.BUS_LAUNCHER)
SCREEN = "-screen 0 1600x1000x24"


@pytest.mark.e2e
@pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is Linux's")
def test_a_note_is_written_and_signed_by_somebody_who_cannot_see_the_window(tmp_path: Path) -> None:
    missing = [one for one in NEEDED if shutil.which(one) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    house = weak_house(tmp_path / "data")
    desk = make_desk(house)
    client_id = on_store(desk, clients.add_client, name_used=atspi_inside.NAME).value
    desk_id = desk.ports.session.desk_id
    desk.close()
    path = os.pathsep.join((str(Path.cwd()), os.environ.get("PYTHONPATH", "")))
    environment = {**os.environ, "WELLBEINGDESK_DATA": str(house.data), "PYTHONPATH": path}
    inside = [sys.executable, "-m", "tests.journeys.atspi_inside"]
    command = ["dbus-run-session", "--", "xvfb-run", "-a", "-s", SCREEN, *inside]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    again = unlock_desk(house, desk_id, PASSPHRASE)
    try:
        timeline = again.threads.reader.submit(lambda: again.ports.views.timeline(client_id, 0, 10)).result()
    finally:
        again.close()
    assert [(entry.kind, entry.signed, entry.excerpt) for entry in timeline] == [("note", True, atspi_inside.TEXT)]
