"""The audit's head kept outside the store: an older store, a lost log or another history is told at the opening."""

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.made_up import KEYS, OTHER_KEYS, Desk, HandClock, head_file, open_desk
from wellbeingdesk.domain.anchor import (
    AnchorFound,
    AnchorState,
    AnchorUnreadable,
    AsAnchored,
    AuditHead,
    Forked,
    NotAnchored,
    RolledBack,
    Standing,
    judge,
)
from wellbeingdesk.domain.worldly import DiskFull
from wellbeingdesk.store.anchor import NAMES, HeadFile
from wellbeingdesk.store.anchoring import AnchorKeeper
from wellbeingdesk.usecases.rows import AuditEntry


@pytest.fixture
def anchored(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path, anchored=True) as desk:
        yield desk


def tell(desk: Desk, *actions: str) -> None:
    def work() -> None:
        for action in actions:
            with desk.store.uow() as uow:
                uow.audit(AuditEntry(action, "thing", "t-1"))
                uow.commit()

    desk.on_write(work)


def standing_of(desk: Desk) -> Standing | None:
    """Asked anew each time: opening again changes it."""
    return desk.store.standing


def head(desk: Desk) -> AuditHead:
    return desk.on_write(desk.store.audit_head)


def remembered(desk: Desk) -> AuditHead | None:
    return head_file(desk.folder).read().head


def take_image(desk: Desk, to: Path) -> Path:
    """The folder as a power cut would leave it now."""
    shutil.copytree(desk.folder, to)
    return to


def test_a_new_store_is_anchored_from_its_first_line(anchored: Desk) -> None:
    assert standing_of(anchored) == AsAnchored(0)
    assert remembered(anchored) == head(anchored)


def test_closing_writes_both_copies_for_their_owner_alone(anchored: Desk) -> None:
    anchored.add_client("Ash Quillfeather")
    anchored.reopen()
    assert standing_of(anchored) == AsAnchored(0)
    assert remembered(anchored) == head(anchored)
    contents = [(anchored.folder / name).read_bytes() for name in NAMES]
    assert contents[0] == contents[1]
    assert b"uill" not in contents[0]
    assert {stat.S_IMODE((anchored.folder / name).stat().st_mode) for name in NAMES} == {0o600}


def test_a_store_ahead_of_its_anchor_is_what_a_crash_leaves(anchored: Desk, tmp_path: Path) -> None:
    tell(anchored, *["thing-done"] * 3)
    image = take_image(anchored, tmp_path / "image")
    anchored.on_write(anchored.store.close)
    anchored.folder = image
    anchored.open(KEYS)
    assert standing_of(anchored) == AsAnchored(3)


def test_an_older_store_put_back_is_told_with_the_number_of_events(anchored: Desk, tmp_path: Path) -> None:
    anchored.reopen()
    anchored.on_write(anchored.store.close)
    shutil.copy(tmp_path / "store.db", tmp_path / "older")
    anchored.open(KEYS)
    tell(anchored, *["thing-done"] * 7)
    anchored.on_write(anchored.store.close)
    shutil.copy(tmp_path / "older", tmp_path / "store.db")
    for _ in range(2):  # it is told until somebody accepts it
        anchored.open(KEYS)
        assert standing_of(anchored) == RolledBack(7)
        anchored.on_write(anchored.store.close)
    anchored.open(KEYS)
    anchored.on_write(anchored.store.accept_standing)
    assert standing_of(anchored) == AsAnchored()
    assert anchored.sql("SELECT action, detail FROM audit ORDER BY seq DESC LIMIT 1") == [("roll-back-accepted", "7")]
    anchored.reopen()
    assert standing_of(anchored) == AsAnchored(0)


def test_an_older_store_that_was_written_on_is_another_history(anchored: Desk, tmp_path: Path) -> None:
    tell(anchored, "thing-done")
    anchored.on_write(anchored.store.close)
    shutil.copy(tmp_path / "store.db", tmp_path / "older")
    anchored.open(KEYS)
    tell(anchored, "one-thing")
    at = head(anchored).seq
    anchored.on_write(anchored.store.close)
    shutil.copy(tmp_path / "older", tmp_path / "store.db")
    anchored.anchored = False
    anchored.open(KEYS)
    tell(anchored, "another-thing", "more-done")
    anchored.on_write(anchored.store.close)
    anchored.anchored = True
    anchored.open(KEYS)
    assert standing_of(anchored) == Forked(at)


