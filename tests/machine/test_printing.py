"""Printing: what is handed to CUPS, and that nothing goes there without leave."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from wellbeingdesk.domain.permit import Outlet, Permit, Route
from wellbeingdesk.domain.worldly import NoPrinter, PrinterFailed
from wellbeingdesk.machine.permitted import PermitDoesNotCover
from wellbeingdesk.machine.printing import JOB_TITLE, CupsPrinter, server_here
from wellbeingdesk.usecases.ports import Printer

pytestmark = pytest.mark.skipif(os.name != "posix", reason="CUPS is on POSIX systems")
PDF = b"%PDF-1.7\x00\xff made-up pages\n" * 2000

# Stand in for the world's `lp` and `lpstat`: they write down what they were given, as the real ones never would.
LP = """#!/bin/sh
for argument in "$@"; do printf '%s\\n' "$argument"; done > "{folder}/arguments"
printf '%s' "$LC_ALL" > "{folder}/language"
printf '%s' "$CUPS_SERVER" > "{folder}/server"
cat > "{folder}/received"
{ending}
"""
LPSTAT = """#!/bin/sh
case "$1" in
  -e) printf 'front-desk\\nRoom_2\\nback_office\\n' ;;
  -d) echo '{default}' ;;
esac
"""


def permit(payload: bytes = PDF, outlet: Outlet = Outlet.PRINTER) -> Permit:
    return Permit("permit-1", outlet, Route.BLANK_FORM, "", hashlib.sha256(payload).hexdigest())


@dataclass(frozen=True)
class Desk:
    folder: Path

    def put(self, name: str, text: str) -> None:
        program = self.folder / "bin" / name
        program.write_text(text)
        program.chmod(0o755)

    def lp(self, ending: str = "exit 0") -> None:
        self.put("lp", LP.format(folder=self.folder, ending=ending))

    @property
    def arguments(self) -> list[str]:
        return (self.folder / "arguments").read_text().splitlines()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(tmp_path)
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    made.put("lpstat", LPSTAT.format(default="system default destination: Room_2"))
    made.lp()
    return made


def test_it_is_the_port() -> None:
    port: Printer = CupsPrinter()
    assert port is not None


def test_the_default_queue_comes_first(desk: Desk) -> None:
    assert CupsPrinter().queues() == ("Room_2", "front-desk", "back_office")


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("system default destination: back_office/duplex", "back_office"),
        ("no system default destination", "front-desk"),
        ("system default destination: gone", "front-desk"),
    ],
)
def test_a_default_of_another_kind(desk: Desk, line: str, first: str) -> None:
    desk.put("lpstat", LPSTAT.format(default=line))
    assert CupsPrinter().queues()[0] == first


def test_the_pages_go_in_by_standard_input_as_a4_under_a_title_that_names_nobody(desk: Desk) -> None:
    CupsPrinter().print_pdf(permit(), PDF, "Room_2", 3)
    assert desk.arguments == ["-d", "Room_2", "-n", "3", "-o", "media=A4", "-t", JOB_TITLE, "-"]
    assert JOB_TITLE == "WellbeingDesk document"
    assert (desk.folder / "received").read_bytes() == PDF
    assert (desk.folder / "language").read_text() == "C"


@pytest.mark.parametrize("elsewhere", ["print.example.org", "192.0.2.7:631", "localhost.example.org", ""])
def test_pages_never_go_to_the_printing_system_of_another_computer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, elsewhere: str
) -> None:
    monkeypatch.setenv("CUPS_SERVER", elsewhere)
    CupsPrinter().print_pdf(permit(), PDF, "Room_2", 1)
    told = (desk.folder / "server").read_text()
    assert told == "localhost" or told.startswith("/")


@pytest.mark.parametrize("here", ["/run/cups/cups.sock", "localhost", "127.0.0.1:631", "[::1]:631", "/s/version=1.1"])
def test_a_printing_system_of_this_computer_may_be_chosen(here: str) -> None:
    assert server_here(here) == here


@pytest.mark.parametrize("wrong", [permit(PDF + b"x"), permit(PDF, Outlet.FILE), permit(PDF, Outlet.PACKAGE)])
def test_without_leave_for_these_pages_nothing_is_started(desk: Desk, wrong: Permit) -> None:
    with pytest.raises(PermitDoesNotCover):
        CupsPrinter().print_pdf(wrong, PDF, "Room_2", 1)
    assert not (desk.folder / "arguments").exists()


@pytest.mark.parametrize("queue", ["", "gone", "-o", "Room_2; rm -rf x", "$(id)"])
def test_only_a_queue_of_this_computer_is_printed_to(desk: Desk, queue: str) -> None:
    with pytest.raises(NoPrinter):
        CupsPrinter().print_pdf(permit(), PDF, queue, 1)
    assert not (desk.folder / "arguments").exists()


@pytest.mark.parametrize("copies", [0, -1, 100])
def test_a_mad_number_of_copies_is_refused(desk: Desk, copies: int) -> None:
    with pytest.raises(PrinterFailed) as told:
        CupsPrinter().print_pdf(permit(), PDF, "Room_2", copies)
    assert told.value.facts == {"reason": "copies"}
    assert not (desk.folder / "arguments").exists()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("lp: Error - The printer or class does not exist.", "queue-gone"),
        ("lp: Error - unable to connect to server", "not-running"),
        ("lp: Error - scheduler not responding.", "not-running"),
        ('lp: Destination "Room_2" is not accepting jobs.', "not-accepting"),
        ("lp: Unsupported document-format", "refused"),
    ],
)
def test_what_cups_refuses_is_told_as_a_code_and_never_in_its_words(desk: Desk, said: str, reason: str) -> None:
    desk.lp(f"echo '{said}' >&2; exit 1")
    with pytest.raises(PrinterFailed) as told:
        CupsPrinter().print_pdf(permit(), PDF, "Room_2", 1)
    assert told.value.facts == {"reason": reason}


def test_a_program_that_does_not_read_its_pages_is_a_refusal_and_no_crash(desk: Desk) -> None:
    desk.put("lp", "#!/bin/sh\nexit 1\n")
    with pytest.raises(PrinterFailed):
        CupsPrinter().print_pdf(permit(), PDF, "Room_2", 1)


def test_a_program_that_cannot_be_started_is_told(desk: Desk) -> None:
    desk.put("lp", "#!/nowhere/interpreter\n")
    with pytest.raises(PrinterFailed) as told:
        CupsPrinter().print_pdf(permit(), PDF, "Room_2", 1)
    assert told.value.facts == {"reason": "not-started"}


def test_without_cups_there_is_no_printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert CupsPrinter().queues() == ()
    with pytest.raises(NoPrinter):
        CupsPrinter().print_pdf(permit(), PDF, "Room_2", 1)


def test_a_printing_system_that_is_down_has_no_queues(desk: Desk) -> None:
    desk.put("lpstat", "#!/bin/sh\necho 'lpstat: Scheduler is not running.' >&2\nexit 1\n")
    assert CupsPrinter().queues() == ()


@dataclass(frozen=True)
class Cups:
    """Where the jobs are kept, and the server."""

    spool: Path
    server: subprocess.Popen[bytes]


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    """A CUPS of the test's own; its one queue takes jobs and stands still."""
    path = f"{os.environ['PATH']}:/usr/sbin"
    cupsd, lpadmin, accept = (shutil.which(name, path=path) for name in ("cupsd", "lpadmin", "cupsaccept"))
    if not (cupsd and lpadmin and accept and shutil.which("lp") and shutil.which("lpstat")):
        pytest.skip("no CUPS on this computer")
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a CUPS of one's own needs root on Linux")
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "s"))
    server = subprocess.Popen([cupsd, "-f", *_settings(tmp_path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert _answers(server), "cupsd did not start"
        for command in ([lpadmin, "-p", "Room_2", "-v", "file:/dev/null", "-m", "raw"], [accept, "Room_2"]):
            subprocess.run(command, check=True, capture_output=True, timeout=20)
        yield Cups(tmp_path / "spool", server)
    finally:
        server.terminate()
        server.wait(20)


def _settings(folder: Path) -> list[str]:
    for name in ("spool", "cache", "state", "root", "tmp"):
        (folder / name).mkdir()
    (folder / "cupsd.conf").write_text(
        f"Listen {folder}/s\nBrowsing Off\nDefaultAuthType None\nWebInterface No\n"
        "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"
        "<Policy default>\n<Limit All>\nOrder allow,deny\nAllow all\n</Limit>\n</Policy>\n"
    )
    (folder / "cups-files.conf").write_text(
        f"FileDevice Yes\nServerRoot {folder}/root\nRequestRoot {folder}/spool\nCacheDir {folder}/cache\n"
        f"StateDir {folder}/state\nTempDir {folder}/tmp\nAccessLog {folder}/access\nErrorLog {folder}/error\n"
        f"PageLog {folder}/page\nSystemGroup root\n"
    )
    return ["-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")]


def _answers(server: subprocess.Popen[bytes]) -> bool:
    """Asked again and again until it runs, has ended, or a minute has passed."""
    plain = {**os.environ, "LC_ALL": "C"}
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        asked = subprocess.run(["lpstat", "-r"], check=False, capture_output=True, env=plain, timeout=20)
        if b"is running" in asked.stdout:
            return True
    return False


def test_a_real_cups_takes_the_very_bytes_under_the_neutral_title(cups: Cups) -> None:
    assert CupsPrinter().queues() == ("Room_2",)
    CupsPrinter().print_pdf(permit(), PDF, "Room_2", 2)
    with pytest.raises(NoPrinter):
        CupsPrinter().print_pdf(permit(), PDF, "Room_3", 1)
    assert (cups.spool / "d00001-001").read_bytes() == PDF
    # What it knows of a job it writes down when it stops.
    cups.server.terminate()
    cups.server.wait(20)
    job = (cups.spool / "c00001").read_bytes()
    assert JOB_TITLE.encode() in job
    assert b"A4" in job
