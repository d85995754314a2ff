"""Gives a closed store new keys, page by page and all or nothing, and takes along what is sealed beside it."""

from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine

from wellbeingdesk.domain.anchor import AnchorState, AuditHead
from wellbeingdesk.domain.worldly import DiskFull, StoreDamaged, StoreMissing
from wellbeingdesk.store import audit, desk, disposal
from wellbeingdesk.store.anchor import HeadFile
from wellbeingdesk.store.cleaning import tidy
from wellbeingdesk.store.disposal_register import Register
from wellbeingdesk.store.engine import Role, connect, key_pragma, make_engine
from wellbeingdesk.store.transaction import Transaction
from wellbeingdesk.store.troubles import told_as, troubles_told
from wellbeingdesk.usecases.ports import Clock
from wellbeingdesk.usecases.rows import AuditEntry
from wellbeingdesk.usecases.ways import DeskKeys

_STORE = "store.db"


def store_takes(folder: Path, keys: DeskKeys) -> bool:
    """Whether the store, as it lies there, opens with these keys. Raises StoreMissing, CannotWrite, DiskFull."""
    path = folder / _STORE
    if not path.exists():
        raise StoreMissing
    try:
        connect(path, keys.store, Role.WRITES).close()
    except (driver.Error, MemoryError) as error:
        trouble = told_as(error)
        if isinstance(trouble, StoreDamaged):
            return False
        if trouble is None:
            raise
        raise trouble from error
    return True


def rekey_store(folder: Path, old: DeskKeys, new: DeskKeys, clock: Clock) -> None:
    """On the writing thread, with the store closed. Killed at any moment, it opens with the old keys or the new ones.

    One copy of the anchor and of the register is sealed with the new keys before, the other after, so that whichever
    keys the store has, there is one to go with them. Raises DiskFull, CannotWrite, StoreDamaged.
    """
    engine = make_engine(folder / _STORE, old.store, Role.WRITES)
    try:
        head, desk_id = _noted(engine, old, clock)
        heads = [HeadFile(folder, keys.anchor, desk_id) for keys in (old, new)]
        registers = [Register(folder, keys.anchor, desk_id) for keys in (old, new)]
        anchored = heads[0].read().state is not AnchorState.MISSING
        with engine.connect() as connection, connection.begin():
            orders = disposal.orders(connection)
        if anchored:
            heads[0].write(head)
            heads[1].write_twin(head)
        registers[1].add_twin(orders)
        tidy(engine)
    finally:
        engine.dispose()
    _rekey(folder / _STORE, old, new)
    if anchored:
        heads[1].write(head)
    registers[1].add(orders)


def _noted(engine: Engine, old: DeskKeys, clock: Clock) -> tuple[AuditHead, str]:
    """The last line under the old key says so, and the old key is kept to check all lines up to it."""
    with engine.connect() as connection, connection.begin():
        transaction = Transaction(connection)
        desk_id, actor = desk.find_desk_id(connection), desk.find_practitioner(connection).id
        entry = AuditEntry("keys-renewed", "desk", desk_id)
        head = audit.append(transaction, old.audit, clock.now(), actor, entry)
        past = (*audit.past_keys(connection), audit.PastKey(head.seq, old.audit))
        desk.StoredDesk(transaction).save_setting(audit.PAST_KEYS, audit.past_keys_text(past))
        connection.commit()
    return head, desk_id


def _rekey(path: Path, old: DeskKeys, new: DeskKeys) -> None:
    """The new pages stand in the log like any transaction: all of them count, or none does.

    On a full disk it answers "ok" all the same, and its connection may still carry on with it later: it is closed at
    once, and what lies there afterwards is what counts.
    """
    unlock = key_pragma(new.store.hex()).replace("PRAGMA key=", "PRAGMA rekey=")
    with troubles_told():
        connection = connect(path, old.store, Role.WRITES)
        try:
            connection.execute(unlock).fetchall()
        finally:
            connection.close()
    if not store_takes(path.parent, new):
        raise DiskFull