def _spoil_wal(image: Path, how: str) -> None:
    wal = image / "store.db-wal"
    content = bytearray(wal.read_bytes())
    frames = (len(content) - 32) // 4120
    assert frames > 4
    if how == "gone":
        wal.unlink()
        return
    if how == "cut":
        del content[32 + 4120 * (frames // 2) :]
    elif how == "flipped":
        content[32 + 4120 * (frames // 2) + 2000] ^= 0x10
    else:
        content[5] ^= 0x10
    wal.write_bytes(content)


@pytest.mark.parametrize("how", ["gone", "cut", "flipped", "header"])
def test_a_log_that_is_gone_cut_or_changed_is_told(anchored: Desk, tmp_path: Path, how: str) -> None:
    """SQLCipher opens each of these in silence, with fewer notes."""
    ash = anchored.add_client()
    notes = [anchored.sign_note(ash.id, f"note {number}") for number in range(6)]
    assert anchored.on_write(anchored.store.anchor_now)
    image = take_image(anchored, tmp_path / "image")
    anchored.on_write(anchored.store.close)
    _spoil_wal(image, how)
    anchored.folder = image
    anchored.open(KEYS)
    lines = len(anchored.timeline(ash.id)) if anchored.ask(lambda views: views.client_count("")) else 0
    assert lines < len(notes)
    standing = anchored.store.standing
    assert isinstance(standing, RolledBack)
    assert standing.events >= len(notes) - lines


def test_a_missing_anchor_is_told_and_the_first_time_is_told_apart(anchored: Desk, tmp_path: Path) -> None:
    anchored.on_write(anchored.store.close)
    for name in NAMES:
        (tmp_path / name).unlink()
    anchored.open(KEYS)
    assert standing_of(anchored) == NotAnchored(first=False)
    anchored.reopen()
    assert standing_of(anchored) == NotAnchored(first=False)
    anchored.on_write(anchored.store.accept_standing)
    anchored.reopen()
    assert standing_of(anchored) == AsAnchored(0)


def test_a_store_of_before_is_anchored_once_somebody_says_so(desk: Desk) -> None:
    assert standing_of(desk) is None
    desk.anchored = True
    desk.reopen()
    assert standing_of(desk) == NotAnchored(first=True)
    desk.on_write(desk.store.accept_standing)
    desk.reopen()
    assert standing_of(desk) == AsAnchored(0)
    for name in NAMES:
        (desk.folder / name).unlink()
    desk.reopen()  # closing writes it again, because all was well
    assert standing_of(desk) == AsAnchored(0)


def test_one_damaged_copy_is_enough_and_two_are_told(anchored: Desk, tmp_path: Path) -> None:
    anchored.on_write(anchored.store.close)
    whole = {name: (tmp_path / name).read_bytes() for name in NAMES}
    for name in NAMES:
        for place in range(len(whole[name])):
            changed = bytearray(whole[name])
            changed[place] ^= 1 << place % 8
            (tmp_path / name).write_bytes(changed)
            assert head_file(tmp_path).read().state is AnchorState.WHOLE
        (tmp_path / name).write_bytes(whole[name])
    for spoilt in (b"", b"x", whole[NAMES[0]][:-1], whole[NAMES[0]].replace(b'"seq":', b'"seq":1')):
        for name in NAMES:
            (tmp_path / name).write_bytes(spoilt)
        assert head_file(tmp_path).read() == AnchorFound(AnchorState.DAMAGED)
    anchored.open(KEYS)
    assert standing_of(anchored) == AnchorUnreadable()


def test_a_head_of_another_desk_or_key_is_none(tmp_path: Path) -> None:
    made = AuditHead(3, "ab" * 32)
    head_file(tmp_path).write(made)
    assert head_file(tmp_path).read().head == made
    assert head_file(tmp_path, OTHER_KEYS).read().state is AnchorState.DAMAGED
    assert HeadFile(tmp_path, KEYS.anchor, "another-desk").read().state is AnchorState.DAMAGED


def test_it_follows_by_lines_by_time_and_at_once_after_what_leaves(anchored: Desk) -> None:
    start = remembered(anchored)
    tell(anchored, *["thing-done"] * 99)
    assert remembered(anchored) == start
    tell(anchored, "thing-done")
    assert remembered(anchored) == head(anchored)
    tell(anchored, "thing-done")
    before = remembered(anchored)
    assert before != head(anchored)
    tell(anchored, "export-intended")
    assert remembered(anchored) == head(anchored)
    tell(anchored, "thing-done")
    for minutes in (1, -30):  # a clock set back counts as time gone by
        anchored.clock.minutes += minutes
        tell(anchored, "thing-done")
        assert remembered(anchored) == head(anchored)


class FullDisk:
    """An anchor on a disk that is full until told otherwise."""

    def __init__(self) -> None:
        self.full = True
        self.written: list[AuditHead] = []

    def write(self, head: AuditHead) -> None:
        if self.full:
            raise DiskFull
        self.written.append(head)

    def read(self) -> AnchorFound:
        return AnchorFound(AnchorState.MISSING)


def test_a_full_disk_never_fails_what_was_committed_and_is_tried_again() -> None:
    anchor = FullDisk()
    keeper = AnchorKeeper(anchor, HandClock())
    keeper.told(AuditHead(1, "a"), frozenset({"thing-done"}))
    assert keeper.failed
    anchor.full = False
    keeper.told(AuditHead(2, "b"), frozenset({"thing-done"}))
    assert (keeper.failed, anchor.written) == (False, [AuditHead(2, "b")])


def test_nothing_is_older_than_nothing() -> None:
    nothing = AnchorFound(AnchorState.WHOLE, AuditHead(0, "0" * 64))
    assert judge(nothing, AuditHead(0, "0" * 64), None, anchored_before=True) == AsAnchored(0)
