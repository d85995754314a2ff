"""Made-up people and records for the store's tests, and a desk's store on its two threads."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import Connection

from wellbeingdesk.domain.appointment import Appointment, Companion, CompanionCapacity, Modality
from wellbeingdesk.domain.client import Client
from wellbeingdesk.domain.consent import Consent
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.form import Answers
from wellbeingdesk.domain.policy import ServiceSetup
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.record import DefinitionRef, Predecessor, RecordDraft, RecordKind
from wellbeingdesk.domain.times import Instant, Planned, instant_from_utc
from wellbeingdesk.signing.identity import make_identity, signatory_of
from wellbeingdesk.signing.record import seal_record
from wellbeingdesk.store.anchor import HeadFile
from wellbeingdesk.store.desk_store import DeskStore
from wellbeingdesk.usecases.ports import Anchor, Identity
from wellbeingdesk.usecases.rows import (
    AuditEntry,
    ClientLine,
    SealedRow,
    SearchHit,
    TimelineEntry,
    UnitOfWork,
    Views,
)
from wellbeingdesk.usecases.ways import DeskKeys

T = TypeVar("T")

ZONE = "Europe/London"
KEYS = DeskKeys(store=b"\x11" * 32, audit=b"\x22" * 32, anchor=b"\x33" * 32)
OTHER_KEYS = DeskKeys(store=b"\x44" * 32, audit=b"\x55" * 32, anchor=b"\x66" * 32)
START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PERSON = Practitioner("p-ines", "Inês Ó Briain", "Counsellor", Registration("BACP", "00123456"))
SETUP = ServiceSetup(
    policy_id="durham",
    policy_version=1,
    policy_sha256="cd" * 32,
    service_name="Made-up Counselling",
    choices={"notice_hours": 24, "deciders": ("lead", "deputy"), "asks": True, "open": None},
    logo_png=b"\x89PNG",
)
DESK_ID = "5b4b7a0e-8f0c-4e43-9f0a-0d1ab8a7c001"


def at(minutes: int = 0, zone: str = ZONE) -> Instant:
    """So many minutes after the beginning."""
    return instant_from_utc(START + timedelta(minutes=minutes), zone)


@dataclass
class HandClock:
    """A clock that goes on when told to."""

    minutes: int = 0

    def now(self) -> Instant:
        return at(self.minutes)


@cache
def identity() -> Identity:
    return make_identity(PERSON, DESK_ID, at())


def new_id() -> str:
    return str(uuid4())


def client(name: str = "Ash Sample", legal: str = "", **changes: Any) -> Client:
    client_id = new_id()
    values: dict[str, Any] = {
        "id": client_id,
        "reference": f"WD-{client_id[:6].upper()}",
        "name_used": name,
        "legal_name": legal,
        "pronouns": "they/them",
        "born": None,
        "created_at": at(),
    }
    return Client(**{**values, **changes})


def draft(client_id: str, text: str = "Talked about sleep.", **changes: Any) -> Draft:
    values: dict[str, Any] = {
        "id": new_id(),
        "kind": RecordKind.NOTE,
        "client_id": client_id,
        "form_id": "note-narrative",
        "form_version": 1,
        "answers": {"narrative": text},
        "event_time": at(),
        "begun_at": at(1),
        "saved_at": at(2),
        "version": 1,
    }
    return Draft(**{**values, **changes})


def appointment(client_id: str, minutes: int = 0, **changes: Any) -> Appointment:
    wall = (START + timedelta(minutes=minutes)).replace(tzinfo=None)
    values: dict[str, Any] = {
        "id": new_id(),
        "client_id": client_id,
        "planned": Planned(wall, ZONE),
        "minutes": 50,
        "modality": Modality.VIDEO,
        "accompanied_by": (Companion("Noor", CompanionCapacity.INTERPRETER),),
    }
    return Appointment(**{**values, **changes})


def sealed(
    client_id: str,
    text: str = "Talked about sleep.",
    event: Instant | None = None,
    kind: RecordKind = RecordKind.NOTE,
    follows: Predecessor | None = None,
    answers: Answers | None = None,
) -> SealedRow:
    """A really signed record."""
    ref = DefinitionRef("note-narrative", 1, "ab" * 32)
    written = event or at()
    record = seal_record(
        RecordDraft(
            record_id=new_id(),
            kind=kind,
            subject_id=client_id,
            predecessor=follows,
            form=ref,
            policy=DefinitionRef("durham", 1, "cd" * 32),
            template=DefinitionRef("form", 1, "ef" * 32),
            engine="typst 0.15.2",
            language="en",
            author=signatory_of(identity()),
            second_signer=None,
            event_time=written,
            written_time=at(60 * 24 * 30),
            answers=answers or {"narrative": text, "topics": ("sleep",), "hours": 3, "agreed": True, "left": None},
        ),
        identity(),
    )
    return SealedRow(record, client_id, at(60 * 24 * 30))


def consent(row: SealedRow, **changes: Any) -> Consent:
    values: dict[str, Any] = {
        "id": row.record.draft.record_id,
        "client_id": row.client_id,
        "record_sha256": row.record.statement_sha256,
        "recipient_name": "Dr. Example",
        "recipient_organisation": "School of Chemistry",
        "items_excluded": "Anything about family",
        "direction": "we-tell-them",
        "recipient_role": "GP",
        "items": ("attendance", "letters"),
        "items_other": "",
        "purpose": "To plan care",
        "channels": ("post",),
        "starts_on": START.date(),
        "ends_on": None,
        "given_at": at(),
    }
    return Consent(**{**values, **changes})


SOME_ENTRY = AuditEntry("thing-done", "thing", "t-1")


@dataclass
class Desk:
    """A store with its two threads."""

    folder: Path
    store: DeskStore
    clock: HandClock
    writing: ThreadPoolExecutor
    reading: ThreadPoolExecutor
    keys: DeskKeys = field(default=KEYS, repr=False)
    anchored: bool = False

    def on_write(self, work: Callable[[], T]) -> T:
        return self.writing.submit(work).result()

    def on_read(self, work: Callable[[], T]) -> T:
        return self.reading.submit(work).result()

    def ask(self, view: Callable[[Views], T]) -> T:
        return self.on_read(lambda: view(self.store.views()))

    def do(self, work: Callable[[UnitOfWork], T], *more: Callable[[UnitOfWork], object], audited: bool = True) -> T:
        """One committed unit of work; gives back what its first part gives."""

        def run() -> T:
            with self.store.uow() as uow:
                value = work(uow)
                for part in more:
                    part(uow)
                if audited:
                    uow.audit(SOME_ENTRY)
                uow.commit()
            return value

        return self.on_write(run)

    def client_lines(self, words: str = "", offset: int = 0, limit: int = 50) -> tuple[ClientLine, ...]:
        return self.ask(lambda views: views.client_lines(words, offset, limit))

    def timeline(self, client_id: str, offset: int = 0, limit: int = 50) -> tuple[TimelineEntry, ...]:
        return self.ask(lambda views: views.timeline(client_id, offset, limit))

    def search(self, words: str, client_id: str = "", offset: int = 0, limit: int = 50) -> tuple[SearchHit, ...]:
        return self.ask(lambda views: views.search(words, client_id, offset, limit))

    def record(self, record_id: str) -> SealedRow:
        return self.ask(lambda views: views.record(record_id))

    def look(self, question: Callable[[UnitOfWork], T]) -> T:
        """A unit of work that changes nothing."""

        def run() -> T:
            with self.store.uow() as uow:
                return question(uow)

        return self.on_write(run)

    def sql(self, statement: str, *values: Any, commit: bool = True) -> list[Any]:
        """A bare statement on the writing connection, as a bug would send it."""

        def run() -> list[Any]:
            with self.store._writer.connect() as connection:
                rows = send(connection, statement, *values)
                if commit:
                    connection.commit()
            return rows

        return self.on_write(run)

    def add_client(self, name: str = "Ash Sample", **changes: Any) -> Client:
        made = client(name, **changes)
        self.do(lambda uow: uow.clients.add(made))
        return made

    def begin(self, made: Draft) -> None:
        self.do(lambda uow: uow.drafts.add(made))

    def plan(self, *made: Appointment) -> None:
        def work(uow: UnitOfWork) -> None:
            for one in made:
                uow.appointments.add(one)

        self.do(work)

    def keep(self, *rows: SealedRow) -> None:
        def work(uow: UnitOfWork) -> None:
            for row in rows:
                uow.records.add(row)

        self.do(work)

    def sign_note(self, client_id: str, text: str = "Talked about sleep.", event: Instant | None = None) -> SealedRow:
        """With the line in the audit that the use-case writes."""
        row = sealed(client_id, text, event)
        draft, digest = row.record.draft, row.record.statement_sha256
        entry = AuditEntry("note-signed", "note", draft.record_id, client_id, digest)
        self.do(lambda uow: uow.records.add(row), lambda uow: uow.audit(entry), audited=False)
        return row

    def add_note(self, client_id: str, text: str = "Talked about sleep.", event: Instant | None = None) -> SealedRow:
        row = sealed(client_id, text, event)
        self.do(lambda uow: uow.records.add(row))
        return row

    def reopen(self, keys: DeskKeys | None = None) -> None:
        self.on_write(self.store.close)
        self.open(keys or self.keys)

    def open(self, keys: DeskKeys) -> None:
        anchor = head_file(self.folder, keys) if self.anchored else None
        self.store = self.on_write(lambda: DeskStore.open(self.folder, keys, self.clock, anchor))


def send(connection: Connection, statement: str, *values: Any) -> list[Any]:
    result = connection.exec_driver_sql(statement, values)
    return [tuple(row) for row in result] if result.returns_rows else []


def head_file(folder: Path, keys: DeskKeys = KEYS) -> HeadFile:
    return HeadFile(folder, keys.anchor, DESK_ID)


def make_store(
    folder: Path, clock: HandClock | None = None, keys: DeskKeys = KEYS, anchor: Anchor | None = None
) -> DeskStore:
    return DeskStore.create(
        folder, keys, clock or HandClock(), PERSON, SETUP, identity(), DESK_ID, made_up=True, anchor=anchor
    )


@contextmanager
def lanes() -> Iterator[tuple[ThreadPoolExecutor, ThreadPoolExecutor]]:
    writing = ThreadPoolExecutor(1, thread_name_prefix="store-write")
    reading = ThreadPoolExecutor(1, thread_name_prefix="store-read")
    try:
        yield writing, reading
    finally:
        reading.shutdown()
        writing.shutdown()


@contextmanager
def open_desk(folder: Path, *, anchored: bool = False) -> Iterator[Desk]:
    clock = HandClock()
    with lanes() as (writing, reading):
        anchor = head_file(folder) if anchored else None
        store = writing.submit(make_store, folder, clock, KEYS, anchor).result()
        desk = Desk(folder, store, clock, writing, reading, anchored=anchored)
        try:
            yield desk
        finally:
            writing.submit(desk.store.close).result()
