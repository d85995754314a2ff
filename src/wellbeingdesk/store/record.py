"""Signed records in the store: the document as it was signed, its searchable text, its files and definitions."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Select, insert, select

from wellbeingdesk.domain.form import Answers
from wellbeingdesk.domain.record import DefinitionRef, RecordDraft, RecordKind
from wellbeingdesk.domain.worldly import StoreDamaged
from wellbeingdesk.store import schema, schema_sealed
from wellbeingdesk.store.bugs import NotKept
from wellbeingdesk.store.client import client_number
from wellbeingdesk.store.columns import Row, answers_from, moment, moment_values
from wellbeingdesk.store.sealed import record_from
from wellbeingdesk.store.transaction import Transaction, free_row, free_rows, number_of
from wellbeingdesk.store.words import excerpt_of, words_of
from wellbeingdesk.usecases.rows import SealedRow

_record = schema_sealed.sealed_record
_document = schema_sealed.sealed_document
_file = schema_sealed.record_file
_definition = schema_sealed.definition
_client = schema.client

_KEEP_DOCUMENT, _KEEP_RECORD = insert(_document), insert(_record)
_SEARCHED = {RecordKind.NOTE, RecordKind.ADDENDUM}


class StoredRecords:
    """Signed records being kept."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def add(self, row: SealedRow, appointment_id: str = "") -> None:
        """Document first: the record's line and the search index refer to it."""
        draft, connection = row.record.draft, self._tx.connection
        number = free_row(connection, _document.c.row, draft.event_time)
        client_no = client_number(connection, row.client_id)
        met = number_of(connection, schema.appointment, appointment_id) if appointment_id else None
        place = {"client_no": client_no, "row": number, "appointment_no": met}
        self._tx.write(_KEEP_DOCUMENT, _kept(row, number, client_no))
        self._tx.write(_KEEP_RECORD, {**place, "excerpt": excerpt_of(self._as_written(draft)), **_line(row)})

    def add_all(self, rows: Sequence[SealedRow]) -> None:
        """Oldest first: where a row number falls back, the search index begins a new part."""
        connection = self._tx.connection
        ordered = sorted(rows, key=lambda row: row.record.draft.event_time.utc)
        numbers = free_rows(connection, _document.c.row, [row.record.draft.event_time for row in ordered])
        files = {client_id: client_number(connection, client_id) for client_id in {row.client_id for row in ordered}}
        drafts = set(connection.execute(select(schema.draft.c.id)).scalars())
        documents, lines = [], []
        for row, number in zip(ordered, numbers, strict=True):
            draft, client_no = row.record.draft, files[row.client_id]
            answers = self._as_written(draft) if draft.record_id in drafts else draft.answers
            place = {"client_no": client_no, "row": number, "appointment_no": None}
            documents.append(_kept(row, number, client_no))
            lines.append({**place, "excerpt": excerpt_of(answers), **_line(row)})
        self._tx.write_all(_KEEP_DOCUMENT, documents)
        self._tx.write_all(_KEEP_RECORD, lines)

    def _as_written(self, draft: RecordDraft) -> Answers:
        """A record's answers stand in the order of their names; the draft it came from has them in the form's."""
        kept = self._tx.value(select(schema.draft.c.answers).where(schema.draft.c.id == draft.record_id))
        if kept is None:
            return draft.answers
        return {field: draft.answers[field] for field in answers_from(kept) if field in draft.answers}

    def get(self, record_id: str) -> SealedRow:
        """Raises NotKept, StoreDamaged."""
        return find_record(self._tx.connection, record_id)

    def exists(self, record_id: str) -> bool:
        """Whether it is here."""
        return self._tx.first(select(_record.c.row).where(_record.c.id == record_id)) is not None

    def keep_definition(self, ref: DefinitionRef, kind: str, source: bytes) -> None:
        """By digest, once."""
        if find_definition(self._tx.connection, ref.sha256) is None:
            self._tx.write(
                insert(_definition).values(sha256=ref.sha256, id=ref.id, version=ref.version, kind=kind, source=source)
            )

    def definition(self, sha256: str) -> bytes | None:
        """A definition's file."""
        return find_definition(self._tx.connection, sha256)

    def keep_file(self, record_id: str, stage: str, sha256: str, content: bytes) -> None:
        """The very same file again changes nothing; only conflicts may be several."""
        row = self._tx.value(select(_record.c.row).where(_record.c.id == record_id))
        if row is None:
            raise NotKept(_record.name)
        same = (_file.c.row == row, _file.c.stage == stage, _file.c.sha256 == sha256)
        if self._tx.first(select(_file.c.no).where(*same)) is None:
            self._tx.write(insert(_file).values(row=row, stage=stage, sha256=sha256, content=content))

    def file(self, record_id: str, stage: str) -> bytes | None:
        """Raises StoreDamaged."""
        return find_file(self._tx.connection, record_id, stage)


