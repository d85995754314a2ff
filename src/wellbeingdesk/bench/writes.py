"""What is written and what goes through the whole store: one note, a thousand, a backup, a check, the audit."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.bench.bulk import Pattern, Row, audit_row, insert_row, note_rows
from wellbeingdesk.bench.made_up import on_store
from wellbeingdesk.bench.measures import StoreMeasure, in_turns, timed
from wellbeingdesk.bench.twins import CLIENT, NUMBER, Twins, plain_connection
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry, SealedRow

_A_BULK = 1000
_ENTRIES = 1000
_LATER = datetime(2026, 11, 22, 9, tzinfo=UTC)


class NewNotes:
    """Notes after those of the bulk, the same ones for both sides; made before, because making is not measured."""

    def __init__(self, twins: Twins) -> None:
        self._twins = twins
        self._numbers = count(twins.notes)

    def take(self, notes: int) -> tuple[list[dict[str, Row]], list[SealedRow]]:
        """As rows, and as the store takes them."""
        rows, sealed = [], []
        for number in (next(self._numbers) for _ in range(notes)):
            at = _LATER + timedelta(minutes=number - self._twins.notes)
            made = note_rows(self._twins.pattern, number, at, NUMBER, CLIENT)
            rows.append(made)
            sealed.append(self._sealed(made, at))
        return rows, sealed

    def _sealed(self, made: dict[str, Row], at: datetime) -> SealedRow:
        record = self._twins.sealed.record
        line, document = made["sealed_record"], made["sealed_document"]
        moment = Instant(at, "Europe/London", 0)
        draft = replace(record.draft, record_id=line["id"], answers={"narrative": document["words"]}, event_time=moment)
        sealed = replace(record, draft=draft, statement_sha256=line["statement_sha256"], document=document["document"])
        return SealedRow(sealed, CLIENT, moment)


def measure_note(twins: Twins, desk: OpenDesk, notes: NewNotes, runs: int) -> StoreMeasure:
    """A note that was sealed before: indexed, audited and on the disk."""
    return _written(twins, desk, notes, "note", 1, runs)


def measure_bulk(twins: Twins, desk: OpenDesk, notes: NewNotes, runs: int) -> StoreMeasure:
    """A thousand of them in one transaction."""
    return _written(twins, desk, notes, "bulk", min(_A_BULK, twins.notes), runs, aim=1.3)


def _written(
    twins: Twins, desk: OpenDesk, notes: NewNotes, name: str, size: int, runs: int, *, aim: float = 0.0
) -> StoreMeasure:
    connection = plain_connection(twins.plain)

    def ours() -> float:
        _, sealed = notes.take(size)
        return timed(lambda: on_store(desk, lambda ports: keep(ports, sealed)))

    def plain() -> float:
        rows, _ = notes.take(size)
        return timed(lambda: keep_plainly(connection, twins.pattern, rows))

    try:
        first, plain_first = ours(), plain()
        warm, plain_warm = in_turns((ours, plain), runs)
    finally:
        connection.close()
    return StoreMeasure(name, twins.notes, first, warm, warm, plain_first, plain_warm, aim)


def keep(ports: Ports, sealed: Sequence[SealedRow]) -> None:
    """Through the unit of work, as every note goes."""
    with ports.uow() as uow:
        if len(sealed) > 1:
            uow.records.add_all(sealed)
        else:
            uow.records.add(sealed[0])
        for one in sealed:
            draft = one.record.draft
            uow.audit(AuditEntry("note-signed", "note", draft.record_id, one.client_id, one.record.statement_sha256))
        uow.commit()


def keep_plainly(connection: sqlite3.Connection, pattern: Pattern, rows: Sequence[dict[str, Row]]) -> None:
    """The same rows, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    seq, last = connection.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    for row in rows:
        insert_row(connection, "sealed_document", row["sealed_document"])
        insert_row(connection, "sealed_record", {**row["sealed_record"], "appointment_no": None})
        line = audit_row(pattern, row["sealed_record"], seq + 1, last, CLIENT)
        seq, last = line["seq"], line["hash"]
        insert_row(connection, "audit", line)
    connection.execute("COMMIT")


def measure_whole(twins: Twins, desk: OpenDesk, folder: Path) -> Iterator[StoreMeasure]:
    """Once each: a backup against VACUUM INTO and a sync, a check against SQLite's own two."""
    target, copy = folder / "made.wbdbackup", folder / "copy.db"
    connection = plain_connection(twins.plain)
    try:
        ours = _on_long(desk, lambda: desk.store.back_up(target, desk.ports.vault.files()))
        target.unlink()
        plain = timed(lambda: _copied(connection, copy))
        copy.unlink()
        yield StoreMeasure("backup", twins.notes, ours, ours, ours, plain, plain)
        ours = _on_long(desk, desk.store.examine_all)
        plain = timed(lambda: _checked(connection))
        yield StoreMeasure("check", twins.notes, ours, ours, ours, plain, plain)
    finally:
        connection.close()


def measure_audit(twins: Twins, desk: OpenDesk) -> Iterator[StoreMeasure]:
    """One entry among a thousand of a transaction, and walking a million lines, taken from walking those here."""

    def write(ports: Ports) -> None:
        with ports.uow() as uow:
            for _ in range(_ENTRIES):
                uow.audit(AuditEntry("file-opened", "client", CLIENT, CLIENT))
            uow.commit()

    entry = timed(lambda: on_store(desk, write)) / _ENTRIES
    yield StoreMeasure("audit-entry", twins.notes, entry, entry, entry, 0, 0)
    walked: list[int] = []
    taken = timed(lambda: walked.append(desk.threads.reader.submit(lambda: desk.store.verify_audit().lines).result()))
    if walked[0] < twins.notes:
        raise AssertionError("the audit's chain does not hold")
    million = taken / walked[0] * 1_000_000
    yield StoreMeasure("audit-million", walked[0], million, million, million, 0, 0)


def _on_long(desk: OpenDesk, work: Callable[[], Any]) -> float:
    return timed(lambda: desk.threads.long.submit(work).result())


def _copied(connection: sqlite3.Connection, copy: Path) -> None:
    connection.execute("VACUUM INTO ?", (str(copy),))
    descriptor = os.open(copy, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _checked(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise AssertionError("plain SQLite found a fault")
    connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
