"""What of a store's rows can be read and is what was signed, one by one where a page between them is damaged."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Engine, Row, text

from wellbeingdesk.domain.store_check import StillReadable
from wellbeingdesk.domain.worldly import StoreDamaged
from wellbeingdesk.store import audit
from wellbeingdesk.store.engine import demand_sound, reading
from wellbeingdesk.store.sealed import statement_digest

Tell = Callable[[int, int], None]
_BATCH = 200
# Tables of what people wrote, each with the column that names a row outside (empty: there is only one row).
_TABLES = {
    "client": "id", "person_not_to_tell": "id", "emergency_contact": "id", "appointment": "id", "draft": "id",
    "draft_refused": "id", "consent": "id", "decision": "id", "mark": "id", "reminder": "id", "colleague": "id",
    "review": "id", "disposal_order": "id", "definition": "sha256", "setting": "key", "meta": "",
    "practitioner": "", "identity": "", "service_setup": "", "safety_plan": "client_no",
    "consent_withdrawal": "consent_no",
}  # fmt: skip


def _ask(engine: Engine, sql: str, **values: Any) -> list[Row[Any]]:
    """Raises StoreDamaged; the next question then has a new connection."""
    with reading(engine) as connection:
        return list(connection.execute(text(sql), values).all())


def _demand_sound(engine: Engine) -> None:
    """Raises StoreDamaged where what was read last is not what it should be because its page is damaged."""
    with engine.connect() as connection:
        demand_sound(connection, suspect=True)


def _batches(items: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]


class RecordCheck:
    """Every signed record: there, readable, and the one whose digest the audit tells of."""

    def __init__(self, engine: Engine, tell: Tell) -> None:
        self._engine = engine
        self._tell = tell
        self.readable = 0
        self.complete = True
        self.unreadable: list[str] = []
        self.changed: list[str] = []
        self.gone: list[str] = []

    def run(self) -> None:
        told = self._told()
        try:
            lines = _ask(self._engine, "SELECT row, id, statement_sha256 FROM sealed_record ORDER BY row")
        except StoreDamaged:
            lines = self._lines_by_id(told)
        self._tell(0, len(lines))
        done = 0
        for batch in _batches(lines):
            self._check(batch)
            done += len(batch)
            self._tell(done, len(lines))
        self._compare(told, {line.id: line.statement_sha256 for line in lines})

    def _told(self) -> dict[str, str]:
        try:
            with reading(self._engine) as connection:
                return audit.signed_digests(connection)
        except StoreDamaged:
            return {}

    def _lines_by_id(self, told: Iterable[str]) -> list[Row[Any]]:
        """The list itself is damaged: ask for each record that the audit knows."""
        self.complete = False
        found = []
        for record_id in told:
            try:
                found += _ask(
                    self._engine, "SELECT row, id, statement_sha256 FROM sealed_record WHERE id = :id", id=record_id
                )
            except StoreDamaged:
                self.unreadable.append(record_id)
        return found

    def _check(self, batch: list[Row[Any]]) -> None:
        first, last = batch[0].row, batch[-1].row
        sql = "SELECT row, document, document_sha256 FROM sealed_document WHERE row BETWEEN :first AND :last"
        try:
            documents = {row.row: row for row in _ask(self._engine, sql, first=first, last=last)}
        except StoreDamaged:
            documents = {}
        if all(line.row in documents and _is_what_was_signed(documents[line.row], line) for line in batch):
            self.readable += len(batch)
            return
        for line in batch:
            self._check_one(line)

    def _check_one(self, line: Row[Any]) -> None:
        sql = "SELECT document, document_sha256 FROM sealed_document WHERE row = :row"
        try:
            documents = _ask(self._engine, sql, row=line.row)
            if not documents:
                self.gone.append(line.id)
            elif _is_what_was_signed(documents[0], line):
                self.readable += 1
            else:
                _demand_sound(self._engine)
                self.changed.append(line.id)
        except StoreDamaged:
            self.unreadable.append(line.id)

    def _compare(self, told: dict[str, str], here: dict[str, str]) -> None:
        known = {*self.unreadable, *self.changed, *self.gone}
        for record_id, digest in told.items():
            if record_id in known:
                continue
            if record_id not in here:
                self.gone.append(record_id)
            elif here[record_id] != digest:
                self.changed.append(record_id)


def _is_what_was_signed(document: Row[Any], line: Row[Any]) -> bool:
    content = bytes(document.document)
    if hashlib.sha256(content).hexdigest() != document.document_sha256:
        return False
    return statement_digest(content) == str(line.statement_sha256)


class FileCheck:
    """Every finished PDF, of this desk and of colleagues, against its digest; ids are those of their records."""

    _FILES = (
        ("record_file", "sealed_record AS r ON r.row = f.row"),
        ("review_file", "review AS r ON r.no = f.review_no"),
    )

    def __init__(self, engine: Engine, tell: Tell) -> None:
        self._engine = engine
        self._tell = tell
        self.readable = 0
        self.complete = True
        self.unreadable: list[str] = []
        self.changed: list[str] = []

    def run(self) -> None:
        for table, of in self._FILES:
            try:
                files = _ask(self._engine, f"SELECT f.no, r.id FROM {table} AS f JOIN {of}")  # noqa: S608 - fixed words
            except StoreDamaged:
                self.complete = False
                continue
            self._check(table, files)

    def _check(self, table: str, files: list[Row[Any]]) -> None:
        sql = f"SELECT content, sha256 FROM {table} WHERE no = :no"  # noqa: S608 - fixed words
        for done, file in enumerate(files):
            self._tell(done, len(files))
            try:
                kept = _ask(self._engine, sql, no=file.no)
                if kept and hashlib.sha256(bytes(kept[0].content)).hexdigest() == kept[0].sha256:
                    self.readable += 1
                    continue
                _demand_sound(self._engine)
                self.changed.append(file.id)
            except StoreDamaged:
                self.unreadable.append(file.id)


def readable_rows(engine: Engine, *, singly: bool) -> list[StillReadable]:
    """How many rows of every other table can be read; `singly` names those that cannot."""
    return [_table(engine, table, key, singly) for table, key in _TABLES.items()]


def _table(engine: Engine, table: str, key: str, singly: bool) -> StillReadable:
    try:
        if not singly:
            return StillReadable(table, int(_ask(engine, f"SELECT count(*) FROM {table}")[0][0]))  # noqa: S608 - fixed
        return StillReadable(table, _read_through(engine, table))
    except StoreDamaged:
        return _row_by_row(engine, table, key)


def _read_through(engine: Engine, table: str) -> int:
    """Every column of every row, a page of an answer at a time."""
    with reading(engine) as connection:
        return sum(1 for _ in _rows(connection, table))


def _rows(connection: Connection, table: str) -> Iterator[Row[Any]]:
    yield from connection.execution_options(yield_per=100).exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608 - fixed


def _row_by_row(engine: Engine, table: str, key: str) -> StillReadable:
    if not key:
        return StillReadable(table, 0, complete=False)
    try:
        names = [row[0] for row in _ask(engine, f'SELECT "{key}" FROM {table} ORDER BY "{key}"')]  # noqa: S608 - fixed
    except StoreDamaged:
        return StillReadable(table, 0, complete=False)
    readable, unreadable = 0, []
    for name in names:
        try:
            readable += len(_ask(engine, f'SELECT * FROM {table} WHERE "{key}" = :name', name=name))  # noqa: S608 - fixed
        except StoreDamaged:
            unreadable.append(str(name))
    return StillReadable(table, readable, tuple(unreadable))
