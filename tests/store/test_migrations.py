"""Alembic: the newest revision is the schema, runs from wherever the package lies, and happens wholly or not at all."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import create_mock_engine
from sqlalchemy.dialects import sqlite

from tests.store.made_up import KEYS, Desk, HandClock, lanes, make_store
from wellbeingdesk.domain.worldly import StoreDamaged, StoreFromNewerVersion
from wellbeingdesk.store import migrating, schema, schema_sealed
from wellbeingdesk.store.desk_store import DeskStore
from wellbeingdesk.store.protection import triggers


def _package() -> Path:
    spec = find_spec("wellbeingdesk")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def _tidied(statement: str) -> str:
    return " ".join(statement.split()).replace("( ", "(").replace(" )", ")")


def _declared() -> set[str]:
    """What the metadata would create."""
    assert schema_sealed.audit.metadata is schema.metadata
    statements: list[str] = []
    dialect = sqlite.dialect()
    engine = create_mock_engine(
        "sqlite://", lambda sql, *_, **__: statements.append(_tidied(str(sql.compile(dialect=dialect))))
    )
    schema.metadata.create_all(engine, checkfirst=False)
    return set(statements)


def _kept(desk: Desk) -> set[str]:
    found = desk.sql(
        "SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
        " AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
    )
    return {_tidied(row[0]) for row in found}


def test_the_newest_revision_is_the_schema(desk: Desk) -> None:
    assert _kept(desk) == _declared()
    assert len(_declared()) > 40


def test_the_head_known_without_alembic_is_the_head() -> None:
    assert migrating.known_revisions()[0] == migrating.HEAD


def test_a_store_made_by_the_newest_revision_opens_without_alembic(tmp_path: Path) -> None:
    with lanes() as (writing, _):
        writing.submit(lambda: make_store(tmp_path).close()).result()
    script = (
        "import sys, threading\n"
        "from pathlib import Path\n"
        "from tests.store.made_up import KEYS, HandClock\n"
        "from wellbeingdesk.store.desk_store import DeskStore\n"
        f"work = lambda: DeskStore.open(Path({str(tmp_path)!r}), KEYS, HandClock()).close()\n"
        "thread = threading.Thread(target=work, name='store-write')\n"
        "thread.start(); thread.join()\n"
        "print('alembic' in sys.modules, 'sqlalchemy.orm' in sys.modules)\n"
    )
    assert _run(script, Path.cwd()).split() == ["False", "False"]


def test_it_migrates_from_an_installed_package(tmp_path: Path) -> None:
    site, folder = tmp_path / "site", tmp_path / "desk"
    shutil.copytree(_package(), site / "wellbeingdesk", ignore=shutil.ignore_patterns("__pycache__", "gui", "*.svg"))
    folder.mkdir()
    script = (
        "import threading, wellbeingdesk\n"
        "from pathlib import Path\n"
        "from tests.store.made_up import make_store\n"
        f"work = lambda: make_store(Path({str(folder)!r})).close()\n"
        "thread = threading.Thread(target=work, name='store-write')\n"
        "thread.start(); thread.join()\n"
        "print(wellbeingdesk.__file__)\n"
    )
    where = _run(script, tmp_path, site, Path(__file__).resolve().parents[2])
    assert Path(where.strip()).is_relative_to(site)
    assert (folder / "store.db").stat().st_size > 0


def _run(script: str, folder: Path, *first: Path) -> str:
    paths = [
        str(path) for path in (*first, *([] if first else [Path(__file__).resolve().parents[2], _package().parent]))
    ]
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_newer_store_is_refused_with_both_versions_and_left_alone(desk: Desk, tmp_path: Path) -> None:
    desk.sql("UPDATE alembic_version SET version_num = '9999'")
    desk.on_write(desk.store.close)
    before = (tmp_path / "store.db").read_bytes()
    with pytest.raises(StoreFromNewerVersion) as caught:
        desk.on_write(lambda: DeskStore.open(tmp_path, KEYS, HandClock()))
    assert caught.value.facts == {"found": "9999", "known": migrating.HEAD}
    assert (tmp_path / "store.db").read_bytes() == before


@pytest.mark.parametrize("spoil", ["DROP TABLE alembic_version", "DELETE FROM alembic_version"])
def test_a_store_without_a_revision_is_damaged(desk: Desk, tmp_path: Path, spoil: str) -> None:
    desk.sql(spoil)
    desk.on_write(desk.store.close)
    with pytest.raises(StoreDamaged):
        desk.on_write(lambda: DeskStore.open(tmp_path, KEYS, HandClock()))


NEXT = '''"""A revision that rebuilds a table which others refer to."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003", "0002"


def upgrade():
    op.add_column("client", sa.Column("colour", sa.Text, nullable=False, server_default=""))
    with op.batch_alter_table("sealed_document", recreate="always") as table:
        table.add_column(sa.Column("pages", sa.Integer, nullable=False, server_default="0"))
    {then}
'''


@pytest.fixture
def later(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A later program, with one more revision, and a store of this one with a note in it."""
    desk.add_note(desk.add_client("Ash").id, "by the river")
    folder = tmp_path / "migrations"
    shutil.copytree(_package() / "store" / "migrations", folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrating, "_LOCATION", str(folder))
    monkeypatch.setattr(migrating, "HEAD", "0003")
    return folder / "versions" / "0003_next.py"


def test_a_migration_that_fails_midway_changes_nothing(desk: Desk, later: Path) -> None:
    before = desk.sql("SELECT * FROM sqlite_master ORDER BY name")
    later.write_text(NEXT.format(then="raise ZeroDivisionError"), encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        desk.reopen()
    later.unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrating, "HEAD", "0002")
        desk.store = desk.on_write(lambda: DeskStore.open(desk.folder, KEYS, desk.clock))
        assert desk.sql("SELECT * FROM sqlite_master ORDER BY name") == before
        assert len(desk.ask(lambda views: views.search("river", "", 0, 9))) == 1
        assert desk.sql("PRAGMA foreign_keys") == [(1,)]


def test_a_migration_keeps_rows_triggers_and_search(desk: Desk, later: Path) -> None:
    later.write_text(NEXT.format(then="pass"), encoding="utf-8")
    desk.reopen()
    assert desk.ask(lambda views: views.schema_revision()) == "0003"
    assert {row[0] for row in desk.sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'")} == set(triggers())
    assert desk.sql("SELECT pages FROM sealed_document") == [(0,)]
    assert desk.sql("SELECT count(*) FROM sealed_record") == [(1,)]
    assert desk.sql("PRAGMA foreign_keys") == [(1,)]
    desk.add_note(desk.add_client("Kim").id, "by the other river")
    assert len(desk.ask(lambda views: views.search("river", "", 0, 9))) == 2
    desk.on_write(desk.store.examine)
