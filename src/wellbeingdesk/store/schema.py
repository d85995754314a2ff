"""The tables of a desk that may change: who, when, what is still a draft; numbers inside, random ids outside."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, text
from sqlalchemy.sql.schema import SchemaItem

from wellbeingdesk.store.columns import day_column, json_column, moment_columns

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def strict(name: str, *items: SchemaItem, with_rowid: bool = True) -> Table:
    """A table in which a number cannot slip into a column of text."""
    return Table(name, metadata, *items, sqlite_strict=True, sqlite_with_rowid=with_rowid)


def one_of(column: str, *words: str) -> CheckConstraint:
    """The column holds one of these words or nothing."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def number() -> Column[int]:
    """The number by which rows know each other; it never leaves the store."""
    return Column("no", Integer, primary_key=True)


def outside_id() -> Column[str]:
    """The random id by which everybody else knows the row."""
    return Column("id", Text, nullable=False, unique=True)


def words(name: str, *, unique: bool = False) -> Column[str]:
    """Text that is always there, if only empty."""
    return Column(name, Text, nullable=False, unique=unique)


def client_number(*, optional: bool = False) -> Column[int]:
    """Whose file it belongs to."""
    return Column("client_no", Integer, ForeignKey("client.no"), nullable=optional)


def digest_column(name: str, *, unique: bool = False) -> tuple[SchemaItem, ...]:
    """A SHA-256 in lower-case hex."""
    rule = f"length({name}) = 64 AND {name} NOT GLOB '*[^0-9a-f]*'"
    return Column(name, Text, nullable=False, unique=unique), CheckConstraint(rule, name=f"{name}_hex")


def only_row() -> tuple[SchemaItem, ...]:
    """For a table of exactly one row."""
    return number(), CheckConstraint("no = 1", name="only_row")


meta = strict(
    "meta",
    *only_row(),
    words("desk_id"),
    Column("made_up", Integer, nullable=False),
    CheckConstraint("made_up IN (0, 1)", name="made_up_truth"),
    *moment_columns("created"),
)

practitioner = strict(
    "practitioner", *only_row(), words("id"), words("name"), words("role"), words("body"), words("number")
)

service_setup = strict(
    "service_setup",
    *only_row(),
    words("policy_id"),
    Column("policy_version", Integer, nullable=False),
    words("policy_sha256"),
    words("service_name"),
    *json_column("choices"),
    Column("logo_png", LargeBinary, nullable=False),
    Column("pack_number", Integer, nullable=False),
    words("pack_signer"),
)

setting = strict("setting", Column("key", Text, primary_key=True), words("value"), with_rowid=False)

identity = strict(
    "identity",
    *only_row(),
    Column("root_der", LargeBinary, nullable=False),
    Column("root_key", LargeBinary, nullable=False),
    Column("leaf_der", LargeBinary, nullable=False),
    Column("leaf_key", LargeBinary, nullable=False),
    words("age_identity"),
    words("age_recipient"),
    words("root_sha256"),
)

client = strict(
    "client",
    number(),
    outside_id(),
    words("reference", unique=True),
    words("name_used"),
    words("legal_name"),
    words("pronouns"),
    *day_column("born", optional=True),
    *moment_columns("created"),
    words("name_folded"),
    words("sought"),
    Column("version", Integer, nullable=False),
    Index(None, "name_folded", "no"),
)

contact_rule = strict(
    "contact_rule",
    Column("client_no", Integer, ForeignKey("client.no"), primary_key=True),
    Column("channel", Text, primary_key=True),
    one_of("channel", "phone", "voicemail", "text", "email", "post"),
    Column("allowed", Integer),
    CheckConstraint("allowed IN (0, 1)", name="allowed_truth"),
    Column("may_name_service", Integer),
    CheckConstraint("may_name_service IN (0, 1)", name="may_name_service_truth"),
    words("remark"),
    with_rowid=False,
)

person_not_to_tell = strict(
    "person_not_to_tell",
    number(),
    outside_id(),
    client_number(),
    words("name"),
    words("relation"),
    words("said_by"),
    *moment_columns("said"),
    *moment_columns("ended", optional=True),
    Index(None, "client_no"),
)

contact_detail = strict(
    "contact_detail",
    Column("client_no", Integer, ForeignKey("client.no"), primary_key=True),
    Column("channel", Text, primary_key=True),
    one_of("channel", "phone", "email", "post"),
    words("value"),
    with_rowid=False,
)

