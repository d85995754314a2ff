"""The file on the disk: how it is set, that it is closed to whoever has no key, and what it says when it is damaged."""

import stat
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.store.made_up import DESK_ID, KEYS, OTHER_KEYS, Desk, HandClock, draft, identity, lanes, make_store, send
from wellbeingdesk.domain.worldly import CannotWrite, StoreDamaged, StoreMissing
from wellbeingdesk.store.bugs import KeyIsNotAKey
from wellbeingdesk.store.desk_store import DeskStore
from wellbeingdesk.store.engine import APPLICATION_ID, Role, key_pragma
from wellbeingdesk.usecases.ways import DeskKeys

SETTINGS = {
    "secure_delete": 1, "temp_store": 2, "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1,
    "recursive_triggers": 1, "trusted_schema": 0, "cell_size_check": 1, "busy_timeout": 5000, "cache_size": -16000,
    "page_size": 4096, "cipher_page_size": "4096", "cipher_use_hmac": "1", "cipher_hmac_algorithm": "HMAC_SHA512",
    "cipher_plaintext_header_size": "0", "cipher_memory_security": "0", "cipher_provider": "openssl",
    "application_id": APPLICATION_ID, "wal_autocheckpoint": 1000,
}  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
def test_every_connection_is_set_as_measured(desk: Desk, role: Role) -> None:
    def ask() -> dict[str, str]:
        engine = desk.store._writer if role is Role.WRITES else desk.store._reader
        with engine.connect() as connection:
            return {name: str(send(connection, f"PRAGMA {name}")[0][0]) for name in SETTINGS}

    found = (desk.on_write if role is Role.WRITES else desk.on_read)(ask)
    assert found == {name: str(value) for name, value in SETTINGS.items()}


def test_the_reader_only_queries_and_the_writer_does_not(desk: Desk) -> None:
    def ask(engine: Any) -> Any:
        with engine.connect() as connection:
            return send(connection, "PRAGMA query_only")[0][0]

    assert desk.on_read(lambda: ask(desk.store._reader)) == 1
    assert desk.on_write(lambda: ask(desk.store._writer)) == 0


def test_the_desks_facts_are_there_when_it_opens(desk: Desk) -> None:
    desk.reopen()
    assert (desk.store.desk_id, desk.store.made_up) == (DESK_ID, True)
    assert desk.store.identity() == identity()


MARKER = "Quillfeather-Untermeyer"


def test_no_text_of_a_client_stands_in_any_file(desk: Desk, tmp_path: Path) -> None:
    ash = desk.add_client(f"Ash {MARKER}")
    desk.add_note(ash.id, f"{MARKER} by the river. " * 500)
    desk.do(lambda uow: uow.drafts.add(draft(ash.id, f"{MARKER} " * 5000)))
    assert len(desk.ask(lambda views: views.search(MARKER, "", 0, 9))) == 2
    for moment in ("open", "closed"):
        if moment == "closed":
            desk.on_write(desk.store.close)
        files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        assert ("store.db-wal" in files) is (moment == "open")
        for content in files.values():
            assert not content.startswith(b"SQLite format 3")
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert MARKER.encode(encoding) not in content
                assert MARKER.casefold().encode(encoding) not in content
                assert "note-narrative".encode(encoding) not in content


def _decrypted(path: Path) -> bytes:
    """Every page of a closed store, free ones too: AES-256-CBC, the IV in the last 80 bytes of each page."""
    content, pages = path.read_bytes(), []
    for start in range(0, len(content), 4096):
        page = content[start + (16 if start == 0 else 0) : start + 4096]
        cipher = Cipher(algorithms.AES(KEYS.store), modes.CBC(page[-80:-64])).decryptor()
        pages.append(cipher.update(page[:-80]) + cipher.finalize())
    return b"".join(pages)


@pytest.mark.parametrize("secure_delete", ["ON", "OFF"])
def test_what_is_deleted_is_gone_from_every_page(desk: Desk, secure_delete: str) -> None:
    """With the setting off it is found, so that this test can see."""
    made = draft(desk.add_client().id, f"{MARKER} " * 2000)
    desk.do(lambda uow: uow.drafts.add(made))
    desk.sql(f"PRAGMA secure_delete={secure_delete}")
    desk.do(lambda uow: uow.drafts.remove(made.id))
    desk.on_write(desk.store.close)
    assert (MARKER.encode() in _decrypted(desk.folder / "store.db")) is (secure_delete == "OFF")


@pytest.mark.skipif(not hasattr(stat, "S_IMODE"), reason="rights are read the POSIX way")
def test_nobody_else_may_read_the_files(desk: Desk, tmp_path: Path) -> None:
    desk.add_client()
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize(
    "wrong", ["", "ab" * 31, "ab" * 31 + "a", "ab" * 32 + "a", "AB" * 32, "ab" * 48, "zz" * 32, "ab" * 31 + "\n"]
)
def test_only_a_raw_256_bit_key_is_a_key(wrong: str) -> None:
    with pytest.raises(KeyIsNotAKey):
        key_pragma(wrong)


