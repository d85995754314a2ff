"""What the pages of one client ask of the store, each in one go: the head, a page of the timeline, a signed text."""

from dataclasses import dataclass
from datetime import date

from wellbeingdesk.domain.consent import Consent
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.form import Answers, Form
from wellbeingdesk.domain.note import is_late_entry
from wellbeingdesk.domain.record import DefinitionRef
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.domain.worldly import DefinitionUnknown
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AppointmentLine, ClientFile, DecisionLine, SealedRow, TimelineEntry

PAGE = 25
"""Entries of a timeline shown at once."""


@dataclass(frozen=True, slots=True)
class Head:
    """A client's head and the day it is seen on."""

    file: ClientFile
    today: date


@dataclass(frozen=True, slots=True)
class SignedText:
    """A signed note or addendum with the form it was written on."""

    id: str
    client_id: str
    form: Form
    answers: Answers
    event_time: Instant
    written_time: Instant
    author: str

    @property
    def late(self) -> bool:
        """Whether it counts as a late entry."""
        return is_late_entry(self.event_time, self.written_time)


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One card: the entry, and what its kind needs beside it."""

    entry: TimelineEntry
    signed: SignedText | None = None
    addenda: tuple[SignedText, ...] = ()
    appointment: AppointmentLine | None = None
    consent: Consent | None = None
    decision: DecisionLine | None = None


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Some cards, and where to go on; no further place means that this was the end."""

    items: tuple[TimelineItem, ...]
    go_on_at: int | None
    now: Instant

    @property
    def today(self) -> date:
        """The day on which they are seen."""
        return self.now.wall.date()


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the entries of one page, by its id; each is asked for only if the page needs it."""

    appointments: dict[str, AppointmentLine]
    consents: dict[str, Consent]
    decisions: dict[str, DecisionLine]


@dataclass(frozen=True, slots=True)
class OpenNote:
    """A signed note with its addenda, below the head of its client."""

    head: Head
    signed: SignedText
    addenda: tuple[SignedText, ...]


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft with its form, below the head of its client; an addendum comes with what it adds to."""

    head: Head
    draft: Draft
    form: Form
    original: SignedText | None
    now: Instant


def today(ports: Ports) -> date:
    """By the clock on the wall."""
    return ports.clock.now().wall.date()


def head(ports: Ports, client_id: str) -> Head:
    """Raises ClientUnknown."""
    return Head(ports.views.client_file(client_id), today(ports))


def timeline(ports: Ports, client_id: str, offset: int) -> TimelinePage:
    """The next entries, newest first. Addenda come with the note they add to and not by themselves."""
    entries = ports.views.timeline(client_id, offset, PAGE + 1)
    kept = [one for one in entries[:PAGE] if not (one.kind == "addendum" and one.signed)]
    beside = _beside(ports, client_id, {one.kind for one in kept})
    items = tuple(_item(ports, entry, beside) for entry in kept)
    return TimelinePage(items, offset + PAGE if len(entries) > PAGE else None, ports.clock.now())


def note(ports: Ports, record_id: str) -> OpenNote:
    """A signed note."""
    row = ports.views.record(record_id)
    return OpenNote(head(ports, row.client_id), signed_text(ports, row), addenda_of(ports, record_id))


def draft(ports: Ports, draft_id: str) -> OpenDraft:
    """A draft to go on with. Raises DraftIsGone."""
    found = ports.views.draft(draft_id)
    before = found.predecessor
    return OpenDraft(
        head=head(ports, found.client_id),
        draft=found,
        form=ports.catalogue.form(found.form_id, found.form_version),
        original=None if before is None else signed_text(ports, ports.views.record(before.record_id)),
        now=ports.clock.now(),
    )


def signed_text(ports: Ports, row: SealedRow) -> SignedText:
    """A record as it is read."""
    said = row.record.draft
    return SignedText(
        id=said.record_id,
        client_id=row.client_id,
        form=_form(ports, said.form),
        answers={one.field: one.value for one in row.record.answers},
        event_time=said.event_time,
        written_time=said.written_time,
        author=said.author.practitioner.name,
    )


def addenda_of(ports: Ports, record_id: str) -> tuple[SignedText, ...]:
    """Oldest first."""
    return tuple(signed_text(ports, row) for row in ports.views.addenda(record_id))


def _beside(ports: Ports, client_id: str, kinds: set[str]) -> _Beside:
    views = ports.views
    planned = views.appointments_of(client_id) if "appointment" in kinds else ()
    given = views.consents(client_id) if "consent" in kinds else ()
    made = views.decisions(client_id) if "decision" in kinds else ()
    return _Beside(
        {line.appointment.id: line for line in planned},
        {consent.id: consent for consent, _name in given},
        {line.decision.id: line for line in made},
    )


def _item(ports: Ports, entry: TimelineEntry, beside: _Beside) -> TimelineItem:
    if entry.kind == "note" and entry.signed:
        return TimelineItem(entry, signed_text(ports, ports.views.record(entry.id)), addenda_of(ports, entry.id))
    return TimelineItem(
        entry,
        appointment=beside.appointments.get(entry.id),
        consent=beside.consents.get(entry.id),
        decision=beside.decisions.get(entry.id),
    )


def _form(ports: Ports, ref: DefinitionRef) -> Form:
    """The form as it was when it was signed: of this program, else the copy that the desk keeps."""
    try:
        return ports.catalogue.form(ref.id, ref.version)
    except DefinitionUnknown:
        source = ports.views.definition(ref.sha256)
        if source is None:
            raise
        return ports.catalogue.read_form(source, ref.id)
