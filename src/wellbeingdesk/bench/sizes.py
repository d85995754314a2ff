"""How large things are: the program, what is installed with it, a store, a note, a signed PDF; in bytes."""

import re
import tomllib
import zlib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import wellbeingdesk
from wellbeingdesk.app.desk import OpenDesk, create_desk, folder_of
from wellbeingdesk.app.resources import forms_folder, resources_folder
from wellbeingdesk.app.self_test import made_up_set_up
from wellbeingdesk.bench.made_up import PASSPHRASE, MadeUpDesk, keep_notes, on_store
from wellbeingdesk.bench.measures import Settings, Size
from wellbeingdesk.store.desk_store import FILE_NAME
from wellbeingdesk.usecases import clients

_BARE = ("PySide6-Essentials", "shiboken6")
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def measure_sizes(made: MadeUpDesk, desk: OpenDesk, settings: Settings) -> Iterator[Size]:
    """The program packed as in a wheel and installed; then what it makes."""
    own = list(_own_files())
    installed = sum(path.stat().st_size for path in own)
    yield Size("size-program", sum(len(zlib.compress(path.read_bytes())) for path in own), 0)
    yield Size("size-installed", installed + _of_packages(_needed()), _of_packages(set(_BARE)))
    yield from _of_store(made, settings.notes_each * 10)
    views, verifier = desk.ports.views, desk.ports.verifier
    signed = desk.threads.reader.submit(lambda: views.file(made.decision_id, "signed")).result() or b""
    yield Size("size-pdf", len(signed), len(verifier.base_of(signed)))


def _own_files() -> Iterator[Path]:
    for folder in {Path(wellbeingdesk.__file__).parent, resources_folder(), forms_folder()}:
        for path in folder.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def _needed() -> set[str]:
    """Every package that is installed with the program, by name."""
    found: set[str] = set()
    left = _wanted_by_us()
    while left:
        name = left.pop()
        package = _package(name)
        if package is not None and name not in found:
            found.add(name)
            left += [one for one in map(_required, package.requires or []) if one]
    return found


def _wanted_by_us() -> list[str]:
    """From the installed package, or from the source tree that runs."""
    package = _package("wellbeingdesk")
    if package is not None:
        wanted = package.requires or []
    else:
        project = Path(wellbeingdesk.__file__).parents[2] / "pyproject.toml"
        wanted = tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]
    return [name for name in map(_required, wanted) if name]


def _required(line: str) -> str:
    """The package's name; nothing where it belongs to an extra."""
    name = _NAME.match(line)
    return "" if name is None or "extra ==" in line else re.sub(r"[-_.]+", "-", name[0]).lower()


def _package(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _of_packages(names: set[str]) -> int:
    total = 0
    for package in map(_package, names):
        files = [] if package is None else package.files or []
        total += sum(path.stat().st_size for path in (Path(str(one.locate())) for one in files) if path.is_file())
    return total


def _of_store(made: MadeUpDesk, notes: int) -> Iterator[Size]:
    """A store with nothing in it, and by how much each note makes it larger; closed, nothing lies beside it."""
    setup = made_up_set_up(made.house.catalogue.policies()[0])
    desk = create_desk(made.quick_house, setup, PASSPHRASE)
    store = folder_of(made.house, desk.ports.session.desk_id) / FILE_NAME
    empty = store.stat().st_size + store.with_name(f"{FILE_NAME}-wal").stat().st_size
    try:
        client = on_store(desk, lambda ports: clients.add_client(ports, name_used="Made-up Client")).value
        on_store(desk, lambda ports: keep_notes(ports, client, 0, notes))
    finally:
        desk.close()
    yield Size("size-store", empty, 0)
    yield Size("size-note", (store.stat().st_size - empty) // max(1, notes), 0)
