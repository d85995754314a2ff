"""Everything that is only read, on the read-only connection and its own thread, as frozen values."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, Engine

from wellbeingdesk.domain.appointment import Outcome
from wellbeingdesk.domain.colleague import Colleague
from wellbeingdesk.domain.consent import Consent
from wellbeingdesk.domain.decision import Decision, Review
from wellbeingdesk.domain.draft import Draft, KeptText
from wellbeingdesk.domain.policy import ServiceSetup
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.store import (
    appointment,
    audit,
    client_list,
    colleague,
    consent,
    decision,
    desk,
    draft,
    migrating,
    record,
    reminder,
    search,
    timeline,
)
from wellbeingdesk.store.engine import reading
from wellbeingdesk.usecases.ports import Clock
from wellbeingdesk.usecases.rows import (
    AppointmentLine,
    ClientFile,
    ClientLine,
    DecisionLine,
    DraftLine,
    ReminderLine,
    ReviewLine,
    SealedRow,
    SearchHit,
    TimelineEntry,
)
from wellbeingdesk.usecases.wanted import Wanted

T = TypeVar("T")


class StoredViews:
    """Each view is one short reading transaction; what it raises stands beside the Protocol."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def _read(self, question: Callable[[Connection], T]) -> T:
        with reading(self._engine) as connection:
            return question(connection)

    def client_lines(self, words: str, offset: int, limit: int) -> tuple[ClientLine, ...]:
        """The client list."""
        now = self._clock.now()
        return self._read(lambda c: client_list.client_lines(c, now, words, offset, limit))

    def client_count(self, words: str) -> int:
        """How many files that list has."""
        return self._read(lambda c: client_list.client_count(c, words))

    def client_file(self, client_id: str) -> ClientFile:
        """The head of one page."""
        return self._read(lambda c: client_list.client_file(c, client_id))

    def timeline(self, client_id: str, offset: int, limit: int) -> tuple[TimelineEntry, ...]:
        """One client's file, newest first."""
        return self._read(lambda c: timeline.timeline(c, client_id, offset, limit))

    def record(self, record_id: str) -> SealedRow:
        """A signed record."""
        return self._read(lambda c: record.find_record(c, record_id))

    def addenda(self, record_id: str) -> tuple[SealedRow, ...]:
        """Oldest first."""
        return self._read(lambda c: record.addenda(c, record_id))

    def superseded_by(self, record_id: str) -> TimelineEntry | None:
        """What takes a record's place."""
        return self._read(lambda c: timeline.superseded_by(c, record_id))

    def kept_texts(self) -> tuple[KeptText, ...]:
        """Newest first."""
        return self._read(draft.kept_texts)

    def draft(self, draft_id: str) -> Draft:
        """A draft."""
        return self._read(lambda c: draft.find_draft(c, draft_id))

    def refused_draft(self, kept_id: str) -> Draft:
        """The text of a refused save."""
        return self._read(lambda c: draft.find_refused_draft(c, kept_id))

    def drafts(self, client_id: str = "") -> tuple[DraftLine, ...]:
        """Unsigned drafts, newest first."""
        return self._read(lambda c: draft.draft_lines(c, client_id))

    def search(
        self, words: str, client_id: str, offset: int, limit: int, wanted: Wanted | None = None
    ) -> tuple[SearchHit, ...]:
        """Newest first, unless it is wanted no longer."""
        return self._read(lambda c: search.search(c, words, client_id, offset, limit, wanted))

    def appointments_on(self, day: date) -> tuple[AppointmentLine, ...]:
        """By the clock on the wall."""
        return self._read(lambda c: appointment.appointments_on(c, day))

    def appointments_of(self, client_id: str) -> tuple[AppointmentLine, ...]:
        """Newest first."""
        return self._read(lambda c: appointment.appointments_of(c, client_id))

    def appointment(self, appointment_id: str) -> AppointmentLine:
        """One of them."""
        return self._read(lambda c: appointment.find_appointment(c, appointment_id))

    def missed(self, client_id: str, offset: int, limit: int) -> tuple[AppointmentLine, ...]:
        """The log of missed sessions."""
        return self._read(lambda c: appointment.missed(c, client_id, offset, limit))

    def outcomes(self, client_id: str) -> tuple[Outcome, ...]:
        """Recorded outcomes, newest first."""
        return self._read(lambda c: appointment.outcomes(c, client_id))

    def consents(self, client_id: str = "") -> tuple[tuple[Consent, str], ...]:
        """The ledger, newest first."""
        return self._read(lambda c: consent.consents(c, client_id))

    def consent(self, consent_id: str) -> Consent:
        """One of them."""
        return self._read(lambda c: consent.find_consent(c, consent_id))

    def decisions(self, client_id: str = "") -> tuple[DecisionLine, ...]:
        """Newest first."""
        return self._read(lambda c: decision.decisions(c, client_id))

    def decision(self, decision_id: str) -> Decision:
        """One of them."""
        return self._read(lambda c: decision.find_decision(c, decision_id))

    def reviews(self) -> tuple[ReviewLine, ...]:
        """Colleagues' decisions, newest first."""
        return self._read(decision.reviews)

    def review(self, record_id: str) -> Review:
        """One of them."""
        return self._read(lambda c: decision.find_review(c, record_id))

    def review_file(self, record_id: str, stage: str) -> bytes | None:
        """A colleague's PDF, as it came or as answered."""
        return self._read(lambda c: decision.find_review_file(c, record_id, stage))

    def file(self, record_id: str, stage: str) -> bytes | None:
        """A finished PDF of this desk."""
        return self._read(lambda c: record.find_file(c, record_id, stage))

    def definition(self, sha256: str) -> bytes | None:
        """A form or policy by digest."""
        return self._read(lambda c: record.find_definition(c, sha256))

    def colleagues(self) -> tuple[Colleague, ...]:
        """In the order of their names."""
        return self._read(colleague.colleagues)

    def colleague(self, colleague_id: str) -> Colleague:
        """One of them."""
        return self._read(lambda c: colleague.find_colleague(c, colleague_id))

    def reminders(self, until: date) -> tuple[ReminderLine, ...]:
        """Open ones due by then."""
        return self._read(lambda c: reminder.reminders(c, until))

    def setup(self) -> ServiceSetup:
        """What the service chose."""
        return self._read(desk.find_setup)

    def setting(self, key: str) -> str | None:
        """A setting of this desk."""
        return self._read(lambda c: desk.find_setting(c, key))

    def desk_made_at(self) -> Instant:
        """When this desk was made, on whichever computer. Raises StoreDamaged."""
        return self._read(desk.find_made_at)

    def schema_revision(self) -> str:
        """Where the schema stands."""
        return self._read(migrating.revision_of)

    def audit_lines(self, client_id: str, offset: int, limit: int) -> tuple[audit.AuditLine, ...]:
        """Newest first, of one client or of all."""
        return self._read(lambda c: audit.lines(c, client_id, offset, limit))
