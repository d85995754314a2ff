"""What the database itself refuses, and the search index: the one source of every trigger."""

from collections.abc import Iterator

from sqlalchemy import Connection

SEARCH = """
CREATE VIRTUAL TABLE IF NOT EXISTS search
USING fts5(words, content='sealed_document', content_rowid='row', tokenize='unicode61 remove_diacritics 2')
"""

_INDEXED = {
    "search_takes_in": (
        "AFTER INSERT ON sealed_document",
        "INSERT INTO search (rowid, words) VALUES (NEW.row, NEW.words)",
    ),
    "search_lets_go": (
        "AFTER DELETE ON sealed_document",
        "INSERT INTO search (search, rowid, words) VALUES ('delete', OLD.row, OLD.words)",
    ),
}

_NEVER_CHANGED = (
    "sealed_document", "sealed_record", "record_file", "definition", "consent", "consent_withdrawal", "mark",
    "review_file", "audit",
)  # fmt: skip
_ONLY_THE_REST_CHANGES = {
    "decision": "no, id, client_no, form_id, form_version, record_sha256, signed_utc, signed_zone, signed_offset",
    "review": "no, id, record_sha256, author_id, received_utc, received_zone, received_offset",
}
_NEVER_DELETED = ("definition", "review", "review_file", "audit", "disposal_order")

# How a trigger finds the client of a row that is about to go.
_CLIENT_OF = {
    "sealed_document": "OLD.client_no",
    "sealed_record": "OLD.client_no",
    "consent": "OLD.client_no",
    "decision": "OLD.client_no",
    "record_file": "(SELECT client_no FROM sealed_document WHERE row = OLD.row)",
    "mark": "(SELECT client_no FROM sealed_document WHERE row = OLD.row)",
    "consent_withdrawal": "(SELECT client_no FROM consent WHERE no = OLD.consent_no)",
}

_ORDER_STANDS = "EXISTS (SELECT 1 FROM disposal_order WHERE client_no = {client} AND standing IS NOT NULL)"

_SPENDING = (
    "OLD.standing IS NOT NULL AND NEW.standing IS NULL AND NEW.no = OLD.no AND NEW.id = OLD.id"
    " AND NEW.client_no = OLD.client_no AND NEW.client_id = OLD.client_id AND NEW.ordered_by = OLD.ordered_by"
    " AND NEW.grounds = OLD.grounds AND NEW.ordered_utc = OLD.ordered_utc"
    " AND NEW.ordered_zone = OLD.ordered_zone AND NEW.ordered_offset = OLD.ordered_offset"
)

GENESIS = "0" * 64
"""What the first line of the audit names as the one before it."""

_IN_CHAIN = (
    "NEW.seq = (SELECT coalesce(max(seq), 0) + 1 FROM audit)"
    " AND NEW.prev = coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), '{genesis}')"
).replace("{genesis}", GENESIS)


def _refusal(name: str, moment: str, unless: str, reason: str) -> str:
    when = f" WHEN NOT coalesce({unless}, 0)" if unless else ""
    refuse = f"SELECT RAISE(ABORT, '{reason}')"
    return f"CREATE TRIGGER {name} {moment}{when} BEGIN {refuse}; END"


def triggers() -> Iterator[str]:
    """Every trigger of the newest schema."""
    for name, (moment, what) in _INDEXED.items():
        yield f"CREATE TRIGGER {name} {moment} BEGIN {what}; END"
    for table in _NEVER_CHANGED:
        yield _refusal(f"{table}_stays", f"BEFORE UPDATE ON {table}", "", "this row is never changed")
    for table, columns in _ONLY_THE_REST_CHANGES.items():
        yield _refusal(f"{table}_stays", f"BEFORE UPDATE OF {columns} ON {table}", "", "this row is never changed")
    for table in _NEVER_DELETED:
        yield _refusal(f"{table}_is_kept", f"BEFORE DELETE ON {table}", "", "this row is never deleted")
    for table, client in _CLIENT_OF.items():
        order = _ORDER_STANDS.replace("{client}", client)
        yield _refusal(f"{table}_is_kept", f"BEFORE DELETE ON {table}", order, "no disposal order stands")
    spending = "BEFORE UPDATE ON disposal_order"
    yield _refusal("disposal_order_is_spent_once", spending, _SPENDING, "an order is spent once")
    yield _refusal("audit_is_a_chain", "BEFORE INSERT ON audit", _IN_CHAIN, "out of the chain")


def take_down(connection: Connection) -> None:
    """Before a migration: batch operations would drop triggers in silence, some of them."""
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
    for name in names:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def put_up(connection: Connection) -> None:
    """After a migration: the index, all triggers, and the index compared with what it should hold."""
    connection.exec_driver_sql(SEARCH)
    for trigger in triggers():
        connection.exec_driver_sql(trigger)
    connection.exec_driver_sql("INSERT INTO search (search) VALUES ('rebuild')")
    connection.exec_driver_sql("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
