"""Makes a store's file: beside its place, complete with its first rows, and only then in that place."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wellbeingdesk.domain.anchor import AuditHead
from wellbeingdesk.domain.policy import ServiceSetup
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.store import audit, backup, desk, migrating
from wellbeingdesk.store.cleaning import tidy
from wellbeingdesk.store.desk import DeskFacts
from wellbeingdesk.store.engine import APPLICATION_ID, Role, make_engine
from wellbeingdesk.store.private_files import make_private_file, sync_folder, writing_failed
from wellbeingdesk.store.transaction import Transaction
from wellbeingdesk.usecases.ports import Anchor, Clock
from wellbeingdesk.usecases.rows import AuditEntry
from wellbeingdesk.usecases.ways import DeskKeys


def fill(
    path: Path,
    keys: DeskKeys,
    clock: Clock,
    practitioner: Practitioner,
    setup: ServiceSetup,
    facts: DeskFacts,
    anchor: Anchor | None,
) -> AuditHead:
    """Schema and first rows in one transaction; gives back the audit's first line."""
    engine = make_engine(path, keys.store, Role.WRITES)
    try:
        with engine.connect() as connection, connection.begin():
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            migrating.upgrade(connection)
            now, transaction = clock.now(), Transaction(connection)
            desk.write_first_rows(transaction, now, practitioner, setup, facts)
            detail = "" if anchor is None else audit.WITH_ANCHOR
            made = AuditEntry("desk-created", "desk", facts.desk_id, detail=detail)
            head = audit.append(transaction, keys.audit, now, practitioner.id, made)
        tidy(engine)
    finally:
        engine.dispose()
    return head


@contextmanager
def whole_or_nothing(folder: Path, name: str) -> Iterator[Path]:
    """A file beside the store's place, which takes that place once it is complete."""
    unfinished = folder / f"{name}.new"
    try:
        backup.remove(unfinished)
        os.close(make_private_file(unfinished))
        yield unfinished
        unfinished.replace(folder / name)
        sync_folder(folder)
    except BaseException as error:
        backup.remove(unfinished)
        if isinstance(error, OSError):
            raise writing_failed(error) from error
        raise