emergency_contact = strict(
    "emergency_contact",
    number(),
    outside_id(),
    client_number(),
    words("name"),
    words("relation"),
    words("reach"),
    Column("safe_to_contact", Integer),
    CheckConstraint("safe_to_contact IN (0, 1)", name="safe_to_contact_truth"),
    words("said_by"),
    *moment_columns("said"),
    *moment_columns("ended", optional=True),
    Index(None, "client_no"),
)

safety_plan = strict(
    "safety_plan",
    Column("client_no", Integer, ForeignKey("client.no"), primary_key=True),
    *moment_columns("opened"),
    *day_column("review_on"),
    *moment_columns("closed", optional=True),
)

MISSED = "outcome IN ('cancelled-in-time', 'cancelled-late', 'did-not-attend')"
"""The log's rows; an index carries exactly these, so queries repeat the words."""

appointment = strict(
    "appointment",
    number(),
    outside_id(),
    client_number(),
    Column("row", Integer, nullable=False, unique=True),
    words("wall"),
    CheckConstraint("wall GLOB '????-??-??T??:??*'", name="wall_time"),
    words("zone"),
    Column("minutes", Integer, nullable=False),
    words("modality"),
    one_of("modality", "in-person", "phone", "video"),
    *json_column("accompanied_by"),
    Column("outcome", Text),
    one_of("outcome", "attended", "late", "cancelled-in-time", "cancelled-late", "did-not-attend", "cancelled-by-us"),
    *moment_columns("starts"),
    *moment_columns("cancelled", optional=True),
    words("reason"),
    *moment_columns("recorded", optional=True),
    Column("version", Integer, nullable=False),
    Index(None, "client_no", "row"),
    Index(None, "client_no", "wall"),
    Index(None, "wall", "no"),
    Index("ix_appointment_missed", "row", sqlite_where=text(MISSED)),
    Index("ix_appointment_missed_of_client", "client_no", "row", sqlite_where=text(MISSED)),
)


def _draft_columns() -> tuple[SchemaItem, ...]:
    return (
        client_number(),
        words("kind"),
        one_of("kind", "note", "addendum", "consent", "decision"),
        words("form_id"),
        Column("form_version", Integer, nullable=False),
        *json_column("answers"),
        *moment_columns("event"),
        *moment_columns("begun"),
        *moment_columns("saved"),
        Column("version", Integer, nullable=False),
        Column("follows_relation", Text),
        one_of("follows_relation", "revision", "addendum", "supersedes"),
        words("follows_id"),
        words("follows_sha256"),
        words("appointment_id"),
        words("second_signer"),
        *json_column("extra"),
    )


draft = strict(
    "draft",
    number(),
    outside_id(),
    Column("row", Integer, nullable=False, unique=True),
    *_draft_columns(),
    words("excerpt"),
    Index(None, "client_no", "row"),
)

draft_refused = strict(
    "draft_refused",
    number(),
    outside_id(),
    words("draft_id"),
    *_draft_columns(),
    *moment_columns("refused"),
    Index(None, "draft_id"),
)

colleague = strict(
    "colleague",
    number(),
    outside_id(),
    words("practitioner_id"),
    words("name"),
    words("role"),
    words("body"),
    words("number"),
    words("desk_id"),
    Column("root_der", LargeBinary, nullable=False),
    *digest_column("root_sha256", unique=True),
    Column("leaf_der", LargeBinary, nullable=False),
    words("age_recipient"),
    Column("sequence", Integer, nullable=False),
    words("fingerprint"),
    Column("card_file", LargeBinary, nullable=False),
    words("checked"),
    one_of("checked", "not-checked", "typed-in-person"),
    *moment_columns("checked_at", optional=True),
    *moment_columns("received"),
    Index(None, "practitioner_id"),
)

OPEN = "done_utc IS NULL"

reminder = strict(
    "reminder",
    number(),
    outside_id(),
    words("kind"),
    *day_column("due_on"),
    client_number(optional=True),
    words("subject_id"),
    words("text"),
    *moment_columns("done", optional=True),
    Index("ix_reminder_open", "due_on", "no", sqlite_where=text(OPEN)),
    Index(
        "uq_reminder_open",
        "kind",
        "subject_id",
        unique=True,
        sqlite_where=text(f"{OPEN} AND subject_id <> ''"),
    ),
)
