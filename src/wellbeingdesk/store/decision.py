"""Decisions of this desk, and colleagues' decisions that came here to be countersigned, in the store."""

from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from wellbeingdesk.domain.decision import Decision, DecisionState, Review
from wellbeingdesk.store import schema, schema_sealed
from wellbeingdesk.store.bugs import NotKept
from wellbeingdesk.store.client import client_number
from wellbeingdesk.store.columns import Row, moment, moment_or_none, moment_values
from wellbeingdesk.store.record import checked_file
from wellbeingdesk.store.transaction import Transaction, number_of
from wellbeingdesk.usecases.rows import DecisionLine, ReviewLine

_table = schema_sealed.decision
_review = schema_sealed.review
_file = schema_sealed.review_file
_client = schema.client
_colleague = schema.colleague


class StoredDecisions:
    """Decisions and reviews being written."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    def add(self, decision: Decision) -> None:
        """A signed decision; its record must be kept in the same transaction or before."""
        self._tx.write(
            insert(_table).values(
                id=decision.id,
                client_no=client_number(self._tx.connection, decision.client_id),
                form_id=decision.form_id,
                form_version=decision.form_version,
                record_sha256=decision.record_sha256,
                **moment_values("signed", decision.signed_at),
                **_standing(decision),
            )
        )

    def get(self, decision_id: str) -> Decision:
        """Raises NotKept."""
        return find_decision(self._tx.connection, decision_id)

    def save(self, decision: Decision) -> None:
        """Where it stands with the colleague; what was signed is left alone. Raises NotKept."""
        if not self._tx.write(update(_table).where(_table.c.id == decision.id).values(**_standing(decision))):
            raise NotKept(_table.name)

    def add_review(self, review: Review) -> None:
        """A colleague's decision, received."""
        self._tx.write(
            insert(_review).values(
                id=review.id,
                record_sha256=review.record_sha256,
                author_id=review.author_id,
                answer=review.answer,
                **moment_values("received", review.received_at),
                **moment_values("answered", review.answered_at),
            )
        )

    def review(self, record_id: str) -> Review | None:
        """By the record's id."""
        row = self._tx.first(select(_review).where(_review.c.id == record_id))
        return None if row is None else _review_from(row)

    def save_review(self, review: Review) -> None:
        """The answer given. Raises NotKept."""
        changed = self._tx.write(
            update(_review)
            .where(_review.c.id == review.id)
            .values(answer=review.answer, **moment_values("answered", review.answered_at))
        )
        if not changed:
            raise NotKept(_review.name)

    def keep_review_file(self, record_id: str, stage: str, sha256: str, content: bytes) -> None:
        """The very same file again changes nothing."""
        review_no = number_of(self._tx.connection, _review, record_id)
        same = (_file.c.review_no == review_no, _file.c.stage == stage, _file.c.sha256 == sha256)
        if self._tx.first(select(_file.c.no).where(*same)) is None:
            self._tx.write(insert(_file).values(review_no=review_no, stage=stage, sha256=sha256, content=content))

    def review_file(self, record_id: str, stage: str) -> bytes | None:
        """Raises StoreDamaged."""
        return find_review_file(self._tx.connection, record_id, stage)


def find_review_file(connection: Connection, record_id: str, stage: str) -> bytes | None:
    """A colleague's PDF as it came, or as answered here. Raises StoreDamaged."""
    statement = (
        select(_file.c.content, _file.c.sha256)
        .join(_review, _review.c.no == _file.c.review_no)
        .where(_review.c.id == record_id, _file.c.stage == stage)
        .order_by(_file.c.no)
    )
    return checked_file(connection.execute(statement).mappings().first())


def _lines() -> Select[Any]:
    return (
        select(
            *_table.c,
            _client.c.id.label("of_client"),
            _client.c.name_used,
            _colleague.c.name.label("colleague_name"),
        )
        .join(_client, _client.c.no == _table.c.client_no)
        .outerjoin(_colleague, _colleague.c.id == _table.c.second_signer)
    )


def find_decision(connection: Connection, decision_id: str) -> Decision:
    """Raises NotKept."""
    row = connection.execute(_lines().where(_table.c.id == decision_id)).mappings().first()
    if row is None:
        raise NotKept(_table.name)
    return _decision(row)


def decisions(connection: Connection, client_id: str) -> tuple[DecisionLine, ...]:
    """Newest first, of one client or of all."""
    statement = _lines()
    if client_id:
        statement = statement.where(_table.c.client_no == client_number(connection, client_id))
    rows = connection.execute(statement.order_by(_table.c.signed_utc.desc(), _table.c.no.desc())).mappings()
    return tuple(DecisionLine(_decision(row), row["name_used"], row["colleague_name"] or "") for row in rows)


def reviews(connection: Connection) -> tuple[ReviewLine, ...]:
    """Newest first."""
    statement = (
        select(*_review.c, _colleague.c.name.label("author_name"))
        .outerjoin(_colleague, _colleague.c.id == _review.c.author_id)
        .order_by(_review.c.received_utc.desc(), _review.c.no.desc())
    )
    rows = connection.execute(statement).mappings()
    return tuple(ReviewLine(_review_from(row), row["author_name"] or "") for row in rows)


def find_review(connection: Connection, record_id: str) -> Review:
    """Raises NotKept."""
    row = connection.execute(select(_review).where(_review.c.id == record_id)).mappings().first()
    if row is None:
        raise NotKept(_review.name)
    return _review_from(row)


def _standing(decision: Decision) -> dict[str, Any]:
    return {
        "state": decision.state.value,
        "second_signer": decision.second_signer,
        "capacity": decision.capacity,
        **moment_values("sent", decision.sent_at),
        **moment_values("answered", decision.answered_at),
    }


def _decision(row: Row) -> Decision:
    return Decision(
        id=row["id"],
        client_id=row["of_client"],
        form_id=row["form_id"],
        form_version=row["form_version"],
        state=DecisionState(row["state"]),
        record_sha256=row["record_sha256"],
        signed_at=moment(row, "signed"),
        second_signer=row["second_signer"],
        capacity=row["capacity"],
        sent_at=moment_or_none(row, "sent"),
        answered_at=moment_or_none(row, "answered"),
    )


def _review_from(row: Row) -> Review:
    return Review(
        id=row["id"],
        record_sha256=row["record_sha256"],
        author_id=row["author_id"],
        received_at=moment(row, "received"),
        answer=row["answer"],
        answered_at=moment_or_none(row, "answered"),
    )
