"""The audit's head in two places: a whole folder put back is told where a keyring remembers, and only there."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from tests.helpers.desks import PASSPHRASE, ask, make_desk, on_store, weak_house
from tests.helpers.keyring_session import LOCKED, UNLOCKED, run_in_session
from wellbeingdesk.app.anchors import TwoPlaces, head_note, two_places
from wellbeingdesk.app.desk import unlock_desk
from wellbeingdesk.domain.anchor import AnchorFound, AnchorState, AsAnchored, AuditHead
from wellbeingdesk.domain.keyring import AccountKind
from wellbeingdesk.keys.keyring_note import KeyringNote
from wellbeingdesk.machine import account
from wellbeingdesk.store.anchor import NAMES, head_bytes
from wellbeingdesk.usecases import clients

KEY, DESK = bytes(range(32)), "desk-1"
OLD, NEW = AuditHead(3, "a" * 64), AuditHead(9, "b" * 64)

WORKS = """
import sys
from dataclasses import replace
from pathlib import Path
from tests.helpers.desks import PASSPHRASE, make_desk, on_store, weak_house
from wellbeingdesk.app.desk import unlock_desk
from wellbeingdesk.app.desk_list import desks_on_laptop
from wellbeingdesk.keys.keyring_note import KeyringNote
from wellbeingdesk.usecases import clients, store_care

data, what = Path(sys.argv[1]), sys.argv[2]
house = replace(weak_house(data), head_note=lambda desk_id: KeyringNote(f"{desk_id} head", 20))
known = desks_on_laptop(data)
desk = unlock_desk(house, known[0].id, PASSPHRASE) if known else make_desk(house)
print(desk.ports.store.standing)
if what == "writes":
    for name in ("One", "Two", "Three"):
        on_store(desk, clients.add_client, name_used=name)
if what == "accepts":
    on_store(desk, store_care.go_on_with_store)
desk.close()
"""


class Note:
    """A keyring that does what it is told to."""

    def __init__(self, kept: bytes | None = None) -> None:
        self.kept = kept

    def read_ahead(self) -> None: ...

    def read(self) -> bytes | None:
        return self.kept

    def write(self, payload: bytes) -> None:
        self.kept = payload

    def settle(self) -> None: ...


def both(folder: Path, kept: AuditHead | None, beside: AuditHead | None, key: bytes = KEY) -> TwoPlaces:
    made = two_places(folder, KEY, DESK, Note(None if kept is None else head_bytes(kept, key, DESK)))
    if beside is not None:
        made.beside.write(beside)
    return made


@pytest.mark.parametrize(
    ("kept", "beside", "found"),
    [
        (NEW, OLD, AnchorFound(AnchorState.WHOLE, NEW)),
        (OLD, NEW, AnchorFound(AnchorState.WHOLE, NEW)),
        (NEW, None, AnchorFound(AnchorState.WHOLE, NEW)),
        (None, OLD, AnchorFound(AnchorState.WHOLE, OLD)),
        (None, None, AnchorFound(AnchorState.MISSING)),
    ],
)
def test_the_newest_whole_head_counts(
    tmp_path: Path, kept: AuditHead | None, beside: AuditHead | None, found: AnchorFound
) -> None:
    assert both(tmp_path, kept, beside).read() == found


def test_a_forged_note_says_nothing_and_a_damaged_file_is_made_good_by_a_true_one(tmp_path: Path) -> None:
    assert both(tmp_path, NEW, OLD, key=bytes(32)).read().head == OLD
    for name in NAMES:
        (tmp_path / name).write_bytes(b"rubbish")
    assert both(tmp_path, NEW, None, key=bytes(32)).read() == AnchorFound(AnchorState.DAMAGED)
    assert both(tmp_path, NEW, None).read().head == NEW


def test_writing_reaches_both(tmp_path: Path) -> None:
    made = both(tmp_path, OLD, OLD)
    made.write(NEW)
    assert made.beside.read().head == NEW
    assert isinstance(made.note, Note)
    assert made.note.kept == head_bytes(NEW, KEY, DESK)


def test_a_shared_account_keeps_nothing_in_its_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 1000)
    assert head_note(tmp_path)(DESK) is not None
    (tmp_path / account.MARK).touch()
    assert head_note(tmp_path)(DESK) is None
    assert account.this_account(tmp_path).kind is AccountKind.MARKED_SHARED, "and the passphrase's part is refused too"
    (tmp_path / account.MARK).unlink()
    monkeypatch.setattr(os, "getuid", lambda: 0)
    assert head_note(tmp_path)(DESK) is None


def test_without_a_keyring_nobody_waits(tmp_path: Path) -> None:
    note = KeyringNote("desk-1 head", 30)
    begun = time.monotonic()
    note.read_ahead()
    assert note.read() is None
    note.write(b"a head")
    note.settle()
    assert time.monotonic() - begun < 15


def test_a_whole_folder_put_back_goes_unseen_without_a_keyring(tmp_path: Path) -> None:
    """What limits.md says; the test below shows what the keyring adds."""
    house = weak_house(tmp_path / "laptop")
    desk = make_desk(house)
    desk.close()
    shutil.copytree(house.data, tmp_path / "by")
    desk_id = desk.ports.session.desk_id
    desk = unlock_desk(house, desk_id, PASSPHRASE)
    on_store(desk, clients.add_client, name_used="One")
    desk.close()
    shutil.rmtree(house.data)
    shutil.copytree(tmp_path / "by", house.data)
    again = unlock_desk(house, desk_id, PASSPHRASE)
    assert isinstance(again.ports.store.standing, AsAnchored)
    assert ask(again, lambda ports: ports.views.client_count("")) == 0
    again.close()


def test_a_whole_folder_put_back_is_told_by_a_real_keyring(tmp_path: Path) -> None:
    home, data = tmp_path / "home", tmp_path / "laptop"
    home.mkdir()

    def works(what: str, start: str = UNLOCKED) -> str:
        return run_in_session(home, start, WORKS, str(data), what)

    assert works("makes").startswith("AsAnchored")
    shutil.copytree(data, tmp_path / "by")
    assert works("writes") == "AsAnchored(newer=0)"
    shutil.rmtree(data)
    shutil.copytree(tmp_path / "by", data)
    # A keyring that is locked says nothing, and is in nobody's way.
    assert works("looks", LOCKED) == "AsAnchored(newer=0)"
    assert works("looks") == "RolledBack(events=3)"
    assert works("accepts") == "RolledBack(events=3)"
    assert works("looks") == "AsAnchored(newer=0)"