def _kept(row: SealedRow, number: int, client_no: int) -> dict[str, Any]:
    draft, document = row.record.draft, row.record.document
    return {
        "row": number,
        "client_no": client_no,
        "words": words_of(draft.answers) if draft.kind in _SEARCHED else "",
        "document_sha256": sha256(document).hexdigest(),
        "document": document,
    }


def _line(row: SealedRow) -> dict[str, Any]:
    draft = row.record.draft
    follows = draft.predecessor
    return {
        "id": draft.record_id,
        "kind": draft.kind.value,
        "form_id": draft.form.id,
        "form_version": draft.form.version,
        "statement_sha256": row.record.statement_sha256,
        "follows_relation": None if follows is None else follows.relation.value,
        "follows_id": "" if follows is None else follows.record_id,
        "follows_sha256": "" if follows is None else follows.sha256,
        **moment_values("event", draft.event_time),
        **moment_values("written", draft.written_time),
        **moment_values("signed", row.signed_at),
    }


def _rows() -> Select[Any]:
    return (
        select(
            _client.c.id.label("of_client"),
            _record.c.statement_sha256,
            _record.c.signed_utc,
            _record.c.signed_zone,
            _record.c.signed_offset,
            _document.c.document,
            _document.c.document_sha256,
        )
        .join(_document, _document.c.row == _record.c.row)
        .join(_client, _client.c.no == _record.c.client_no)
    )


def find_record(connection: Connection, record_id: str) -> SealedRow:
    """Raises NotKept, StoreDamaged."""
    row = connection.execute(_rows().where(_record.c.id == record_id)).mappings().first()
    if row is None:
        raise NotKept(_record.name)
    return _sealed(row)


def addenda(connection: Connection, record_id: str) -> tuple[SealedRow, ...]:
    """Oldest first, by when they were signed."""
    statement = (
        _rows()
        .where(
            _record.c.follows_id == record_id,
            _record.c.follows_id != "",
            _record.c.kind == RecordKind.ADDENDUM.value,
        )
        .order_by(_record.c.signed_utc, _record.c.row)
    )
    return tuple(_sealed(row) for row in connection.execute(statement).mappings())


def find_definition(connection: Connection, sha256: str) -> bytes | None:
    """A definition's file."""
    found = connection.execute(select(_definition.c.source).where(_definition.c.sha256 == sha256)).scalar()
    return None if found is None else bytes(found)


def find_file(connection: Connection, record_id: str, stage: str) -> bytes | None:
    """A finished PDF; of several conflicting answers the first."""
    statement = (
        select(_file.c.content, _file.c.sha256)
        .join(_record, _record.c.row == _file.c.row)
        .where(_record.c.id == record_id, _file.c.stage == stage)
        .order_by(_file.c.no)
    )
    return checked_file(connection.execute(statement).mappings().first())


def checked_file(row: Row | None) -> bytes | None:
    """A file as it came. Raises StoreDamaged."""
    if row is None:
        return None
    content = bytes(row["content"])
    if sha256(content).hexdigest() != row["sha256"]:
        raise StoreDamaged(part="file")
    return content


def _sealed(row: Row) -> SealedRow:
    record = record_from(bytes(row["document"]), row["document_sha256"], row["statement_sha256"])
    return SealedRow(record, row["of_client"], moment(row, "signed"))
