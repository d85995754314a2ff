"""New keys for a store: the data, the audit's chain and what is sealed beside the store go with them."""

from pathlib import Path

import pytest

from tests.store.made_up import DESK_ID, KEYS, OTHER_KEYS, Desk, open_desk
from tests.store.test_disposal import dispose, order
from wellbeingdesk.domain.anchor import AnchorUnreadable, AsAnchored
from wellbeingdesk.domain.worldly import StoreDamaged, StoreMissing
from wellbeingdesk.store.disposal_register import NAMES, Register
from wellbeingdesk.store.rekeying import rekey_store, store_takes
from wellbeingdesk.usecases.ways import DeskKeys

THIRD = DeskKeys(store=b"\x77" * 32, audit=b"\x88" * 32, anchor=b"\x99" * 32)


def rekey(desk: Desk, old: DeskKeys, new: DeskKeys) -> None:
    desk.on_write(desk.store.close)
    desk.on_write(lambda: rekey_store(desk.folder, old, new, desk.clock))
    desk.open(new)


def takes(desk: Desk, keys: DeskKeys) -> bool:
    return desk.on_write(lambda: store_takes(desk.folder, keys))


def test_everything_goes_with_the_new_keys(tmp_path: Path) -> None:
    with open_desk(tmp_path, anchored=True) as desk:
        ash, kim = desk.add_client("Ash"), desk.add_client("Kim")
        note = desk.sign_note(ash.id, "by the river")
        dispose(desk, order(kim.id))
        desk.on_write(desk.store.finish_disposals)
        for old, new in ((KEYS, OTHER_KEYS), (OTHER_KEYS, THIRD)):
            rekey(desk, old, new)
            assert (takes(desk, old), takes(desk, new)) == (False, True)
            assert desk.store.standing == AsAnchored(0)
            assert (desk.store.register_damaged, desk.store.came_back) == (False, ())
            assert Register(tmp_path, new.anchor, DESK_ID).read() == (order(kim.id),)
            desk.sign_note(ash.id, "by the lake")
        assert desk.record(note.record.draft.record_id) == note
        assert len(desk.search("river")) == 1
        assert desk.on_read(desk.store.verify_audit).broken_at == 0
        assert desk.on_read(desk.store.verify_audit).lines == desk.on_write(desk.store.audit_head).seq
        assert desk.on_read(desk.store.examine_all).whole


def test_a_chain_cannot_be_written_anew_with_a_key_of_before(desk: Desk) -> None:
    desk.add_client("Ash")
    rekey(desk, KEYS, OTHER_KEYS)
    desk.add_client("Kim")
    last = desk.on_write(desk.store.audit_head).seq
    desk.sql("DROP TRIGGER audit_stays")
    for seq in (2, last):
        (kept,) = desk.sql("SELECT detail FROM audit WHERE seq = ?", seq)[0]
        desk.sql("UPDATE audit SET detail = 'x' WHERE seq = ?", seq)
        assert desk.on_read(desk.store.verify_audit).broken_at == seq
        desk.sql("UPDATE audit SET detail = ? WHERE seq = ?", kept, seq)
    assert desk.on_read(desk.store.verify_audit).broken_at == 0


def test_killed_between_the_two_one_copy_goes_with_either(tmp_path: Path) -> None:
    """As it lies after the store's pages were changed and before the second copies were written."""
    with open_desk(tmp_path, anchored=True) as desk:
        dispose(desk, order(desk.add_client().id))
        desk.on_write(desk.store.finish_disposals)
        desk.on_write(desk.store.close)
        before = {name: (tmp_path / name).read_bytes() for name in ("store.head", NAMES[0])}
        desk.on_write(lambda: rekey_store(tmp_path, KEYS, OTHER_KEYS, desk.clock))
        for name, content in before.items():
            (tmp_path / name).write_bytes(content)
        desk.open(OTHER_KEYS)
        assert (desk.store.standing, desk.store.register_damaged) == (AsAnchored(0), False)
        assert desk.store.came_back == ()
        desk.on_write(desk.store.close)
        (tmp_path / "store.head").write_bytes(before["store.head"])
        (tmp_path / "store.head.bak").write_bytes(before["store.head"])
        desk.open(OTHER_KEYS)
        assert desk.store.standing == AnchorUnreadable()


def test_a_store_that_is_not_there_takes_no_keys(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreMissing):
        desk.on_write(lambda: store_takes(tmp_path / "empty", KEYS))
    with pytest.raises(StoreDamaged):
        desk.on_write(lambda: rekey_store(tmp_path, OTHER_KEYS, KEYS, desk.clock))
    assert takes(desk, KEYS)
