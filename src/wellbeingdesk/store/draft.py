"""Drafts in the store: saved under their version, and beside them the texts whose save was refused."""

from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select, update

from wellbeingdesk.domain.draft import Draft, DraftIsGone, KeptText
from wellbeingdesk.domain.record import Predecessor, RecordKind, Relation
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.store import schema
from wellbeingdesk.store.bugs import NotKept
from wellbeingdesk.store.client import client_number
from wellbeingdesk.store.columns import Row, answers_from, answers_text, moment, moment_values
from wellbeingdesk.store.transaction import Transaction, free_row
from wellbeingdesk.store.words import excerpt_of
from wellbeingdesk.usecases.rows import DraftLine

_table = schema.draft
_refused = schema.draft_refused
_client = schema.client


class StoredDrafts:
    """Drafts being written."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def add(self, draft: Draft) -> None:
        """Begin one."""
        self._tx.write(
            insert(_table).values(
                id=draft.id,
                row=self._row(draft.event_time),
                version=draft.version,
                excerpt=excerpt_of(draft.answers),
                **self._details(draft),
            )
        )

    def get(self, draft_id: str) -> Draft:
        """Raises DraftIsGone."""
        return find_draft(self._tx.connection, draft_id)

    def save(self, draft: Draft) -> bool:
        """False where another version stands or the draft is gone; the save alone owes no audit entry."""
        kept = self._tx.first(select(_table.c.row, _table.c.version, _table.c.event_utc).where(_table.c.id == draft.id))
        if kept is None or kept["version"] != draft.version:
            return False
        same_time = kept["event_utc"] == draft.event_time.iso()
        self._tx.write(
            update(_table)
            .where(_table.c.id == draft.id)
            .values(
                row=kept["row"] if same_time else self._row(draft.event_time),
                version=draft.version + 1,
                excerpt=excerpt_of(draft.answers),
                **self._details(draft),
            ),
            audited=False,
        )
        return True

    def keep_refused(self, draft: Draft, kept_id: str, at: Instant) -> None:
        """The text that lost, whole, also where its draft is gone."""
        self._tx.write(
            insert(_refused).values(
                id=kept_id,
                draft_id=draft.id,
                version=draft.version,
                **self._details(draft),
                **moment_values("refused", at),
            )
        )

    def drop_refused(self, kept_id: str) -> Draft:
        """Raises DraftIsGone."""
        try:
            kept = find_refused_draft(self._tx.connection, kept_id)
        except NotKept:
            raise DraftIsGone from None
        self._tx.write(delete(_refused).where(_refused.c.id == kept_id))
        return kept

    def remove(self, draft_id: str) -> None:
        """Raises DraftIsGone."""
        if not self._tx.write(delete(_table).where(_table.c.id == draft_id)):
            raise DraftIsGone

    def _row(self, event_time: Instant) -> int:
        return free_row(self._tx.connection, _table.c.row, event_time)

    def _details(self, draft: Draft) -> dict[str, Any]:
        follows = draft.predecessor
        return {
            "client_no": client_number(self._tx.connection, draft.client_id),
            "kind": draft.kind.value,
            "form_id": draft.form_id,
            "form_version": draft.form_version,
            "answers": answers_text(draft.answers),
            "follows_relation": None if follows is None else follows.relation.value,
            "follows_id": "" if follows is None else follows.record_id,
            "follows_sha256": "" if follows is None else follows.sha256,
            "appointment_id": draft.appointment_id,
            "second_signer": draft.second_signer,
            "extra": answers_text(draft.extra),
            **moment_values("event", draft.event_time),
            **moment_values("begun", draft.begun_at),
            **moment_values("saved", draft.saved_at),
        }


def find_draft(connection: Connection, draft_id: str) -> Draft:
    """Raises DraftIsGone."""
    statement = (
        select(_table, _client.c.id.label("of_client"))
        .join(_client, _client.c.no == _table.c.client_no)
        .where(_table.c.id == draft_id)
    )
    row = connection.execute(statement).mappings().first()
    if row is None:
        raise DraftIsGone
    return _draft(row, row["id"])


def find_refused_draft(connection: Connection, kept_id: str) -> Draft:
    """A text whose save was refused, as it would have been saved. Raises NotKept."""
    statement = (
        select(_refused, _client.c.id.label("of_client"))
        .join(_client, _client.c.no == _refused.c.client_no)
        .where(_refused.c.id == kept_id)
    )
    row = connection.execute(statement).mappings().first()
    if row is None:
        raise NotKept(_refused.name)
    return _draft(row, row["draft_id"])


def kept_texts(connection: Connection) -> tuple[KeptText, ...]:
    """Texts whose save was refused, newest first."""
    kept = _refused.c
    statement = (
        select(*kept, _client.c.id.label("of_client"), _client.c.name_used, _table.c.no.label("there"))
        .join(_client, _client.c.no == kept.client_no)
        .outerjoin(_table, _table.c.id == kept.draft_id)
        .order_by(kept.refused_utc.desc(), kept.no.desc())
    )
    return tuple(
        KeptText(
            id=row["id"],
            draft_id=row["draft_id"],
            kind=RecordKind(row["kind"]),
            client_id=row["of_client"],
            client_name=row["name_used"],
            since=moment(row, "refused"),
            draft_there=row["there"] is not None,
        )
        for row in connection.execute(statement).mappings()
    )


def draft_lines(connection: Connection, client_id: str) -> tuple[DraftLine, ...]:
    """Unsigned drafts, newest first, of one client or of all."""
    statement = _lines()
    if client_id:
        statement = statement.where(_table.c.client_no == client_number(connection, client_id))
    rows = connection.execute(statement.order_by(_table.c.row.desc())).mappings()
    return tuple(
        DraftLine(
            id=row["id"],
            kind=RecordKind(row["kind"]),
            client_id=row["of_client"],
            client_name=row["name_used"],
            form_id=row["form_id"],
            saved_at=moment(row, "saved"),
            appointment_id=row["appointment_id"],
        )
        for row in rows
    )


def _lines() -> Select[Any]:
    draft = _table.c
    return select(
        draft.id,
        draft.kind,
        draft.form_id,
        draft.saved_utc,
        draft.saved_zone,
        draft.saved_offset,
        draft.appointment_id,
        _client.c.id.label("of_client"),
        _client.c.name_used,
    ).join(_client, _client.c.no == draft.client_no)


def _draft(row: Row, draft_id: str) -> Draft:
    return Draft(
        id=draft_id,
        kind=RecordKind(row["kind"]),
        client_id=row["of_client"],
        form_id=row["form_id"],
        form_version=row["form_version"],
        answers=answers_from(row["answers"]),
        event_time=moment(row, "event"),
        begun_at=moment(row, "begun"),
        saved_at=moment(row, "saved"),
        version=row["version"],
        predecessor=follows_from(row),
        appointment_id=row["appointment_id"],
        second_signer=row["second_signer"],
        extra=answers_from(row["extra"]),
    )


def follows_from(row: Row) -> Predecessor | None:
    """The record that this one follows."""
    if row["follows_relation"] is None:
        return None
    return Predecessor(Relation(row["follows_relation"]), row["follows_id"], row["follows_sha256"])
