"""A released form or policy is never edited: signed records name it by digest, and a change is a new file."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from wellbeingdesk.app.resources import forms_folder, resources_folder

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "definitions.toml"
FOLDERS = {"forms": forms_folder(), "policies": resources_folder() / "policies"}
RELEASED: dict[str, dict[str, dict[str, str]]] = tomllib.loads(GOLDEN.read_text("utf-8"))
EACH = [
    (release, folder, name, digest)
    for release, folders in RELEASED.items()
    for folder, files in folders.items()
    for name, digest in files.items()
]


@pytest.mark.parametrize(("release", "folder", "name", "digest"), EACH, ids=[f"{e[0]}-{e[2]}" for e in EACH])
def test_a_released_definition_is_as_it_was(release: str, folder: str, name: str, digest: str) -> None:
    source = (FOLDERS[folder] / f"{name}.toml").read_bytes()
    assert hashlib.sha256(source).hexdigest() == digest, (
        f"{name} was released with {release}; put the change into a new version in a new file"
    )


def test_the_first_release_lists_what_it_ships() -> None:
    first = RELEASED["0.1.0"]
    assert len(first["policies"]) == 5
    assert {"consent-to-share-v1", "note-narrative-v1", "decision-derby-v1"} <= first["forms"].keys()


def test_files_have_the_line_ends_that_their_digest_was_taken_of() -> None:
    for folder in FOLDERS.values():
        for file in folder.glob("*.toml"):
            assert b"\r" not in file.read_bytes(), file.name
