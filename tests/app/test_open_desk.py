"""What opening a desk finds out about the time when it was closed, and tells its audit."""

import shutil
from pathlib import Path

import pytest

from tests.helpers.desks import PASSPHRASE, make_desk, on_store, reopen, weak_house
from tests.store.test_migrations import NEXT, _package
from wellbeingdesk.app.desk import OpenDesk, folder_of, unlock_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.app.restoring import restore_desk
from wellbeingdesk.domain.anchor import AsAnchored, RolledBack
from wellbeingdesk.domain.worldly import TooSoon, WrongPassphrase
from wellbeingdesk.store import migrating
from wellbeingdesk.usecases import clients


def test_failed_attempts_are_slowed_and_stand_in_the_audit_of_the_next_unlock(house: House) -> None:
    desk = make_desk(house)
    desk.close()
    desk_id = desk.ports.session.desk_id
    for _ in range(5):
        with pytest.raises(WrongPassphrase):
            unlock_desk(house, desk_id, "not this one at all")
    with pytest.raises(TooSoon):
        unlock_desk(house, desk_id, PASSPHRASE)
    _age(folder_of(house, desk_id) / "attempts.json")
    again = unlock_desk(house, desk_id, PASSPHRASE)
    lines = [line for line in _audited(again) if line[0] == "unlock-failed"]
    again.close()
    assert [detail.split()[0] for _, detail in lines] == ["5"]


def test_a_store_that_is_put_back_older_is_found_when_it_opens(house: House, tmp_path: Path) -> None:
    desk = make_desk(house)
    folder = folder_of(house, desk.ports.session.desk_id)
    desk = reopen(house, desk)
    desk.close()
    shutil.copy(folder / "store.db", tmp_path / "older.db")
    desk = unlock_desk(house, desk.ports.session.desk_id, PASSPHRASE)
    on_store(desk, clients.add_client, name_used="Made-up Client")
    desk = reopen(house, desk)
    assert desk.ports.store.standing == AsAnchored()
    desk.close()
    shutil.copy(tmp_path / "older.db", folder / "store.db")
    desk = unlock_desk(house, desk.ports.session.desk_id, PASSPHRASE)
    found = desk.ports.store.standing
    desk.close()
    assert isinstance(found, RolledBack)


def test_a_copy_from_before_a_migration_stays_until_the_next_good_unlock_and_opens_by_itself(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(house)
    on_store(desk, clients.add_client, name_used="Made-up Client")
    desk.close()
    folder, desk_id = folder_of(house, desk.ports.session.desk_id), desk.ports.session.desk_id
    scripts = tmp_path / "migrations"
    shutil.copytree(_package() / "store" / "migrations", scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "0003_next.py").write_text(NEXT.format(then="pass"), encoding="utf-8")
    with monkeypatch.context() as later:
        later.setattr(migrating, "_LOCATION", str(scripts))
        later.setattr(migrating, "HEAD", "0003")
        desk = unlock_desk(house, desk_id, PASSPHRASE)
        assert desk.ports.store.migrated
        desk.close()
        (copy,) = folder.glob("*.wbdbackup")
        shutil.copy(copy, tmp_path / "kept.wbdbackup")
        desk = unlock_desk(house, desk_id, PASSPHRASE)
        assert not desk.ports.store.migrated
        desk.close()
        assert not list(folder.glob("*.wbdbackup"))
    elsewhere = weak_house(tmp_path / "elsewhere")
    restored = restore_desk(elsewhere, str(tmp_path / "kept.wbdbackup"), None, PASSPHRASE)
    names = restored.threads.reader.submit(lambda: restored.ports.views.client_lines("", 0, 9)).result()
    revision = restored.threads.reader.submit(restored.ports.views.schema_revision).result()
    restored.close()
    assert ([line.name_used for line in names], revision) == (["Made-up Client"], "0002")


def _age(attempts: Path) -> None:
    """As if an hour had passed."""
    attempts.write_text('{"count":5,"last":"2020-01-01T00:00:00.000+00:00"}\n')


def _audited(desk: OpenDesk) -> list[tuple[str, str]]:
    def read() -> list[tuple[str, str]]:
        with desk.store._reader.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql("SELECT action, detail FROM audit ORDER BY seq")]

    return desk.threads.reader.submit(read).result()
