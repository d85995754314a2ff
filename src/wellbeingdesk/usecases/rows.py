"""What a use-case asks of the store: a unit of work that writes, and views that only read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Protocol, Self

from wellbeingdesk.domain.appointment import Appointment, AttendanceCount, Outcome
from wellbeingdesk.domain.client import Client, ContactRule, NameOnFile, PersonNotToTell
from wellbeingdesk.domain.colleague import Colleague
from wellbeingdesk.domain.consent import Consent
from wellbeingdesk.domain.contact import ContactDetail, EmergencyContact
from wellbeingdesk.domain.decision import Decision, Review
from wellbeingdesk.domain.draft import Draft, KeptText
from wellbeingdesk.domain.policy import ServiceSetup
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.domain.record import DefinitionRef, RecordKind, SignedRecord
from wellbeingdesk.domain.reminder import Reminder
from wellbeingdesk.domain.safety import SafetyPlan
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.usecases.contact_rows import ContactRows
from wellbeingdesk.usecases.cover_rows import CoverRows
from wellbeingdesk.usecases.reminder_rows import ReminderRows
from wellbeingdesk.usecases.wanted import Wanted


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit: ids and digests only, never names or text. `action` is a past participle in kebab case,
    e.g. `note-signed`.
    """

    action: str
    entity: str
    entity_id: str
    client_id: str = ""
    digest: str = ""
    detail: str = ""


class ClientRows(Protocol):
    """Client files."""

    def add(self, client: Client) -> None: ...
    def get(self, client_id: str) -> Client:
        """Raises ClientUnknown."""
        ...

    def save(self, client: Client) -> None:
        """Writes where the stored version is this one, and raises it. Raises ClientWasChangedMeanwhile."""
        ...

    def reference_is_free(self, reference: str) -> bool: ...
    def names(self) -> tuple[NameOnFile, ...]: ...
    def set_contact_rule(self, client_id: str, rule: ContactRule) -> None: ...
    def add_person_not_to_tell(self, person: PersonNotToTell) -> None: ...
    def end_person_not_to_tell(self, person_id: str, at: Instant) -> str:
        """Gives back the client's id."""
        ...

    def set_safety_plan(self, plan: SafetyPlan) -> None:
        """The client's one plan: inserted or replaced."""
        ...

    def safety_plan(self, client_id: str) -> SafetyPlan | None: ...


class AppointmentRows(Protocol):
    """Appointments and their outcomes."""

    def add(self, appointment: Appointment) -> None: ...
    def get(self, appointment_id: str) -> Appointment: ...
    def save(self, appointment: Appointment) -> None:
        """As ClientRows.save. Raises AppointmentWasChangedMeanwhile."""
        ...