@pytest.mark.parametrize("length", [0, 31, 33, 48])
def test_a_store_is_not_made_with_another_key(tmp_path: Path, length: int) -> None:
    keys = DeskKeys(b"\x11" * length, b"", b"")
    with lanes() as (writing, _), pytest.raises(KeyIsNotAKey):
        writing.submit(make_store, tmp_path, None, keys).result()
    assert list(tmp_path.iterdir()) == []


def _reopened(desk: Desk, keys: DeskKeys = KEYS) -> None:
    desk.on_write(lambda: DeskStore.open(desk.folder, keys, HandClock()).close())


def test_a_missing_store_is_missing_and_none_is_made(desk: Desk, tmp_path: Path) -> None:
    desk.on_write(desk.store.close)
    (tmp_path / "store.db").unlink()
    with pytest.raises(StoreMissing):
        _reopened(desk)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_damaged_and_never_a_fresh_store(desk: Desk, tmp_path: Path) -> None:
    desk.on_write(desk.store.close)
    (tmp_path / "store.db").write_bytes(b"")
    with pytest.raises(StoreDamaged):
        _reopened(desk)
    assert (tmp_path / "store.db").read_bytes() == b""


def test_the_wrong_key_is_told_as_damage(desk: Desk) -> None:
    desk.on_write(desk.store.close)
    with pytest.raises(StoreDamaged) as caught:
        _reopened(desk, OTHER_KEYS)
    assert caught.value.facts == {"part": "key-or-first-page"}
    _reopened(desk)


@pytest.mark.parametrize("cut", [4096, 4096 * 7, 4096 * 7 + 100, 100, -4096, -1])
def test_a_cut_store_is_damaged(desk: Desk, tmp_path: Path, cut: int) -> None:
    desk.add_client()
    desk.on_write(desk.store.close)
    content = (tmp_path / "store.db").read_bytes()
    (tmp_path / "store.db").write_bytes(content[:cut])
    with pytest.raises(StoreDamaged):
        _reopened(desk)


@pytest.mark.parametrize("content", [b"SQLite format 3\x00" + b"\x00" * 4080, b"\x7fELF" * 4096, b"x"])
def test_a_file_of_another_kind_is_damaged(desk: Desk, tmp_path: Path, content: bytes) -> None:
    desk.on_write(desk.store.close)
    (tmp_path / "store.db").write_bytes(content)
    with pytest.raises(StoreDamaged):
        _reopened(desk)


@pytest.mark.parametrize("spoil", ["PRAGMA application_id=7", "DELETE FROM meta", "DELETE FROM identity"])
def test_a_store_that_is_not_ours_is_damaged(desk: Desk, spoil: str) -> None:
    desk.sql(spoil)
    desk.on_write(desk.store.close)
    with pytest.raises(StoreDamaged):
        _reopened(desk)


def test_damage_on_a_page_is_told_when_it_is_read_and_when_it_is_looked_for(desk: Desk, tmp_path: Path) -> None:
    row = desk.add_note(desk.add_client().id, "river " * 9000)
    desk.on_write(desk.store.examine)
    desk.on_write(desk.store.close)
    content = bytearray((tmp_path / "store.db").read_bytes())
    for page in range(len(content) // 4096 - 12, len(content) // 4096):
        content[page * 4096 + 2000] ^= 1
    (tmp_path / "store.db").write_bytes(content)
    desk.store = desk.on_write(lambda: DeskStore.open(tmp_path, KEYS, desk.clock))
    with pytest.raises(StoreDamaged):
        desk.on_write(desk.store.examine)
    for _ in range(2):
        with pytest.raises(StoreDamaged):
            desk.ask(lambda views: views.record(row.record.draft.record_id))
    assert desk.ask(lambda views: views.client_count("")) == 1


def test_a_record_that_is_not_what_was_signed_is_damage(desk: Desk) -> None:
    row = desk.add_note(desk.add_client().id, "by the river")
    desk.sql("DROP TRIGGER sealed_document_stays")
    desk.sql("UPDATE sealed_document SET document = CAST(replace(CAST(document AS TEXT), 'river', 'ocean') AS BLOB)")
    with pytest.raises(StoreDamaged) as caught:
        desk.ask(lambda views: views.record(row.record.draft.record_id))
    assert caught.value.facts == {"part": "record"}


def test_a_second_store_is_not_made_over_the_first(desk: Desk, tmp_path: Path) -> None:
    desk.add_client()
    with pytest.raises(FileExistsError):
        desk.on_write(lambda: make_store(tmp_path))
    desk.reopen()
    assert desk.ask(lambda views: views.client_count("")) == 1


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with lanes() as (writing, _), pytest.raises(CannotWrite):
        writing.submit(make_store, tmp_path / "nowhere").result()


def test_what_a_crash_left_of_an_unfinished_store_is_cleared(tmp_path: Path) -> None:
    for name in ("store.db.new", "store.db.new-wal", "store.db.new-shm"):
        (tmp_path / name).write_bytes(b"half")
    with lanes() as (writing, _):
        store = writing.submit(make_store, tmp_path).result()
        writing.submit(store.close).result()
    assert [path.name for path in tmp_path.iterdir()] == ["store.db"]
