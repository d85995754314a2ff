"""A store and a backup open without this program: with the stand-alone decryptor, and with somebody else's library."""

import ast
import contextlib
import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import apsw
import pytest

from tests.store.made_up import DESK_ID, Desk, HandClock, at, lanes, make_store
from tools import decrypt_store
from wellbeingdesk.domain.recovery import RecoveryCode
from wellbeingdesk.keys.cost import FLOOR
from wellbeingdesk.keys.vault import FolderVault
from wellbeingdesk.store.rekeying import rekey_store, store_takes
from wellbeingdesk.usecases.ways import DeskKeys

PASSPHRASE = "five made-up words for tests"
TOOL = Path(decrypt_store.__file__)
NOTES = "SELECT count(*) FROM sealed_record"
FOUND = "SELECT count(*) FROM search WHERE search MATCH 'river'"


class Made:
    """A desk with its key file, a recovery sheet, five notes and a backup of them, as a person would have it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "desk"
        self.folder.mkdir()
        self.vault = FolderVault(self.folder, DESK_ID, FLOOR)
        self.keys: DeskKeys = self.vault.create(PASSPHRASE)
        self.code: RecoveryCode = self.vault.add_recovery(PASSPHRASE)
        self.backup = folder / "some.wbdbackup"
        self.log = b""
        with lanes() as (writing, reading):
            clock = HandClock()
            store = writing.submit(make_store, self.folder, clock, self.keys).result()
            desk = Desk(self.folder, store, clock, writing, reading, self.keys)
            ash = desk.add_client("Ash Quillfeather")
            for number in range(5):
                desk.sign_note(ash.id, f"by the river {number} " * 80, at(number))
            key_files = {name: (self.folder / name).read_bytes() for name in ("store.keys", "store.keys.bak")}
            desk.on_read(lambda: desk.store.back_up(self.backup, key_files))
            self.crashed = folder / "crashed"
            self.crashed.mkdir()
            for name in ("store.db", "store.db-wal", "store.keys"):
                (self.crashed / name).write_bytes((self.folder / name).read_bytes())
            writing.submit(desk.store.close).result()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("no-lock-in"))


def run_tool(*arguments: object, typed: str) -> subprocess.CompletedProcess[str]:
    """As somebody would at a terminal, in a process that cannot see this project."""
    return subprocess.run(
        [sys.executable, "-I", str(TOOL), *map(str, arguments)],
        input=typed,
        cwd=TOOL.anchor,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        start_new_session=True,  # no terminal to ask at: it reads what was typed here
    )


def looked_at(plain: Path) -> tuple[object, ...]:
    """By Python's own SQLite."""
    with contextlib.closing(sqlite3.connect(plain)) as connection:
        answers = [connection.execute(sql).fetchone()[0] for sql in ("PRAGMA integrity_check", NOTES, FOUND)]
        return (*answers, connection.execute("SELECT name_used FROM client").fetchone()[0])


EXPECTED = ("ok", 5, 5, "Ash Quillfeather")


@pytest.mark.parametrize("what", ["store", "backup", "crashed"])
def test_the_decryptor_opens_it_with_the_passphrase(made: Made, tmp_path: Path, what: str) -> None:
    """After a crash the newest notes stand in the log alone."""
    source = {"store": made.folder / "store.db", "backup": made.backup, "crashed": made.crashed / "store.db"}[what]
    plain = tmp_path / "plain.sqlite"
    done = run_tool(source, plain, typed=f"yes\n{PASSPHRASE}\n")
    assert done.returncode == 0, done.stderr
    assert looked_at(plain) == EXPECTED
    assert plain.stat().st_mode & 0o777 == 0o600
    assert "in clear" in done.stderr


def test_and_with_the_recovery_sheet_alone(made: Made, tmp_path: Path) -> None:
    typed = " ".join(group.lower().replace("0", "o") for group in made.code.groups)
    done = run_tool("--code", "--yes", made.backup, tmp_path / "plain.sqlite", typed=f"{typed}\n")
    assert done.returncode == 0, done.stderr
    assert looked_at(tmp_path / "plain.sqlite") == EXPECTED


