"""Runs inside a session bus and a virtual screen: starts the program, and uses it from outside over AT-SPI alone."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack

from PySide6.QtCore import QCoreApplication

from tests.helpers import atspi_lite
from tests.helpers.atspi_lite import FOCUSED, Node, find, gone
from tests.helpers.desks import PASSPHRASE
from wellbeingdesk.tour.driver import until

BUS_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
NAME, TEXT = "Elif Yıldız", "Written from outside, by somebody who cannot see the window."


def main() -> None:
    """The data folder is named by WELLBEINGDESK_DATA, for the program as for its user."""
    _loop = QCoreApplication([])
    with ExitStack() as stack:
        start(stack, BUS_LAUNCHER, "--launch-immediately")
        start(stack, "openbox")
        program = start(stack, sys.executable, "-m", "wellbeingdesk", QT_QPA_PLATFORM="xcb")
        use(program_on(atspi_lite.desktop(), program), program.pid)


def start(stack: ExitStack, *command: str, **more: str) -> subprocess.Popen[bytes]:
    """A process that is ended, by its id, when this one is done."""
    wanted = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", **more}
    process = stack.enter_context(subprocess.Popen(command, env={**os.environ, **wanted}))
    stack.callback(process.terminate)
    return process


def program_on(desktop: Node, process: subprocess.Popen[bytes]) -> Node:
    """Our program among whatever else is on this desktop."""
    found: list[Node] = []

    def look() -> bool:
        assert process.poll() is None, "the program has ended"
        found[:] = [one for one in desktop.children() if one.name == "WellbeingDesk"]
        return bool(found)

    assert until(look, atspi_lite.PATIENCE), "the program is not to be read"
    return found[0]


def use(program: Node, pid: int) -> None:
    """Unlock, open a client's file, write a note, sign it, lock."""
    passphrase = find(program, "text", "Passphrase")
    assert passphrase.has(FOCUSED), "the cursor is not where the passphrase goes"
    passphrase.write(PASSPHRASE)
    find(program, "push button", "Unlock").act()
    find(program, "list item", "Today")
    keys("ctrl+2")
    find(program, "list item", NAME)
    find(program, "list", "Clients").take_focus()
    keys("Home", "Return")
    find(program, "push button", "New note").act()
    # Qt tells of a menu by the focus alone and leaves it out of the tree; here it is seen on the screen.
    assert until(lambda: windows(pid) == 2, atspi_lite.PATIENCE), "no menu"
    keys("Return")  # the first template, where the menu begins
    find(program, "text", "What happened in the session").write(TEXT)
    find(program, "push button", "Sign and lock").act()
    find(program, "push button", "Sign and lock", sure=lambda node: node.has(FOCUSED)).act()
    find(program, "label", "The note is signed and locked.")
    keys("ctrl+l")
    find(program, "text", "Passphrase")
    assert gone(program, NAME), "a locked window still says whose file was open"


def keys(*combinations: str) -> None:
    """Real keys, through the window system."""
    subprocess.run(["xdotool", "key", *combinations], check=True)


def windows(pid: int) -> int:
    """How many windows of the program are on the screen."""
    command = ["xdotool", "search", "--onlyvisible", "--pid", str(pid)]
    return len(subprocess.run(command, capture_output=True, check=False).stdout.split())


if __name__ == "__main__":
    main()