class DraftRows(Protocol):
    """Drafts of everything that will be signed."""

    def add(self, draft: Draft) -> None: ...
    def get(self, draft_id: str) -> Draft:
        """Raises DraftIsGone."""
        ...

    def save(self, draft: Draft) -> bool:
        """Writes where the stored version is `draft.version` and raises it by one; False where it is not (nothing is
        written).
        """
        ...

    def keep_refused(self, draft: Draft, kept_id: str, at: Instant) -> None:
        """Keep the text of a stale save beside the draft."""
        ...

    def drop_refused(self, kept_id: str) -> Draft:
        """Let such a text go, and give it back. Raises DraftIsGone."""
        ...

    def remove(self, draft_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class SealedRow:
    """A signed record as it is kept: the record, its file position in time and, for PDFs, nothing else (files are
    documents).
    """

    record: SignedRecord
    client_id: str
    signed_at: Instant


class RecordRows(Protocol):
    """Signed records; the database itself refuses to change them."""

    def add(self, row: SealedRow, appointment_id: str = "") -> None:
        """Keeps record and searchable text; notes and addenda get their search row from the event time."""
        ...

    def add_all(self, rows: Sequence[SealedRow]) -> None:
        """The same for many at once, none of them with an appointment; several times as fast."""
        ...

    def get(self, record_id: str) -> SealedRow: ...
    def exists(self, record_id: str) -> bool: ...
    def keep_definition(self, ref: DefinitionRef, kind: str, source: bytes) -> None:
        """By digest, once."""
        ...

    def definition(self, sha256: str) -> bytes | None: ...
    def keep_file(self, record_id: str, stage: str, sha256: str, content: bytes) -> None:
        """A finished PDF; `stage` is `signed`, `countersigned`, `declined` or `conflict`; each once, never changed."""
        ...

    def file(self, record_id: str, stage: str) -> bytes | None: ...


class ConsentRows(Protocol):
    """The consent ledger."""

    def add(self, consent: Consent) -> None: ...
    def get(self, consent_id: str) -> Consent: ...
    def withdraw(self, consent_id: str, said_at: Instant, words: str, recorded_at: Instant) -> None:
        """A row of its own; the consent stays as it was signed."""
        ...


class DecisionRows(Protocol):
    """Decisions of this desk and reviews of colleagues' decisions."""

    def add(self, decision: Decision) -> None: ...
    def get(self, decision_id: str) -> Decision: ...
    def save(self, decision: Decision) -> None: ...
    def add_review(self, review: Review) -> None: ...
    def review(self, record_id: str) -> Review | None: ...
    def save_review(self, review: Review) -> None: ...
    def keep_review_file(self, record_id: str, stage: str, sha256: str, content: bytes) -> None:
        """A colleague's PDF as received (`signed`) and as answered (`countersigned`, `declined`)."""
        ...

    def review_file(self, record_id: str, stage: str) -> bytes | None: ...


class ColleagueRows(Protocol):
    """Contact cards received."""

    def add(self, colleague: Colleague) -> None: ...
    def save(self, colleague: Colleague) -> None: ...
    def get(self, colleague_id: str) -> Colleague:
        """Raises ColleagueUnknown."""
        ...

    def by_root(self, root_sha256: str) -> Colleague | None: ...
    def all(self) -> tuple[Colleague, ...]: ...


class DeskRows(Protocol):
    """The desk's own facts."""

    def practitioner(self) -> Practitioner: ...
    def setup(self) -> ServiceSetup: ...
    def setting(self, key: str) -> str | None: ...
    def save_setting(self, key: str, value: str) -> None: ...


class UnitOfWork(Protocol):
    """One transaction on the store's thread: rolled back unless committed.

    A commit without an audit entry is our bug, unless nothing but `drafts.save` was written: drafts are audited at
    first and last only.
    """

    clients: ClientRows
    appointments: AppointmentRows
    drafts: DraftRows
    records: RecordRows
    consents: ConsentRows
    decisions: DecisionRows
    colleagues: ColleagueRows
    reminders: ReminderRows
    desk: DeskRows
    cover: CoverRows
    contacts: ContactRows

    def audit(self, entry: AuditEntry) -> None:
        """Chain one entry."""
        ...

    def commit(self) -> None:
        """Raises DiskFull, CannotWrite (nothing is written then)."""
        ...

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class ClientLine:
    """A row of the client list: a name, a reference and the next or last appointment; no scores, flags or badges."""

    id: str
    reference: str
    name_used: str
    next_wall: str
    last_wall: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing in a client file, newest first. `kind` is note, addendum, consent, decision, draft or appointment;
    `form_id` tells the template.
    """

    kind: str
    id: str
    event_time: Instant
    written_time: Instant | None
    title: str
    excerpt: str
    signed: bool
    form_id: str = ""
    predecessor_id: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A signed note, addendum or draft that holds the words, newest first."""

    record_id: str
    client_id: str
    client_name: str
    event_time: Instant
    excerpt: str


@dataclass(frozen=True, slots=True)
class ClientFile:
    """What the page of one client shows at its head."""

    client: Client
    contact_rules: tuple[ContactRule, ...]
    not_to_tell: tuple[PersonNotToTell, ...]
    safety_plan: SafetyPlan | None
    counts: AttendanceCount
    sessions: int
    contact_details: tuple[ContactDetail, ...] = ()
    emergency_contacts: tuple[EmergencyContact, ...] = ()


@dataclass(frozen=True, slots=True)
class AppointmentLine:
    """An appointment with the client's name, for Today, the client file and the log of missed sessions."""

    appointment: Appointment
    client_name: str
    client_reference: str


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """An open reminder with the client's name, empty where it concerns none."""

    reminder: Reminder
    client_name: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """An unsigned draft."""

    id: str
    kind: RecordKind
    client_id: str
    client_name: str
    form_id: str
    saved_at: Instant
    appointment_id: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision in a list."""

    decision: Decision
    client_name: str
    colleague_name: str


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A colleague's decision in a list; no client of this desk is named."""

    review: Review
    author_name: str


class Views(Protocol):
    """Reads, on the store's read-only thread; SQL sorts, filters and pages."""

    def client_lines(self, words: str, offset: int, limit: int) -> tuple[ClientLine, ...]: ...
    def client_count(self, words: str) -> int: ...
    def client_file(self, client_id: str) -> ClientFile:
        """Raises ClientUnknown."""
        ...

    def timeline(self, client_id: str, offset: int, limit: int) -> tuple[TimelineEntry, ...]: ...
    def record(self, record_id: str) -> SealedRow: ...
    def addenda(self, record_id: str) -> tuple[SealedRow, ...]:
        """Oldest first."""
        ...

    def superseded_by(self, record_id: str) -> TimelineEntry | None:
        """The signed record or draft that takes this one's place, the newest."""
        ...

    def draft(self, draft_id: str) -> Draft: ...
    def kept_texts(self) -> tuple[KeptText, ...]:
        """Texts whose save was refused, newest first."""
        ...

    def refused_draft(self, kept_id: str) -> Draft:
        """The text whose save was refused (`kept` of DraftWasSavedElsewhere), as it would have been saved."""
        ...

    def drafts(self, client_id: str = "") -> tuple[DraftLine, ...]: ...
    def search(
        self, words: str, client_id: str, offset: int, limit: int, wanted: Wanted | None = None
    ) -> tuple[SearchHit, ...]:
        """Raises NoLongerWanted once `wanted` says no."""
        ...

    def appointments_on(self, day: date) -> tuple[AppointmentLine, ...]: ...
    def appointments_of(self, client_id: str) -> tuple[AppointmentLine, ...]:
        """Newest first."""
        ...

    def appointment(self, appointment_id: str) -> AppointmentLine: ...
    def missed(self, client_id: str, offset: int, limit: int) -> tuple[AppointmentLine, ...]:
        """The log of missed sessions, of one client or (empty id) of all; newest first."""
        ...

    def outcomes(self, client_id: str) -> tuple[Outcome, ...]:
        """Every recorded outcome of one client or (empty id) of all, newest first."""
        ...

    def consents(self, client_id: str = "") -> tuple[tuple[Consent, str], ...]:
        """With the client's name; newest first."""
        ...

    def consent(self, consent_id: str) -> Consent: ...
    def decisions(self, client_id: str = "") -> tuple[DecisionLine, ...]: ...
    def decision(self, decision_id: str) -> Decision: ...
    def reviews(self) -> tuple[ReviewLine, ...]: ...
    def review(self, record_id: str) -> Review: ...
    def review_file(self, record_id: str, stage: str) -> bytes | None: ...
    def file(self, record_id: str, stage: str) -> bytes | None: ...
    def definition(self, sha256: str) -> bytes | None: ...
    def colleagues(self) -> tuple[Colleague, ...]: ...
    def colleague(self, colleague_id: str) -> Colleague: ...
    def reminders(self, until: date) -> tuple[ReminderLine, ...]:
        """Open ones due by then, earliest first."""
        ...

    def setup(self) -> ServiceSetup: ...
    def setting(self, key: str) -> str | None: ...
    def desk_made_at(self) -> Instant: ...
    def schema_revision(self) -> str: ...