def test_and_with_the_bare_key(made: Made, tmp_path: Path) -> None:
    keys = ("--yes", "--raw-key", made.keys.store.hex())
    done = run_tool(*keys, made.folder / "store.db", tmp_path / "plain.sqlite", typed="")
    assert done.returncode == 0, done.stderr
    assert looked_at(tmp_path / "plain.sqlite") == EXPECTED


def test_without_a_yes_nothing_is_written(made: Made, tmp_path: Path) -> None:
    assert run_tool(made.backup, tmp_path / "plain.sqlite", typed="y\n").returncode == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [
        ((), "yes\nsome other passphrase\n"),
        (("--code",), "yes\n00000 00000\n"),
        (("--raw-key", "ab" * 32), "yes\n"),
        (("--raw-key", "ab"), "yes\n"),
    ],
)
def test_what_does_not_open_it_is_said_and_nothing_is_left(
    made: Made, tmp_path: Path, arguments: tuple[str, ...], typed: str
) -> None:
    done = run_tool(*arguments, made.backup, tmp_path / "plain.sqlite", typed=typed)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_it_writes_over_nothing_and_notices_damage(made: Made, tmp_path: Path) -> None:
    plain = tmp_path / "plain.sqlite"
    plain.write_bytes(b"mine")
    assert run_tool("--yes", made.backup, plain, typed=f"{PASSPHRASE}\n").returncode == 2
    assert plain.read_bytes() == b"mine"
    store = tmp_path / "store.db"
    content = bytearray((made.folder / "store.db").read_bytes())
    content[9000] ^= 1
    store.write_bytes(content)
    keys = ("--keys", made.folder / "store.keys")
    done = run_tool("--yes", *keys, store, tmp_path / "other.sqlite", typed=f"{PASSPHRASE}\n")
    assert (done.returncode, "Page 3" in done.stderr) == (2, True)
    assert not (tmp_path / "other.sqlite").exists()


def test_it_needs_nothing_of_this_project() -> None:
    tree = ast.parse(TOOL.read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} - sys.stdlib_module_names == {"cryptography"}


def _with_sqlite3mc(store: Path, key: bytes) -> tuple[object, ...]:
    """SQLite3 Multiple Ciphers, by Ulrich Telle: another implementation of the same file format."""
    connection = apsw.Connection(str(store))
    try:
        for setting in ("cipher='sqlcipher'", "legacy=4", f"key='raw:{key.hex()}'"):
            connection.execute(f"PRAGMA {setting}").fetchall()
        answers = [connection.execute(sql).fetchone()[0] for sql in ("PRAGMA integrity_check", NOTES, FOUND)]  # type: ignore[index]  # each gives a row
        return (*answers, connection.execute("SELECT name_used FROM client").fetchone()[0])  # type: ignore[index]  # as above
    finally:
        connection.close()


@pytest.mark.parametrize("what", ["store", "backup", "crashed"])
def test_another_library_reads_it(made: Made, tmp_path: Path, what: str) -> None:
    if what == "backup":
        with zipfile.ZipFile(made.backup) as pack:
            pack.extract("store.db", tmp_path)
    else:
        folder = made.folder if what == "store" else made.crashed
        for path in folder.glob("store.db*"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    assert _with_sqlite3mc(tmp_path / "store.db", made.keys.store) == EXPECTED


def test_a_desk_whose_keys_were_renewed_opens_with_the_new_ones_alone(tmp_path: Path) -> None:
    made = Made(tmp_path)
    clock = HandClock()
    with lanes() as (writing, _):

        def takes(keys: DeskKeys) -> bool:
            return writing.submit(store_takes, made.folder, keys).result()

        def rekey(old: DeskKeys, new: DeskKeys) -> None:
            writing.submit(rekey_store, made.folder, old, new, clock).result()

        vault = FolderVault(made.folder, DESK_ID, FLOOR, store_opens=takes)
        vault.rekey(PASSPHRASE, rekey)
        assert not takes(made.keys)
        assert takes(vault.unlock(PASSPHRASE))
    done = run_tool("--yes", made.folder / "store.db", tmp_path / "plain.sqlite", typed=f"{PASSPHRASE}\n")
    assert done.returncode == 0, done.stderr
    assert looked_at(tmp_path / "plain.sqlite") == EXPECTED
