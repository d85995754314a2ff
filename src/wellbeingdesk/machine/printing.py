"""Printing by bytes through CUPS: pages on standard input, no file of ours, a title that names nobody."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from wellbeingdesk.domain.permit import Outlet, Permit
from wellbeingdesk.domain.worldly import NoPrinter, PrinterFailed
from wellbeingdesk.machine.permitted import check_permit

JOB_TITLE = "WellbeingDesk document"
"""Titles are shown to everybody who looks at the queue and stay in its list of finished jobs."""
MOST_COPIES = 99
_OUTLETS = frozenset({Outlet.PRINTER})
_LISTING_SECONDS = 15.0
_PRINTING_SECONDS = 60.0
_SOCKETS = (Path("/run/cups/cups.sock"), Path("/var/run/cups/cups.sock"), Path("/private/var/run/cupsd"))
_DEFAULT_LINE = "system default destination: "


class CupsPrinter:
    """Implements the port Printer on Linux and macOS; without CUPS there are no queues."""

    def queues(self) -> tuple[str, ...]:
        """Names of the queues, the default first; none where CUPS is not there or does not answer."""
        names = [line.strip() for line in self._ask(("-e",)) if line.strip()]
        for line in self._ask(("-d",)):
            # A default can name an instance, as in `office/duplex`; the queue is what stands before it.
            default = line.removeprefix(_DEFAULT_LINE).partition("/")[0].strip()
            if line.startswith(_DEFAULT_LINE) and default in names:
                names = [default, *(name for name in names if name != default)]
        return tuple(names)

    def print_pdf(self, permit: Permit, pdf: bytes, queue: str, copies: int) -> None:
        """Send to a queue of this computer. Raises NoPrinter, PrinterFailed (reason)."""
        check_permit(permit, pdf, _OUTLETS)
        program = shutil.which("lp")
        if program is None or queue not in self.queues():
            raise NoPrinter
        if not 1 <= copies <= MOST_COPIES:
            raise PrinterFailed(reason="copies")
        # The paper is named because a driverless queue's own default made A4 pages Letter.
        arguments = [program, "-d", queue, "-n", str(copies), "-o", "media=A4", "-t", JOB_TITLE, "-"]
        try:
            done = _run(arguments, _PRINTING_SECONDS, pdf)
        except subprocess.TimeoutExpired as error:
            raise PrinterFailed(reason="no-answer") from error
        except OSError as error:
            raise PrinterFailed(reason="not-started") from error
        if done.returncode != 0:
            raise PrinterFailed(reason=_reason(done.stderr))

    def _ask(self, arguments: Sequence[str]) -> list[str]:
        program = shutil.which("lpstat")
        if program is None:
            return []
        try:
            done = _run([program, *arguments], _LISTING_SECONDS)
        except (OSError, subprocess.TimeoutExpired):
            return []
        return done.stdout.decode("utf-8", "replace").splitlines() if done.returncode == 0 else []


def server_here(asked_for: str) -> str:
    """The CUPS of this computer: the one asked for where it is one, else the usual socket, else the loopback.

    Without this, a setting of the person or of the computer could send pages over the network to another's CUPS.
    """
    host = asked_for.partition("/version=")[0].strip().casefold()
    if host.startswith("/") or re.fullmatch(r"(localhost|127\.0\.0\.1|\[?::1\]?)(:\d{1,5})?", host):
        return asked_for
    return next((str(path) for path in _SOCKETS if path.is_socket()), "localhost")


def _run(arguments: list[str], seconds: float, sent: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # CUPS speaks the person's language; its lines are read here, so it is asked for the plain one.
    surroundings = {**os.environ, "LC_ALL": "C", "CUPS_SERVER": server_here(os.environ.get("CUPS_SERVER", ""))}
    return subprocess.run(arguments, input=sent, capture_output=True, check=False, timeout=seconds, env=surroundings)


def _reason(untrusted_stderr: bytes) -> str:
    text = untrusted_stderr.decode("utf-8", "replace").casefold()
    if "does not exist" in text:
        return "queue-gone"
    if "connect" in text or "scheduler" in text:
        return "not-running"
    if "not accepting" in text:
        return "not-accepting"
    return "refused"
