"""Numbers, addresses and emergency contacts. Frozen: a change is a new revision, never an edit here."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE contact_detail (client_no INTEGER NOT NULL, channel TEXT NOT NULL, value TEXT NOT NULL, CONSTRAINT
      pk_contact_detail PRIMARY KEY (client_no, channel), CONSTRAINT ck_contact_detail_channel_known CHECK (channel IN
      ('phone', 'email', 'post')), CONSTRAINT fk_contact_detail_client_no FOREIGN KEY(client_no) REFERENCES client
      (no)) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE emergency_contact (no INTEGER NOT NULL, id TEXT NOT NULL, client_no INTEGER NOT NULL, name TEXT NOT
      NULL, relation TEXT NOT NULL, reach TEXT NOT NULL, safe_to_contact INTEGER, said_by TEXT NOT NULL, said_utc TEXT
      NOT NULL, said_zone TEXT NOT NULL, said_offset INTEGER NOT NULL, ended_utc TEXT, ended_zone TEXT, ended_offset
      INTEGER, CONSTRAINT pk_emergency_contact PRIMARY KEY (no), CONSTRAINT ck_emergency_contact_safe_to_contact_truth
      CHECK (safe_to_contact IN (0, 1)), CONSTRAINT ck_emergency_contact_said_moment CHECK (said_utc GLOB
      '????-??-??T??:??:??.???Z'), CONSTRAINT ck_emergency_contact_ended_moment CHECK ((ended_utc IS NULL AND ended_zone
      IS NULL AND ended_offset IS NULL) OR (ended_utc GLOB '????-??-??T??:??:??.???Z' AND ended_zone IS NOT NULL AND
      ended_offset IS NOT NULL)), CONSTRAINT uq_emergency_contact_id UNIQUE (id), CONSTRAINT
      fk_emergency_contact_client_no FOREIGN KEY(client_no) REFERENCES client (no)) STRICT
    """,
    "CREATE INDEX ix_emergency_contact_client_no ON emergency_contact (client_no)",
)


def upgrade() -> None:
    """Make two tables; nothing that was there is touched."""
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    """There is no way back: an older program refuses a newer store."""
    raise NotImplementedError
