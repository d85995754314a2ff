"""No room left: told as such, nothing half-written, nothing that was saved is lost, and all goes on with room again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.made_up import Desk, draft
from wellbeingdesk.domain.worldly import DiskFull

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(os.name != "posix", reason="a limit on file sizes is set the POSIX way")
def test_a_process_whose_files_may_not_grow(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.full_disk_child", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["made"] == "world.DiskFull"
    assert found["left"] == []
    assert found["told"] == "world.DiskFull"
    assert found["acknowledged"] > 3
    assert found["same"]
    assert found["reopened"] == found["after"] == found["acknowledged"]
    assert found["broken_at"] == 0


def test_a_database_that_may_not_grow(desk: Desk) -> None:
    ash = desk.add_client()
    first = draft(ash.id, "saved before")
    desk.do(lambda uow: uow.drafts.add(first))
    (pages,) = desk.sql("PRAGMA page_count")[0]
    desk.sql(f"PRAGMA max_page_count={pages + 5}")
    second = draft(ash.id, "river " * 90_000)
    with pytest.raises(DiskFull):
        desk.do(lambda uow: uow.drafts.add(second))
    assert [line.id for line in desk.ask(lambda views: views.drafts())] == [first.id]
    desk.sql("PRAGMA max_page_count=1000000")
    desk.do(lambda uow: uow.drafts.add(second))
    assert len(desk.ask(lambda views: views.drafts())) == 2
    assert desk.on_read(desk.store.verify_audit).broken_at == 0
