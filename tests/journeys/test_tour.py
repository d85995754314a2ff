"""The tour as it is run from the shell, once, in a process of its own; then what it left in its folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtGui import QImage

from wellbeingdesk.tour.plan import PLAN

PAPERS = (
    "consent-blank.pdf",
    "consent-filled.pdf",
    "record.pdf",
    "a.card",
    "b.card",
    "answer.age",
    "service.pack",
    "recovery-sheet.pdf",
)
SCHEMES = ("light", "dark")
MAIN_PAGES = {"today", "clients", "client-timeline", "consent", "decisions", "colleagues", "settings"}


class Tour(NamedTuple):
    """What it said, how it ended, and its folder."""

    code: int
    said: str
    complained: str
    folder: Path


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Tour:
    folder = tmp_path_factory.mktemp("tour")
    command = [sys.executable, "-m", "wellbeingdesk", "tour", "--out", str(folder)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=280, check=False)
    return Tour(done.returncode, done.stdout, done.stderr, folder)


@pytest.mark.journey
def test_every_step_is_done_through_the_window(tour: Tour) -> None:
    assert tour.code == 0, tour.said + tour.complained
    assert tour.complained == ""
    assert len(re.findall(r"^ ?\d+  ", tour.said, re.MULTILINE)) == len(PLAN)


def test_the_pictures_show_something_in_light_and_in_dark(tour: Tour) -> None:
    pictures = sorted(tour.folder.glob("*.png"))
    for scheme in SCHEMES:
        shown = {one.stem[3:].removesuffix(f"-{scheme}") for one in pictures if one.stem.endswith(scheme)}
        assert shown >= MAIN_PAGES, scheme
    for picture in pictures:
        assert colours(QImage(str(picture))) > 20, picture.name


def colours(image: QImage) -> int:
    """How many colours a grid of points over the picture has; a blank one has one."""
    assert (image.width(), image.height()) == (1280, 800)
    points = ((x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7))
    return len({image.pixel(x, y) for x, y in points})


def test_the_files_are_there(tour: Tour) -> None:
    assert [name for name in PAPERS if not (tour.folder / name).stat().st_size] == []
    for name in PAPERS[:3]:
        assert (tour.folder / name).read_bytes().startswith(b"%PDF-1.")


def test_poppler_calls_both_signatures_valid(tour: Tour) -> None:
    if shutil.which("pdfsig") is None:
        pytest.skip("poppler's pdfsig is not installed")
    said = subprocess.run(
        ["pdfsig", str(tour.folder / "record.pdf")], capture_output=True, text=True, check=False
    ).stdout
    assert said.count("Signature Validation: Signature is Valid.") == 2, said
    assert "Sam Example" in said
    assert "Robin Sample" in said
    assert said.count("Total document signed") == 1


def test_what_poppler_says_of_a_changed_file_is_something_else(tour: Tour, tmp_path: Path) -> None:
    if shutil.which("pdfsig") is None:
        pytest.skip("poppler's pdfsig is not installed")
    changed = bytearray((tour.folder / "record.pdf").read_bytes())
    changed[2_000] ^= 1
    (tmp_path / "changed.pdf").write_bytes(bytes(changed))
    said = subprocess.run(["pdfsig", str(tmp_path / "changed.pdf")], capture_output=True, text=True, check=False).stdout
    assert "Signature Validation: Signature is Valid." not in said
