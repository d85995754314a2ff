"""Files written whole or not at all, read with a limit, and only with a permit for exactly these bytes."""

import errno
import hashlib
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from wellbeingdesk.domain.permit import Outlet, Permit, Route
from wellbeingdesk.domain.worldly import CannotRead, CannotWrite, DiskFull, FileTooLarge
from wellbeingdesk.machine.files import SafeFiles, write_own
from wellbeingdesk.machine.permitted import PermitDoesNotCover
from wellbeingdesk.machine.reasons import reading_failed, writing_failed
from wellbeingdesk.usecases.ports import Files

PAYLOAD = b"%PDF-1.7 a made-up form\n" * 50


def permit(payload: bytes, outlet: Outlet = Outlet.FILE) -> Permit:
    return Permit("permit-1", outlet, Route.BLANK_FORM, "", hashlib.sha256(payload).hexdigest())


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_it_is_the_port() -> None:
    port: Files = SafeFiles()
    assert port is not None


@pytest.mark.parametrize("outlet", [Outlet.FILE, Outlet.PACKAGE])
@pytest.mark.parametrize("name", ["consent.pdf", "согласие 同意 موافقة.pdf", "x" * 251 + ".pdf"])
def test_a_permitted_payload_arrives_whole_private_and_alone(tmp_path: Path, outlet: Outlet, name: str) -> None:
    SafeFiles().write(permit(PAYLOAD, outlet), str(tmp_path / name), PAYLOAD)
    assert (tmp_path / name).read_bytes() == PAYLOAD
    assert names(tmp_path) == [name]
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_what_an_export_replaces_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"older")
    SafeFiles().write(permit(PAYLOAD), str(tmp_path / "a.pdf"), PAYLOAD)
    assert names(tmp_path) == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == PAYLOAD


@pytest.mark.parametrize(
    "wrong", [permit(PAYLOAD + b"x"), permit(PAYLOAD, Outlet.PRINTER), permit(PAYLOAD, Outlet.CLIPBOARD)]
)
def test_without_leave_for_these_bytes_and_this_way_nothing_is_written(tmp_path: Path, wrong: Permit) -> None:
    with pytest.raises(PermitDoesNotCover):
        SafeFiles().write(wrong, str(tmp_path / "a.pdf"), PAYLOAD)
    assert names(tmp_path) == []


def test_a_missing_permit_is_our_bug_and_no_failure_a_person_is_told_of() -> None:
    from wellbeingdesk.domain.failures import Told

    assert not issubclass(PermitDoesNotCover, Told)


def test_our_own_files_keep_the_last_good_one(tmp_path: Path) -> None:
    path = tmp_path / "desk.json"
    for version in (b"one", b"two", b"three"):
        write_own(path, version)
    assert path.read_bytes() == b"three"
    assert (tmp_path / "desk.json.previous").read_bytes() == b"two"
    assert names(tmp_path) == ["desk.json", "desk.json.previous"]


def test_what_a_power_cut_left_is_cleared_by_the_next_writing(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    left: list[str] = []
    script = (
        "import sys, os\n"
        "from pathlib import Path\n"
        "from wellbeingdesk.machine.files import write_own\n"
        "sys.addaudithook(lambda event, _: os._exit(9) if event == 'os.rename' else None)\n"
        "write_own(Path(sys.argv[1]), b'new')\n"
    )
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False, timeout=60)
    assert done.returncode == 9
    left = [name for name in names(tmp_path) if name != "a.pdf"]
    assert left
    assert path.read_bytes() == b"old"
    assert not any("a.pdf" in name and "previous" not in name for name in left)
    write_own(path, b"newer")
    assert path.read_bytes() == b"newer"
    assert names(tmp_path) == ["a.pdf", "a.pdf.previous"]


def test_a_folder_that_is_gone_is_told_without_its_path(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as told:
        SafeFiles().write(permit(PAYLOAD), str(tmp_path / "gone" / "a.pdf"), PAYLOAD)
    assert told.value.facts == {"reason": "no-folder"}
    assert str(tmp_path) not in str(told.value)


@pytest.mark.parametrize(
    ("name", "reason"), [("folder", "is-a-folder"), ("x" * 300, "name-too-long"), ("a\0b", "name")]
)
def test_a_name_that_cannot_be_written_is_told(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotWrite) as told:
        SafeFiles().write(permit(PAYLOAD), str(tmp_path / name), PAYLOAD)
    assert told.value.facts == {"reason": reason}
    assert names(tmp_path) == ["folder"]


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "given.age"
    path.write_bytes(PAYLOAD)
    assert SafeFiles().read(str(path), len(PAYLOAD)) == PAYLOAD
    with pytest.raises(FileTooLarge) as told:
        SafeFiles().read(str(path), len(PAYLOAD) - 1)
    assert told.value.facts == {"megabytes": 1, "most": 1}


def test_a_file_far_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(3_000_000_001)
    with pytest.raises(FileTooLarge) as told:
        SafeFiles().read(str(path), 50_000_000)
    assert told.value.facts == {"megabytes": 3001, "most": 50}


@pytest.mark.parametrize(("name", "reason"), [("folder", "is-a-folder"), ("gone", "missing"), ("a\0b", "missing")])
def test_what_is_no_file_is_told(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotRead) as told:
        SafeFiles().read(str(tmp_path / name), 10)
    assert told.value.facts == {"reason": reason}


@pytest.mark.skipif(os.name != "posix", reason="named pipes of this kind are POSIX")
def test_a_pipe_offered_as_a_file_does_not_wait_for_ever(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotRead) as told:
        SafeFiles().read(str(tmp_path / "pipe"), 10)
    assert told.value.facts == {"reason": "not-a-file"}


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_every_error_of_the_system_is_told_without_a_path(number: int) -> None:
    error = OSError(number, os.strerror(number), "/home/somebody/Rowan Ashgrove.pdf")
    for told in (writing_failed(error), reading_failed(error)):
        assert "Rowan" not in f"{told!r} {told} {told.facts}"
    assert isinstance(writing_failed(error), DiskFull) == (number in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


FULL_DISK = """
import sys
from pathlib import Path
from wellbeingdesk.domain.worldly import DiskFull
from wellbeingdesk.machine.files import write_own
folder = Path(sys.argv[1])
write_own(folder / "desk.json", b"good")
try:
    write_own(folder / "desk.json", bytes(100_000))
except DiskFull:
    assert (folder / "desk.json").read_bytes() == b"good"
    assert [entry.name for entry in folder.iterdir()] == ["desk.json"]
else:
    raise SystemExit("written on a full disk")
"""


def test_a_full_disk_is_told_and_what_was_there_stays(tmp_path: Path) -> None:
    mounted = ["unshare", "--mount", "--map-root-user", "sh", "-c"]
    possible = sys.platform == "linux" and shutil.which("unshare")
    if (
        not possible
        or subprocess.run([*mounted, "mount -t tmpfs none /mnt"], check=False, capture_output=True).returncode
    ):
        pytest.skip("needs a mount of its own, which this account may not make")
    script = 'mount -t tmpfs -o size=32k none "$1" && exec "$2" -c "$3" "$1"'
    subprocess.run([*mounted, script, "sh", str(tmp_path), sys.executable, FULL_DISK], check=True, timeout=60)
