"""From the start of a process to the first paint of its window: the program against an empty window."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from wellbeingdesk.bench.measures import Measure, Settings, side_by_side

_PATIENCE = 60

EMPTY = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, self.painted)
    def painted(self):
        print(time.monotonic(), flush=True)
        QApplication.quit()
app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""
"""What the program is compared with, as a whole program of its own."""

PROGRAM = "import sys; from wellbeingdesk.bench.starting import start_and_tell; start_and_tell(sys.argv[1])"


def without_screen() -> dict[str, str]:
    """The environment, in which Qt draws in memory where there is no screen."""
    here = dict(os.environ)
    if sys.platform.startswith("linux") and not (here.get("DISPLAY") or here.get("WAYLAND_DISPLAY")):
        here.setdefault("QT_QPA_PLATFORM", "offscreen")
    return here


def measure_start(settings: Settings) -> Measure:
    """Both are started again and again, each in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="wbd-bench-") as folder:
        return side_by_side(
            "start", lambda: first_paint(PROGRAM, folder), lambda: first_paint(EMPTY, folder), settings.starts
        )


def first_paint(program: str, folder: str) -> float:
    """Milliseconds by the clock that all processes of a computer share."""
    began = time.monotonic()
    done = subprocess.run(  # noqa: S603  # this very interpreter and a text of ours
        [sys.executable, "-c", program, folder],
        env=without_screen(),
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=True,
    )
    return (float(done.stdout.split()[-1]) - began) * 1000


class FirstPaint(QObject):
    """Notes when a window was painted for the first time."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.at = 0.0
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The paint itself is still to come; what is told to happen next comes after it."""
        if event.type() == QEvent.Type.Paint and not self.at:
            QTimer.singleShot(0, self, self._painted)
        return False

    def _painted(self) -> None:
        self.at = self.at or time.monotonic()


def start_and_tell(folder: str) -> None:
    """Open the program's window as the console script does, and print when it was painted."""
    from wellbeingdesk.app.to_come import HouseToCome
    from wellbeingdesk.app.window import Front, dress
    from wellbeingdesk.machine.process import harden_process
    from wellbeingdesk.tour.driver import until

    harden_process()
    house = HouseToCome(Path(folder))
    app = QApplication([])
    front = Front(house, dress(app, house))
    seen = FirstPaint(front.window)
    front.open()
    if not until(lambda: seen.at, _PATIENCE):
        raise AssertionError("no window was painted")
    sys.stdout.write(f"{seen.at}\n")
    front.window.close()
