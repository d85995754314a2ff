"""The first schema. Frozen: a change is a new revision, never an edit here."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE meta (no INTEGER NOT NULL, desk_id TEXT NOT NULL, made_up INTEGER NOT NULL, created_utc TEXT NOT
      NULL, created_zone TEXT NOT NULL, created_offset INTEGER NOT NULL, CONSTRAINT pk_meta PRIMARY KEY (no),
      CONSTRAINT ck_meta_only_row CHECK (no = 1), CONSTRAINT ck_meta_made_up_truth CHECK (made_up IN (0, 1)),
      CONSTRAINT ck_meta_created_moment CHECK (created_utc GLOB '????-??-??T??:??:??.???Z')) STRICT
    """,
    """
    CREATE TABLE practitioner (no INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, body
      TEXT NOT NULL, number TEXT NOT NULL, CONSTRAINT pk_practitioner PRIMARY KEY (no), CONSTRAINT
      ck_practitioner_only_row CHECK (no = 1)) STRICT
    """,
    """
    CREATE TABLE service_setup (no INTEGER NOT NULL, policy_id TEXT NOT NULL, policy_version INTEGER NOT NULL,
      policy_sha256 TEXT NOT NULL, service_name TEXT NOT NULL, choices TEXT NOT NULL, logo_png BLOB NOT NULL,
      pack_number INTEGER NOT NULL, pack_signer TEXT NOT NULL, CONSTRAINT pk_service_setup PRIMARY KEY (no), CONSTRAINT
      ck_service_setup_only_row CHECK (no = 1), CONSTRAINT ck_service_setup_choices_json CHECK (json_valid(choices)))
      STRICT
    """,
    """
    CREATE TABLE setting ("key" TEXT NOT NULL, value TEXT NOT NULL, CONSTRAINT pk_setting PRIMARY KEY ("key"))
      WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE identity (no INTEGER NOT NULL, root_der BLOB NOT NULL, root_key BLOB NOT NULL, leaf_der BLOB NOT
      NULL, leaf_key BLOB NOT NULL, age_identity TEXT NOT NULL, age_recipient TEXT NOT NULL, root_sha256 TEXT NOT NULL,
      CONSTRAINT pk_identity PRIMARY KEY (no), CONSTRAINT ck_identity_only_row CHECK (no = 1)) STRICT
    """,
    """
    CREATE TABLE client (no INTEGER NOT NULL, id TEXT NOT NULL, reference TEXT NOT NULL, name_used TEXT NOT NULL,
      legal_name TEXT NOT NULL, pronouns TEXT NOT NULL, born TEXT, created_utc TEXT NOT NULL, created_zone TEXT NOT
      NULL, created_offset INTEGER NOT NULL, name_folded TEXT NOT NULL, sought TEXT NOT NULL, version INTEGER NOT NULL,
      CONSTRAINT pk_client PRIMARY KEY (no), CONSTRAINT ck_client_born_day CHECK (born GLOB '????-??-??'), CONSTRAINT
      ck_client_created_moment CHECK (created_utc GLOB '????-??-??T??:??:??.???Z'), CONSTRAINT uq_client_id UNIQUE
      (id), CONSTRAINT uq_client_reference UNIQUE (reference)) STRICT
    """,
    "CREATE INDEX ix_client_name_folded_no ON client (name_folded, no)",
    """
    CREATE TABLE colleague (no INTEGER NOT NULL, id TEXT NOT NULL, practitioner_id TEXT NOT NULL, name TEXT NOT NULL,
      role TEXT NOT NULL, body TEXT NOT NULL, number TEXT NOT NULL, desk_id TEXT NOT NULL, root_der BLOB NOT NULL,
      root_sha256 TEXT NOT NULL, leaf_der BLOB NOT NULL, age_recipient TEXT NOT NULL, sequence INTEGER NOT NULL,
      fingerprint TEXT NOT NULL, card_file BLOB NOT NULL, checked TEXT NOT NULL, checked_at_utc TEXT, checked_at_zone
      TEXT, checked_at_offset INTEGER, received_utc TEXT NOT NULL, received_zone TEXT NOT NULL, received_offset INTEGER
      NOT NULL, CONSTRAINT pk_colleague PRIMARY KEY (no), CONSTRAINT ck_colleague_root_sha256_hex CHECK
      (length(root_sha256) = 64 AND root_sha256 NOT GLOB '*[^0-9a-f]*'), CONSTRAINT ck_colleague_checked_known CHECK
      (checked IN ('not-checked', 'typed-in-person')), CONSTRAINT ck_colleague_checked_at_moment CHECK ((checked_at_utc
      IS NULL AND checked_at_zone IS NULL AND checked_at_offset IS NULL) OR (checked_at_utc GLOB
      '????-??-??T??:??:??.???Z' AND checked_at_zone IS NOT NULL AND checked_at_offset IS NOT NULL)), CONSTRAINT
      ck_colleague_received_moment CHECK (received_utc GLOB '????-??-??T??:??:??.???Z'), CONSTRAINT uq_colleague_id
      UNIQUE (id), CONSTRAINT uq_colleague_root_sha256 UNIQUE (root_sha256)) STRICT
    """,
    "CREATE INDEX ix_colleague_practitioner_id ON colleague (practitioner_id)",
    """
    CREATE TABLE definition (sha256 TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, kind TEXT NOT NULL,
      source BLOB NOT NULL, CONSTRAINT pk_definition PRIMARY KEY (sha256)) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE review (no INTEGER NOT NULL, id TEXT NOT NULL, record_sha256 TEXT NOT NULL, author_id TEXT NOT NULL,
      received_utc TEXT NOT NULL, received_zone TEXT NOT NULL, received_offset INTEGER NOT NULL, answer TEXT NOT NULL,
      answered_utc TEXT, answered_zone TEXT, answered_offset INTEGER, CONSTRAINT pk_review PRIMARY KEY (no), CONSTRAINT
      ck_review_record_sha256_hex CHECK (length(record_sha256) = 64 AND record_sha256 NOT GLOB '*[^0-9a-f]*'),
      CONSTRAINT ck_review_received_moment CHECK (received_utc GLOB '????-??-??T??:??:??.???Z'), CONSTRAINT
      ck_review_answered_moment CHECK ((answered_utc IS NULL AND answered_zone IS NULL AND answered_offset IS NULL) OR
      (answered_utc GLOB '????-??-??T??:??:??.???Z' AND answered_zone IS NOT NULL AND answered_offset IS NOT NULL)),
      CONSTRAINT uq_review_id UNIQUE (id)) STRICT
    """,
    "CREATE INDEX ix_review_received_utc ON review (received_utc)",
    """
    CREATE TABLE never (token TEXT NOT NULL, CONSTRAINT pk_never PRIMARY KEY (token), CONSTRAINT ck_never_no_row
      CHECK (0)) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE audit (seq INTEGER NOT NULL, at_utc TEXT NOT NULL, at_zone TEXT NOT NULL, at_offset INTEGER NOT
      NULL, actor TEXT NOT NULL, action TEXT NOT NULL, entity TEXT NOT NULL, entity_id TEXT NOT NULL, client_id TEXT
      NOT NULL, digest TEXT NOT NULL, detail TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL, CONSTRAINT pk_audit
      PRIMARY KEY (seq), CONSTRAINT ck_audit_at_moment CHECK (at_utc GLOB '????-??-??T??:??:??.???Z'), CONSTRAINT
      ck_audit_prev_hex CHECK (length(prev) = 64 AND prev NOT GLOB '*[^0-9a-f]*'), CONSTRAINT ck_audit_hash_hex CHECK
      (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'), CONSTRAINT uq_audit_hash UNIQUE (hash)) STRICT
    """,
    "CREATE INDEX ix_audit_entity_id_seq ON audit (entity_id, seq)",
    "CREATE INDEX ix_audit_client_id ON audit (client_id, seq) WHERE client_id <> ''",
    """
    CREATE TABLE contact_rule (client_no INTEGER NOT NULL, channel TEXT NOT NULL, allowed INTEGER, may_name_service
      INTEGER, remark TEXT NOT NULL, CONSTRAINT pk_contact_rule PRIMARY KEY (client_no, channel), CONSTRAINT
      ck_contact_rule_channel_known CHECK (channel IN ('phone', 'voicemail', 'text', 'email', 'post')), CONSTRAINT
      ck_contact_rule_allowed_truth CHECK (allowed IN (0, 1)), CONSTRAINT ck_contact_rule_may_name_service_truth CHECK
      (may_name_service IN (0, 1)), CONSTRAINT fk_contact_rule_client_no FOREIGN KEY(client_no) REFERENCES client (no))
      WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE person_not_to_tell (no INTEGER NOT NULL, id TEXT NOT NULL, client_no INTEGER NOT NULL, name TEXT NOT
      NULL, relation TEXT NOT NULL, said_by TEXT NOT NULL, said_utc TEXT NOT NULL, said_zone TEXT NOT NULL, said_offset
      INTEGER NOT NULL, ended_utc TEXT, ended_zone TEXT, ended_offset INTEGER, CONSTRAINT pk_person_not_to_tell PRIMARY
      KEY (no), CONSTRAINT ck_person_not_to_tell_said_moment CHECK (said_utc GLOB '????-??-??T??:??:??.???Z'),
      CONSTRAINT ck_person_not_to_tell_ended_moment CHECK ((ended_utc IS NULL AND ended_zone IS NULL AND ended_offset
      IS NULL) OR (ended_utc GLOB '????-??-??T??:??:??.???Z' AND ended_zone IS NOT NULL AND ended_offset IS NOT NULL)),
      CONSTRAINT uq_person_not_to_tell_id UNIQUE (id), CONSTRAINT fk_person_not_to_tell_client_no FOREIGN
      KEY(client_no) REFERENCES client (no)) STRICT
    """,
    "CREATE INDEX ix_person_not_to_tell_client_no ON person_not_to_tell (client_no)",
    """
    CREATE TABLE safety_plan (client_no INTEGER NOT NULL, opened_utc TEXT NOT NULL, opened_zone TEXT NOT NULL,
      opened_offset INTEGER NOT NULL, review_on TEXT NOT NULL, closed_utc TEXT, closed_zone TEXT, closed_offset
      INTEGER, CONSTRAINT pk_safety_plan PRIMARY KEY (client_no), CONSTRAINT ck_safety_plan_opened_moment CHECK
      (opened_utc GLOB '????-??-??T??:??:??.???Z'), CONSTRAINT ck_safety_plan_review_on_day CHECK (review_on GLOB
      '????-??-??'), CONSTRAINT ck_safety_plan_closed_moment CHECK ((closed_utc IS NULL AND closed_zone IS NULL AND
      closed_offset IS NULL) OR (closed_utc GLOB '????-??-??T??:??:??.???Z' AND closed_zone IS NOT NULL AND
      closed_offset IS NOT NULL)), CONSTRAINT fk_safety_plan_client_no FOREIGN KEY(client_no) REFERENCES client (no))
      STRICT
    """,
    """
    CREATE TABLE appointment (no INTEGER NOT NULL, id TEXT NOT NULL, client_no INTEGER NOT NULL, "row" INTEGER NOT
      NULL, wall TEXT NOT NULL, zone TEXT NOT NULL, minutes INTEGER NOT NULL, modality TEXT NOT NULL, accompanied_by
      TEXT NOT NULL, outcome TEXT, starts_utc TEXT NOT NULL, starts_zone TEXT NOT NULL, starts_offset INTEGER NOT NULL,
      cancelled_utc TEXT, cancelled_zone TEXT, cancelled_offset INTEGER, reason TEXT NOT NULL, recorded_utc TEXT,
      recorded_zone TEXT, recorded_offset INTEGER, version INTEGER NOT NULL, CONSTRAINT pk_appointment PRIMARY KEY
      (no), CONSTRAINT ck_appointment_wall_time CHECK (wall GLOB '????-??-??T??:??*'), CONSTRAINT
      ck_appointment_modality_known CHECK (modality IN ('in-person', 'phone', 'video')), CONSTRAINT
      ck_appointment_accompanied_by_json CHECK (json_valid(accompanied_by)), CONSTRAINT ck_appointment_outcome_known
      CHECK (outcome IN ('attended', 'late', 'cancelled-in-time', 'cancelled-late', 'did-not-attend',
      'cancelled-by-us')), CONSTRAINT ck_appointment_starts_moment CHECK (starts_utc GLOB '????-??-??T??:??:??.???Z'),
      CONSTRAINT ck_appointment_cancelled_moment CHECK ((cancelled_utc IS NULL AND cancelled_zone IS NULL AND
      cancelled_offset IS NULL) OR (cancelled_utc GLOB '????-??-??T??:??:??.???Z' AND cancelled_zone IS NOT NULL AND
      cancelled_offset IS NOT NULL)), CONSTRAINT ck_appointment_recorded_moment CHECK ((recorded_utc IS NULL AND
      recorded_zone IS NULL AND recorded_offset IS NULL) OR (recorded_utc GLOB '????-??-??T??:??:??.???Z' AND
      recorded_zone IS NOT NULL AND recorded_offset IS NOT NULL)), CONSTRAINT uq_appointment_id UNIQUE (id), CONSTRAINT
      fk_appointment_client_no FOREIGN KEY(client_no) REFERENCES client (no), CONSTRAINT uq_appointment_row UNIQUE
      ("row")) STRICT
    """,
    """
    CREATE INDEX ix_appointment_missed ON appointment ("row") WHERE outcome IN ('cancelled-in-time',
      'cancelled-late', 'did-not-attend')
    """,
    """
    CREATE INDEX ix_appointment_missed_of_client ON appointment (client_no, "row") WHERE outcome IN
      ('cancelled-in-time', 'cancelled-late', 'did-not-attend')
    """,
    "CREATE INDEX ix_appointment_wall_no ON appointment (wall, no)",
    """
    CREATE INDEX ix_appointment_client_no_row ON appointment (client_no, "row")
    """,
    "CREATE INDEX ix_appointment_client_no_wall ON appointment (client_no, wall)",
    """
    CREATE TABLE draft (no INTEGER NOT NULL, id TEXT NOT NULL, "row" INTEGER NOT NULL, client_no INTEGER NOT NULL,
      kind TEXT NOT NULL, form_id TEXT NOT NULL, form_version INTEGER NOT NULL, answers TEXT NOT NULL, event_utc TEXT
      NOT NULL, event_zone TEXT NOT NULL, event_offset INTEGER NOT NULL, begun_utc TEXT NOT NULL, begun_zone TEXT NOT
      NULL, begun_offset INTEGER NOT NULL, saved_utc TEXT NOT NULL, saved_zone TEXT NOT NULL, saved_offset INTEGER NOT
      NULL, version INTEGER NOT NULL, follows_relation TEXT, follows_id TEXT NOT NULL, follows_sha256 TEXT NOT NULL,
      appointment_id TEXT NOT NULL, second_signer TEXT NOT NULL, extra TEXT NOT NULL, excerpt TEXT NOT NULL, CONSTRAINT
      pk_draft PRIMARY KEY (no), CONSTRAINT ck_draft_kind_known CHECK (kind IN ('note', 'addendum', 'consent',
      'decision')), CONSTRAINT ck_draft_answers_json CHECK (json_valid(answers)), CONSTRAINT ck_draft_event_moment
      CHECK (event_utc GLOB '????-??-??T??:??:??.???Z'), CONSTRAINT ck_draft_begun_moment CHECK (begun_utc GLOB
      '????-??-??T??:??:??.???Z'), CONSTRAINT ck_draft_saved_moment CHECK (saved_utc GLOB '????-??-??T??:??:??.???Z'),
      CONSTRAINT ck_draft_follows_relation_known CHECK (follows_relation IN ('revision', 'addendum', 'supersedes')),
      CONSTRAINT ck_draft_extra_json CHECK (json_valid(extra)), CONSTRAINT uq_draft_id UNIQUE (id), CONSTRAINT
      uq_draft_row UNIQUE ("row"), CONSTRAINT fk_draft_client_no FOREIGN KEY(client_no) REFERENCES client (no)) STRICT
    """,
    """
    CREATE INDEX ix_draft_client_no_row ON draft (client_no, "row")
    """,
    """
    CREATE TABLE draft_refused (no INTEGER NOT NULL, id TEXT NOT NULL, draft_id TEXT NOT NULL, client_no INTEGER NOT
      NULL, kind TEXT NOT NULL, form_id TEXT NOT NULL, form_version INTEGER NOT NULL, answers TEXT NOT NULL, event_utc
      TEXT NOT NULL, event_zone TEXT NOT NULL, event_offset INTEGER NOT NULL, begun_utc TEXT NOT NULL, begun_zone TEXT
      NOT NULL, begun_offset INTEGER NOT NULL, saved_utc TEXT NOT NULL, saved_zone TEXT NOT NULL, saved_offset INTEGER
      NOT NULL, version INTEGER NOT NULL, follows_relation TEXT, follows_id TEXT NOT NULL, follows_sha256 TEXT NOT
      NULL, appointment_id TEXT NOT NULL, second_signer TEXT NOT NULL, extra TEXT NOT NULL, refused_utc TEXT NOT NULL,
      refused_zone TEXT NOT NULL, refused_offset INTEGER NOT NULL, CONSTRAINT pk_draft_refused PRIMARY KEY (no),
      CONSTRAINT ck_draft_refused_kind_known CHECK (kind IN ('note', 'addendum', 'consent', 'decision')), CONSTRAINT
      ck_draft_refused_answers_json CHECK (json_valid(answers)), CONSTRAINT ck_draft_refused_event_moment CHECK
      (event_utc GLOB '????-??-??T??:??:??.???Z'), CONSTRAINT ck_draft_refused_begun_moment CHECK (begun_utc GLOB
      '????-??-??T??:??:??.???Z'), CONSTRAINT ck_draft_refused_saved_moment CHECK (saved_utc GLOB
      '????-??-??T??:??:??.???Z'), CONSTRAINT ck_draft_refused_follows_relation_known CHECK (follows_relation IN
      ('revision', 'addendum', 'supersedes')), CONSTRAINT ck_draft_refused_extra_json CHECK (json_valid(extra)),
      CONSTRAINT ck_draft_refused_refused_moment CHECK (refused_utc GLOB '????-??-??T??:??:??.???Z'), CONSTRAINT
      uq_draft_refused_id UNIQUE (id), CONSTRAINT fk_draft_refused_client_no FOREIGN KEY(client_no) REFERENCES client
      (no)) STRICT
    """,
    "CREATE INDEX ix_draft_refused_draft_id ON draft_refused (draft_id)",
    """
    CREATE TABLE reminder (no INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, due_on TEXT NOT NULL, client_no
      INTEGER, subject_id TEXT NOT NULL, text TEXT NOT NULL, done_utc TEXT, done_zone TEXT, done_offset INTEGER,
      CONSTRAINT pk_reminder PRIMARY KEY (no), CONSTRAINT ck_reminder_due_on_day CHECK (due_on GLOB '????-??-??'),
      CONSTRAINT ck_reminder_done_moment CHECK ((done_utc IS NULL AND done_zone IS NULL AND done_offset IS NULL) OR
      (done_utc GLOB '????-??-??T??:??:??.???Z' AND done_zone IS NOT NULL AND done_offset IS NOT NULL)), CONSTRAINT
      uq_reminder_id UNIQUE (id), CONSTRAINT fk_reminder_client_no FOREIGN KEY(client_no) REFERENCES client (no))
      STRICT
    """,
    "CREATE INDEX ix_reminder_open ON reminder (due_on, no) WHERE done_utc IS NULL",
    "CREATE UNIQUE INDEX uq_reminder_open ON reminder (kind, subject_id) WHERE done_utc IS NULL AND subject_id <> ''",
    """
    CREATE TABLE sealed_document ("row" INTEGER NOT NULL, client_no INTEGER NOT NULL, words TEXT NOT NULL,
      document_sha256 TEXT NOT NULL, document BLOB NOT NULL, CONSTRAINT pk_sealed_document PRIMARY KEY ("row"),
      CONSTRAINT ck_sealed_document_document_sha256_hex CHECK (length(document_sha256) = 64 AND document_sha256 NOT
      GLOB '*[^0-9a-f]*'), CONSTRAINT fk_sealed_document_client_no FOREIGN KEY(client_no) REFERENCES client (no))
      STRICT
    """,
    """
    CREATE TABLE review_file (no INTEGER NOT NULL, review_no INTEGER NOT NULL, stage TEXT NOT NULL, sha256 TEXT NOT
      NULL, content BLOB NOT NULL, CONSTRAINT pk_review_file PRIMARY KEY (no), CONSTRAINT ck_review_file_stage_known
      CHECK (stage IN ('signed', 'countersigned', 'declined', 'conflict')), CONSTRAINT ck_review_file_sha256_hex CHECK
      (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'), CONSTRAINT uq_review_file_review_no_stage_sha256 UNIQUE
      (review_no, stage, sha256), CONSTRAINT fk_review_file_review_no FOREIGN KEY(review_no) REFERENCES review (no))
      STRICT
    """,
    "CREATE UNIQUE INDEX uq_review_file_stage ON review_file (review_no, stage) WHERE stage <> 'conflict'",
    """
    CREATE TABLE disposal_order (no INTEGER NOT NULL, id TEXT NOT NULL, client_no INTEGER NOT NULL, client_id TEXT
      NOT NULL, ordered_by TEXT NOT NULL, grounds TEXT NOT NULL, ordered_utc TEXT NOT NULL, ordered_zone TEXT NOT NULL,
      ordered_offset INTEGER NOT NULL, standing TEXT, CONSTRAINT pk_disposal_order PRIMARY KEY (no), CONSTRAINT
      ck_disposal_order_ordered_moment CHECK (ordered_utc GLOB '????-??-??T??:??:??.???Z'), CONSTRAINT
      uq_disposal_order_id UNIQUE (id), CONSTRAINT fk_disposal_order_standing FOREIGN KEY(standing) REFERENCES never
      (token) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    """
    CREATE TABLE sealed_record (client_no INTEGER NOT NULL, "row" INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT
      NULL, form_id TEXT NOT NULL, form_version INTEGER NOT NULL, event_utc TEXT NOT NULL, event_zone TEXT NOT NULL,
      event_offset INTEGER NOT NULL, written_utc TEXT NOT NULL, written_zone TEXT NOT NULL, written_offset INTEGER NOT
      NULL, signed_utc TEXT NOT NULL, signed_zone TEXT NOT NULL, signed_offset INTEGER NOT NULL, statement_sha256 TEXT
      NOT NULL, follows_relation TEXT, follows_id TEXT NOT NULL, follows_sha256 TEXT NOT NULL, appointment_no INTEGER,
      excerpt TEXT NOT NULL, CONSTRAINT pk_sealed_record PRIMARY KEY (client_no, "row"), CONSTRAINT
      ck_sealed_record_kind_known CHECK (kind IN ('note', 'addendum', 'consent', 'decision')), CONSTRAINT
      ck_sealed_record_event_moment CHECK (event_utc GLOB '????-??-??T??:??:??.???Z'), CONSTRAINT
      ck_sealed_record_written_moment CHECK (written_utc GLOB '????-??-??T??:??:??.???Z'), CONSTRAINT
      ck_sealed_record_signed_moment CHECK (signed_utc GLOB '????-??-??T??:??:??.???Z'), CONSTRAINT
      ck_sealed_record_statement_sha256_hex CHECK (length(statement_sha256) = 64 AND statement_sha256 NOT GLOB
      '*[^0-9a-f]*'), CONSTRAINT ck_sealed_record_follows_relation_known CHECK (follows_relation IN ('revision',
      'addendum', 'supersedes')), CONSTRAINT fk_sealed_record_client_no FOREIGN KEY(client_no) REFERENCES client (no),
      CONSTRAINT uq_sealed_record_row UNIQUE ("row"), CONSTRAINT fk_sealed_record_row FOREIGN KEY("row") REFERENCES
      sealed_document ("row"), CONSTRAINT uq_sealed_record_id UNIQUE (id), CONSTRAINT uq_sealed_record_statement_sha256
      UNIQUE (statement_sha256), CONSTRAINT fk_sealed_record_appointment_no FOREIGN KEY(appointment_no) REFERENCES
      appointment (no)) WITHOUT ROWID, STRICT
    """,
    """
    CREATE INDEX ix_sealed_record_follows_id ON sealed_record (follows_id, "row") WHERE follows_id <> ''
    """,
    """
    CREATE TABLE record_file (no INTEGER NOT NULL, "row" INTEGER NOT NULL, stage TEXT NOT NULL, sha256 TEXT NOT NULL,
      content BLOB NOT NULL, CONSTRAINT pk_record_file PRIMARY KEY (no), CONSTRAINT ck_record_file_stage_known CHECK
      (stage IN ('signed', 'countersigned', 'declined', 'conflict')), CONSTRAINT ck_record_file_sha256_hex CHECK
      (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'), CONSTRAINT uq_record_file_row_stage_sha256 UNIQUE
      ("row", stage, sha256), CONSTRAINT fk_record_file_row FOREIGN KEY("row") REFERENCES sealed_document ("row"))
      STRICT
    """,
    """
    CREATE UNIQUE INDEX uq_record_file_stage ON record_file ("row", stage) WHERE stage <> 'conflict'
    """,
    """
    CREATE TABLE mark (no INTEGER NOT NULL, id TEXT NOT NULL, "row" INTEGER NOT NULL, kind TEXT NOT NULL, reason TEXT
      NOT NULL, made_by TEXT NOT NULL, made_utc TEXT NOT NULL, made_zone TEXT NOT NULL, made_offset INTEGER NOT NULL,
      CONSTRAINT pk_mark PRIMARY KEY (no), CONSTRAINT ck_mark_kind_known CHECK (kind IN ('entered-in-error',
      'withdrawn', 'invalid')), CONSTRAINT ck_mark_made_moment CHECK (made_utc GLOB '????-??-??T??:??:??.???Z'),
      CONSTRAINT uq_mark_id UNIQUE (id), CONSTRAINT fk_mark_row FOREIGN KEY("row") REFERENCES sealed_document ("row"))
      STRICT
    """,
    """
    CREATE INDEX ix_mark_row ON mark ("row")
    """,
    """
    CREATE TABLE consent (no INTEGER NOT NULL, id TEXT NOT NULL, client_no INTEGER NOT NULL, record_sha256 TEXT NOT
      NULL, recipient_name TEXT NOT NULL, recipient_role TEXT NOT NULL,
      recipient_organisation TEXT NOT NULL, items TEXT NOT NULL, items_other TEXT NOT NULL,
      items_excluded TEXT NOT NULL, purpose TEXT NOT NULL, direction TEXT NOT NULL,
      channels TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT, given_utc TEXT NOT NULL,
      given_zone TEXT NOT NULL, given_offset INTEGER NOT NULL, CONSTRAINT pk_consent PRIMARY KEY (no), CONSTRAINT
      ck_consent_items_json CHECK (json_valid(items)), CONSTRAINT ck_consent_channels_json CHECK
      (json_valid(channels)), CONSTRAINT ck_consent_starts_on_day CHECK (starts_on GLOB '????-??-??'), CONSTRAINT
      ck_consent_ends_on_day CHECK (ends_on GLOB '????-??-??'), CONSTRAINT ck_consent_given_moment CHECK (given_utc
      GLOB '????-??-??T??:??:??.???Z'), CONSTRAINT uq_consent_id UNIQUE (id), CONSTRAINT fk_consent_client_no FOREIGN
      KEY(client_no) REFERENCES client (no), CONSTRAINT uq_consent_record_sha256 UNIQUE (record_sha256), CONSTRAINT
      fk_consent_record_sha256 FOREIGN KEY(record_sha256) REFERENCES sealed_record (statement_sha256) DEFERRABLE
      INITIALLY DEFERRED) STRICT
    """,
    "CREATE INDEX ix_consent_given_utc ON consent (given_utc)",
    "CREATE INDEX ix_consent_client_no_given_utc ON consent (client_no, given_utc)",
    """
    CREATE TABLE decision (no INTEGER NOT NULL, id TEXT NOT NULL, client_no INTEGER NOT NULL, form_id TEXT NOT NULL,
      form_version INTEGER NOT NULL, state TEXT NOT NULL, record_sha256 TEXT NOT NULL, signed_utc TEXT NOT NULL,
      signed_zone TEXT NOT NULL, signed_offset INTEGER NOT NULL, second_signer TEXT NOT NULL, capacity TEXT NOT NULL,
      sent_utc TEXT, sent_zone TEXT, sent_offset INTEGER, answered_utc TEXT, answered_zone TEXT, answered_offset
      INTEGER, CONSTRAINT pk_decision PRIMARY KEY (no), CONSTRAINT ck_decision_state_known CHECK (state IN ('signed',
      'with-colleague', 'countersigned', 'disagreed', 'declined')), CONSTRAINT ck_decision_signed_moment CHECK
      (signed_utc GLOB '????-??-??T??:??:??.???Z'), CONSTRAINT ck_decision_sent_moment CHECK ((sent_utc IS NULL AND
      sent_zone IS NULL AND sent_offset IS NULL) OR (sent_utc GLOB '????-??-??T??:??:??.???Z' AND sent_zone IS NOT NULL
      AND sent_offset IS NOT NULL)), CONSTRAINT ck_decision_answered_moment CHECK ((answered_utc IS NULL AND
      answered_zone IS NULL AND answered_offset IS NULL) OR (answered_utc GLOB '????-??-??T??:??:??.???Z' AND
      answered_zone IS NOT NULL AND answered_offset IS NOT NULL)), CONSTRAINT uq_decision_id UNIQUE (id), CONSTRAINT
      fk_decision_client_no FOREIGN KEY(client_no) REFERENCES client (no), CONSTRAINT uq_decision_record_sha256 UNIQUE
      (record_sha256), CONSTRAINT fk_decision_record_sha256 FOREIGN KEY(record_sha256) REFERENCES sealed_record
      (statement_sha256) DEFERRABLE INITIALLY DEFERRED) STRICT
    """,
    "CREATE INDEX ix_decision_signed_utc ON decision (signed_utc)",
    "CREATE INDEX ix_decision_client_no_signed_utc ON decision (client_no, signed_utc)",
    """
    CREATE TABLE consent_withdrawal (consent_no INTEGER NOT NULL, said_utc TEXT NOT NULL, said_zone TEXT NOT NULL,
      said_offset INTEGER NOT NULL, words TEXT NOT NULL, recorded_utc TEXT NOT NULL, recorded_zone TEXT NOT NULL,
      recorded_offset INTEGER NOT NULL, CONSTRAINT pk_consent_withdrawal PRIMARY KEY (consent_no), CONSTRAINT
      ck_consent_withdrawal_said_moment CHECK (said_utc GLOB '????-??-??T??:??:??.???Z'), CONSTRAINT
      ck_consent_withdrawal_recorded_moment CHECK (recorded_utc GLOB '????-??-??T??:??:??.???Z'), CONSTRAINT
      fk_consent_withdrawal_consent_no FOREIGN KEY(consent_no) REFERENCES consent (no)) STRICT
    """,
)


def upgrade() -> None:
    """Make every table and index; triggers and the search index are put up after each migration."""
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    """There is no way back: an older program refuses a newer store."""
    raise NotImplementedError
