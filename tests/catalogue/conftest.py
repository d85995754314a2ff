"""The shipped catalogue, read once, and a writable copy of its folders to break."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from wellbeingdesk.app.resources import forms_folder, resources_folder
from wellbeingdesk.catalogue.shipped import ShippedCatalogue


@dataclass(frozen=True)
class Folders:
    """A program's own definitions and a service's folder beside them."""

    resources: Path
    forms: Path
    extra: Path

    def open(self) -> ShippedCatalogue:
        return ShippedCatalogue(self.resources, self.forms, self.extra)


@pytest.fixture(scope="session")
def catalogue() -> ShippedCatalogue:
    return ShippedCatalogue(resources_folder(), forms_folder())


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Copies of the shipped definitions, and an empty folder of the service."""
    shipped = resources_folder()
    copy = Folders(tmp_path / "resources", tmp_path / "forms", tmp_path / "extra")
    for name in ("policies", "wording"):
        shutil.copytree(shipped / name, copy.resources / name)
    shutil.copy(shipped / "statutes.toml", copy.resources)
    copy.forms.mkdir()
    for file in forms_folder().glob("*.toml"):
        shutil.copy(file, copy.forms)
    for name in ("policies", "forms"):
        (copy.extra / name).mkdir(parents=True)
    return copy
