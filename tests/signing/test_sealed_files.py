"""Sealed files: only the recipients open them, damage is told from a foreign file, and `age` opens them too."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.signing.made_up import author, colleague, stranger, third
from wellbeingdesk.domain.worldly import FileNotOurs, FileTruncated, PackageNotForThisDesk
from wellbeingdesk.signing.sealing import HEADER, AgeSealer

SEALER = AgeSealer()
PAYLOAD = b"made-up" * 20_000


def sealed(payload: bytes = PAYLOAD) -> bytes:
    return SEALER.seal(payload, [author().age_recipient, colleague().age_recipient])


def test_every_recipient_opens_it_and_nobody_else() -> None:
    file = sealed()
    assert SEALER.open(file, author().age_identity) == PAYLOAD
    assert SEALER.open(file, colleague().age_identity) == PAYLOAD
    with pytest.raises(PackageNotForThisDesk):
        SEALER.open(file, third().age_identity)
    with pytest.raises(PackageNotForThisDesk):
        SEALER.open(file, stranger().age_identity)


def test_no_recipient_stands_in_the_file() -> None:
    assert author().age_recipient.encode() not in sealed()


@pytest.mark.parametrize("keep", [1, 10, len(HEADER) - 1, len(HEADER), 60, 150, 400, 70_000, 140_000])
def test_a_file_cut_short_is_told_as_damaged(keep: int) -> None:
    with pytest.raises(FileTruncated):
        SEALER.open(sealed()[:keep], author().age_identity)


@pytest.mark.parametrize("file", [b"", b"PK\x03\x04", b"%PDF-1.7", bytes(300)])
def test_a_foreign_file_is_told_as_such(file: bytes) -> None:
    with pytest.raises(FileNotOurs):
        SEALER.open(file, author().age_identity)


def test_no_changed_byte_goes_unnoticed() -> None:
    file = sealed(b"short")
    for place, byte in enumerate(file):
        changed = file[:place] + bytes([byte ^ 1]) + file[place + 1 :]
        with pytest.raises((FileNotOurs, FileTruncated, PackageNotForThisDesk)):
            SEALER.open(changed, author().age_identity)


def test_a_longer_file_is_refused() -> None:
    with pytest.raises(FileTruncated):
        SEALER.open(sealed() + b"x", author().age_identity)


def test_sealing_to_nobody_is_a_bug() -> None:
    with pytest.raises(ValueError, match="recipient"):
        SEALER.seal(PAYLOAD, [])


@pytest.mark.skipif(shutil.which("age") is None, reason="the age command is not installed here")
def test_the_age_command_opens_it(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(colleague().age_identity + "\n", encoding="ascii")
    (tmp_path / "file.age").write_bytes(sealed())
    told = subprocess.run(["age", "-d", "-i", "key", "file.age"], cwd=tmp_path, capture_output=True, check=False)
    assert told.returncode == 0, told.stderr
    assert told.stdout == PAYLOAD
