"""The tables that the database itself protects: what was signed, how it was answered, who did what."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Text, UniqueConstraint, text

from wellbeingdesk.store.columns import day_column, json_column, moment_columns
from wellbeingdesk.store.schema import (
    client_number,
    digest_column,
    number,
    one_of,
    outside_id,
    strict,
    words,
)

STAGES = ("signed", "countersigned", "declined", "conflict")

# The record.json and the text to search, by the row number that larger means newer; the index reads from here.
sealed_document = strict(
    "sealed_document",
    Column("row", Integer, primary_key=True),
    client_number(),
    words("words"),
    *digest_column("document_sha256"),
    Column("document", LargeBinary, nullable=False),
)

# What a timeline needs, client first: the newest fifty of one client lie on a few neighbouring pages.
sealed_record = strict(
    "sealed_record",
    Column("client_no", Integer, ForeignKey("client.no"), primary_key=True),
    Column("row", Integer, ForeignKey("sealed_document.row"), primary_key=True, unique=True),
    outside_id(),
    words("kind"),
    one_of("kind", "note", "addendum", "consent", "decision"),
    words("form_id"),
    Column("form_version", Integer, nullable=False),
    *moment_columns("event"),
    *moment_columns("written"),
    *moment_columns("signed"),
    *digest_column("statement_sha256", unique=True),
    Column("follows_relation", Text),
    one_of("follows_relation", "revision", "addendum", "supersedes"),
    words("follows_id"),
    words("follows_sha256"),
    Column("appointment_no", Integer, ForeignKey("appointment.no")),
    words("excerpt"),
    Index("ix_sealed_record_follows_id", "follows_id", "row", sqlite_where=text("follows_id <> ''")),
    with_rowid=False,
)

record_file = strict(
    "record_file",
    number(),
    Column("row", Integer, ForeignKey("sealed_document.row"), nullable=False),
    words("stage"),
    one_of("stage", *STAGES),
    *digest_column("sha256"),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("row", "stage", "sha256"),
    Index("uq_record_file_stage", "row", "stage", unique=True, sqlite_where=text("stage <> 'conflict'")),
)

definition = strict(
    "definition",
    Column("sha256", Text, primary_key=True),
    words("id"),
    Column("version", Integer, nullable=False),
    words("kind"),
    Column("source", LargeBinary, nullable=False),
    with_rowid=False,
)

consent = strict(
    "consent",
    number(),
    outside_id(),
    client_number(),
    Column(
        "record_sha256",
        Text,
        ForeignKey("sealed_record.statement_sha256", deferrable=True, initially="DEFERRED"),
        nullable=False,
        unique=True,
    ),
    words("recipient_name"),
    words("recipient_role"),
    words("recipient_organisation"),
    *json_column("items"),
    words("items_other"),
    words("items_excluded"),
    words("purpose"),
    words("direction"),
    *json_column("channels"),
    *day_column("starts_on"),
    *day_column("ends_on", optional=True),
    *moment_columns("given"),
    Index(None, "client_no", "given_utc"),
    Index(None, "given_utc"),
)

consent_withdrawal = strict(
    "consent_withdrawal",
    Column("consent_no", Integer, ForeignKey("consent.no"), primary_key=True),
    *moment_columns("said"),
    words("words"),
    *moment_columns("recorded"),
)

decision = strict(
    "decision",
    number(),
    outside_id(),
    client_number(),
    words("form_id"),
    Column("form_version", Integer, nullable=False),
    words("state"),
    one_of("state", "signed", "with-colleague", "countersigned", "disagreed", "declined"),
    Column(
        "record_sha256",
        Text,
        ForeignKey("sealed_record.statement_sha256", deferrable=True, initially="DEFERRED"),
        nullable=False,
        unique=True,
    ),
    *moment_columns("signed"),
    words("second_signer"),
    words("capacity"),
    *moment_columns("sent", optional=True),
    *moment_columns("answered", optional=True),
    Index(None, "client_no", "signed_utc"),
    Index(None, "signed_utc"),
)

# A colleague's decision is not of a client of this desk: it is no sealed record here, but it is kept as it came.
review = strict(
    "review",
    number(),
    outside_id(),
    *digest_column("record_sha256"),
    words("author_id"),
    *moment_columns("received"),
    words("answer"),
    *moment_columns("answered", optional=True),
    Index(None, "received_utc"),
)

review_file = strict(
    "review_file",
    number(),
    Column("review_no", Integer, ForeignKey("review.no"), nullable=False),
    words("stage"),
    one_of("stage", *STAGES),
    *digest_column("sha256"),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("review_no", "stage", "sha256"),
    Index("uq_review_file_stage", "review_no", "stage", unique=True, sqlite_where=text("stage <> 'conflict'")),
)

mark = strict(
    "mark",
    number(),
    outside_id(),
    Column("row", Integer, ForeignKey("sealed_document.row"), nullable=False),
    words("kind"),
    one_of("kind", "entered-in-error", "withdrawn", "invalid"),
    words("reason"),
    words("made_by"),
    *moment_columns("made"),
    Index(None, "row"),
)

# No row can ever stand in this table. What refers to it while a transaction runs can therefore not be committed.
never = strict("never", Column("token", Text, primary_key=True), CheckConstraint("0", name="no_row"), with_rowid=False)

# Leave to destroy one client's records. It opens the triggers only while `standing` holds its token, and a row that
# still holds one cannot be committed; so the door is open in the transaction that wrote the order and never after.
disposal_order = strict(
    "disposal_order",
    number(),
    outside_id(),
    Column("client_no", Integer, nullable=False),
    words("client_id"),
    words("ordered_by"),
    words("grounds"),
    *moment_columns("ordered"),
    Column("standing", Text, ForeignKey("never.token", deferrable=True, initially="DEFERRED")),
)

audit = strict(
    "audit",
    Column("seq", Integer, primary_key=True),
    *moment_columns("at"),
    words("actor"),
    words("action"),
    words("entity"),
    words("entity_id"),
    words("client_id"),
    words("digest"),
    words("detail"),
    *digest_column("prev"),
    *digest_column("hash", unique=True),
    Index("ix_audit_client_id", "client_id", "seq", sqlite_where=text("client_id <> ''")),
    Index(None, "entity_id", "seq"),
)
