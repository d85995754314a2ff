"""On a real bus: a screen saver that comes on is heard, one that goes off is not a leaving."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LISTENS = """
from jeepney import DBusAddress, new_method_call, new_signal
from jeepney.io.blocking import open_dbus_connection
from PySide6.QtCore import QCoreApplication, QTimer
from wellbeingdesk.gui.system_watch import SystemWatch

app = QCoreApplication([])
owner = QTimer()
watch = SystemWatch(owner)
assert "org.freedesktop.ScreenSaver" in watch.heard_from, watch.heard_from
left = []
watch.leaving.connect(lambda: (left.append("left"), app.quit()))

bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
saver = open_dbus_connection("SESSION")
saver.send_and_get_reply(new_method_call(bus, "RequestName", "su", ("org.freedesktop.ScreenSaver", 4)))
here = DBusAddress("/org/freedesktop/ScreenSaver", interface="org.freedesktop.ScreenSaver")

def says(active):
    saver.send(new_signal(here, "ActiveChanged", "b", (active,)))

QTimer.singleShot(0, lambda: says(False))
QTimer.singleShot(300, app.quit)
app.exec()
assert left == []
QTimer.singleShot(0, lambda: says(True))
QTimer.singleShot(20_000, app.quit)
app.exec()
assert left == ["left"]
print("heard")
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs dbus-run-session")
def test_a_screen_that_locks_is_heard_on_a_real_bus(tmp_path: Path) -> None:
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", LISTENS],
        env={**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "heard", done.stderr
