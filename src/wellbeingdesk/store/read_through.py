"""Reads every signed record of a closed store, as a restore drill does, and compares each with what was signed."""

import hashlib
from pathlib import Path
from typing import Any

from wellbeingdesk.store.audit import SIGNED
from wellbeingdesk.store.engine import connect_to_copy
from wellbeingdesk.store.sealed import statement_digest
from wellbeingdesk.store.troubles import troubles_told

_RECORDS = """
SELECT r.id, r.statement_sha256, d.document, d.document_sha256
  FROM sealed_record AS r LEFT JOIN sealed_document AS d ON d.row = r.row
"""


def read_through(copy: Path, key: bytes) -> tuple[int, int, int]:
    """Clients, records that read as they were signed, and records that do not or are gone. Raises StoreDamaged."""
    with troubles_told():
        connection = connect_to_copy(copy, key)
        try:
            told = _told(connection)
            here = {str(row[0]): str(row[1]) if _is_right(row) else "" for row in connection.execute(_RECORDS)}
            clients = int(connection.execute("SELECT count(*) FROM client").fetchone()[0])
        finally:
            connection.close()
    wrong = {record_id for record_id, digest in here.items() if not digest}
    wrong |= {record_id for record_id, digest in told.items() if here.get(record_id) != digest}
    return clients, len(here.keys() - wrong), len(wrong)


def _told(connection: Any) -> dict[str, str]:
    """What the audit says was signed, but for clients who were disposed of since."""
    marks = ", ".join("?" * len(SIGNED))
    sql = (
        f"SELECT entity_id, digest FROM audit WHERE action IN ({marks}) AND digest <> '' "  # noqa: S608 - only marks
        "AND client_id NOT IN (SELECT client_id FROM disposal_order)"
    )
    return {str(row[0]): str(row[1]) for row in connection.execute(sql, SIGNED)}


def _is_right(row: Any) -> bool:
    if row[2] is None:
        return False
    content = bytes(row[2])
    return (hashlib.sha256(content).hexdigest(), statement_digest(content)) == (row[3], row[1])
