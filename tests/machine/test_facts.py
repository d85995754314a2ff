"""What is told of the computer: file systems, clouds, room, privacy."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wellbeingdesk.domain.worldly import StoreOnNetworkFolder
from wellbeingdesk.machine.cloud import cloud_of
from wellbeingdesk.machine.facts import ThisMachine
from wellbeingdesk.machine.mounts import file_system_of, is_network, require_local
from wellbeingdesk.usecases.computer import Machine

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
server:/homes /home nfs4 rw 0 0
/dev/sdb1 /home/rowan/local ext4 rw 0 0
//server/share /mnt/with\\040space cifs rw 0 0
rowan@host: /mnt/ssh fuse.sshfs rw 0 0
tmpfs /mnt/hidden tmpfs rw 0 0
host /mnt/hidden 9p rw 0 0
drive /mnt/zoë vboxsf rw 0 0
short
"""


@on_linux
@pytest.mark.parametrize(
    ("folder", "kind", "network"),
    [
        ("/var/lib", "ext4", False),
        ("/home/rowan", "nfs4", True),
        ("/home/rowan/local/desks", "ext4", False),
        ("/home2", "ext4", False),
        ("/mnt/with space/x", "cifs", True),
        ("/mnt/ssh", "fuse.sshfs", True),
        ("/mnt/hidden/x", "9p", True),
        ("/mnt/zoë", "vboxsf", True),
    ],
)
def test_the_innermost_and_latest_mount_counts(tmp_path: Path, folder: str, kind: str, network: bool) -> None:
    table = tmp_path / "mounts"
    table.write_text(MOUNTS, "utf-8")
    assert file_system_of(Path(folder), table) == kind
    assert is_network(kind) is network


@pytest.mark.parametrize(
    "kind", ["ext4", "btrfs", "xfs", "apfs", "NTFS", "fuseblk", "overlay", "tmpfs", "zfs", "vfat", ""]
)
def test_a_local_file_system_is_not_taken_for_a_network(kind: str) -> None:
    assert not is_network(kind)


@on_linux
def test_a_real_folder_is_local_and_allowed(tmp_path: Path) -> None:
    kind = file_system_of(tmp_path)
    if is_network(kind):
        pytest.skip(f"this computer's temporary folder lies on {kind}")
    found = subprocess.run(["stat", "-f", "-c", "%T", tmp_path], check=True, capture_output=True, text=True)
    if kind:
        assert kind[:3] == found.stdout[:3]  # stat says "ext2/ext3" for ext4
    else:
        # Within another root folder the table of mounts does not say what that folder lies on.
        assert " / " not in Path("/proc/self/mounts").read_text("utf-8")
    require_local(tmp_path)


@on_linux
def test_a_live_store_on_a_network_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from wellbeingdesk.machine import mounts

    table = tmp_path / "mounts"
    table.write_text(f"dev / ext4 rw 0 0\nserver:/x {tmp_path} nfs rw 0 0\n")
    monkeypatch.setattr(mounts.file_system_of, "__defaults__", (table,))
    with pytest.raises(StoreOnNetworkFolder) as told:
        require_local(tmp_path / "desks" / "not made yet")
    assert told.value.facts == {"kind": "nfs"}


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("Dropbox/desk", "Dropbox"),
        ("Dropbox (Northbrook College)/desk", "Dropbox"),
        ("OneDrive - Northbrook College/Documents", "OneDrive"),
        ("OneDrive", "OneDrive"),
        ("Library/CloudStorage/OneDrive-Northbrook/x", "OneDrive"),
        ("Google Drive/x", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-rowan@example.org/My Drive", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("Nextcloud/x", "Nextcloud"),
        ("Library/CloudStorage/SomethingNew/x", "other"),
        ("Documents/Dropbox notes/x", ""),
        ("onedriver/x", ""),
        (".local/share/wellbeingdesk", ""),
    ],
)
def test_a_cloud_shows_by_the_name_of_a_folder(tmp_path: Path, place: str, service: str) -> None:
    (tmp_path / place).mkdir(parents=True)
    assert cloud_of(tmp_path / place) == service


@pytest.mark.parametrize(
    ("marker", "service"),
    [
        (".dropbox.cache", "Dropbox"),
        (".dropbox", "Dropbox"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".sync_0a1b2c3d4e5f.db", "Nextcloud"),
        ("._sync_0a1b2c3d4e5f.db", "Nextcloud"),
        (".stfolder", "Syncthing"),
        (".tmp.drivedownload", "Google Drive"),
        (".synchronised", ""),
    ],
)
def test_a_cloud_shows_by_the_marks_it_leaves(tmp_path: Path, marker: str, service: str) -> None:
    deep = tmp_path / "work" / "deep" / "er"
    deep.mkdir(parents=True)
    (tmp_path / "work" / marker).touch()
    assert cloud_of(deep) == service


def test_the_settings_folder_of_dropbox_in_a_home_is_no_synced_folder(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert cloud_of(tmp_path) == ""


def test_a_link_into_a_cloud_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "desk").mkdir(parents=True)
    (tmp_path / "here").symlink_to(tmp_path / "Dropbox" / "desk")
    assert cloud_of(tmp_path / "here") == "Dropbox"


def test_the_facts_are_plain_and_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine: Machine = ThisMachine(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    folder = tmp_path / "Nextcloud"
    folder.mkdir()
    folder.chmod(0o755)
    facts = dict(machine.facts(str(folder / "not made yet")).facts)
    assert all(isinstance(value, str | int | bool) for value in facts.values())
    assert facts["cloud_service"] == "Nextcloud"
    assert facts["folder_private"] is False
    assert facts["printers"] == 0
    assert facts["default_printer"] == ""
    free = shutil.disk_usage(tmp_path).free / 1_000_000
    assert abs(int(facts["free_megabytes"]) - free) < max(1000, free / 5)
    folder.chmod(0o700)
    assert dict(machine.facts(str(folder)).facts)["folder_private"] is True
