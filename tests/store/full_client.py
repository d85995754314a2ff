"""A client of whom the store holds one of everything, each text marked, and what is left of the marks in a file."""

import hashlib
from pathlib import Path
from typing import Any

from tests.store.made_up import Desk, appointment, at, consent, draft, sealed
from tools.decrypt_store import decrypted_pages
from wellbeingdesk.domain.appointment import Companion, CompanionCapacity, Outcome
from wellbeingdesk.domain.client import Channel, Client, ContactRule, PersonNotToTell
from wellbeingdesk.domain.contact import ContactDetail, EmergencyContact
from wellbeingdesk.domain.decision import Decision, DecisionState
from wellbeingdesk.domain.record import Predecessor, RecordKind, Relation
from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.domain.safety import SafetyPlan
from wellbeingdesk.usecases.rows import SealedRow, UnitOfWork

PLACES = (
    "nameused", "legalname", "pronouns", "remark", "nottotell", "relation", "saidby", "reason", "companion",
    "draft", "refused", "note", "addendum", "consenttext", "recipient", "purpose", "withdrawal", "decision",
    "pdf", "conflict", "mark", "reminder", "number", "contact", "kinship", "contactnumber", "source",
)  # fmt: skip


def marks(letter: str) -> dict[str, str]:
    """A word for each place, which stands nowhere else; each begins with letters of its own, because the index keeps
    only what differs from the word before.
    """
    return {
        place: f"{letter}{hashlib.sha256((letter + place).encode()).hexdigest()[:8]}quill{place}" for place in PLACES
    }


def add_full_client(desk: Desk, letter: str, **changes: Any) -> tuple[Client, tuple[SealedRow, ...]]:
    """Everything that can be kept of one person; gives back the person and the signed records."""
    word = marks(letter)
    person = desk.add_client(word["nameused"], legal_name=word["legalname"], pronouns=word["pronouns"], **changes)
    _cover(desk, person, word)
    records = _sign(desk, person, word)
    _change(desk, person, word)
    return person, records


def _cover(desk: Desk, person: Client, word: dict[str, str]) -> None:
    not_to_tell = PersonNotToTell(
        f"n-{person.id}", person.id, word["nottotell"], word["relation"], word["saidby"], at()
    )
    companion = Companion(word["companion"], CompanionCapacity.INTERPRETER)
    missed = appointment(
        person.id,
        60,
        outcome=Outcome.DID_NOT_ATTEND,
        reason=word["reason"],
        recorded_at=at(),
        accompanied_by=(companion,),
    )
    asked = EmergencyContact(
        f"e-{person.id}", person.id, word["contact"], word["kinship"], word["contactnumber"], None, word["source"], at()
    )
    rule = ContactRule(Channel.PHONE, allowed=True, may_name_service=False, remark=word["remark"])
    reminders = [
        Reminder(f"r1-{person.id}", ReminderKind.OWN_WORDS, at().wall.date(), person.id, "", word["reminder"]),
        Reminder(f"r2-{person.id}", ReminderKind.OWN_WORDS, at().wall.date(), "", missed.id, word["reminder"]),
    ]

    def work(uow: UnitOfWork) -> None:
        uow.clients.set_contact_rule(person.id, rule)
        uow.clients.add_person_not_to_tell(not_to_tell)
        uow.contacts.set_details(person.id, (ContactDetail(Channel.PHONE, word["number"]),))
        uow.contacts.add_emergency_contact(asked)
        uow.clients.set_safety_plan(SafetyPlan(person.id, at(), at().wall.date()))
        uow.appointments.add(missed)
        for reminder in reminders:
            uow.reminders.set(reminder)

    desk.do(work)


def _sign(desk: Desk, person: Client, word: dict[str, str]) -> tuple[SealedRow, ...]:
    note = desk.sign_note(person.id, f"{word['note']} by the river. " * 40)
    follows = Predecessor(Relation.ADDENDUM, note.record.draft.record_id, note.record.statement_sha256)
    addendum = sealed(person.id, word["addendum"], at(9), RecordKind.ADDENDUM, follows)
    given = sealed(person.id, word["consenttext"], kind=RecordKind.CONSENT)
    decided = sealed(person.id, word["decision"], kind=RecordKind.DECISION)
    decision_id, digest = decided.record.draft.record_id, decided.record.statement_sha256
    made = Decision(decision_id, person.id, "d", 1, DecisionState.SIGNED, digest, at(), "", "")
    kept = consent(given, recipient_name=word["recipient"], purpose=word["purpose"])
    files = {"signed": f"%PDF {word['pdf']} ".encode() * 900, "conflict": f"%PDF {word['conflict']}".encode()}

    def work(uow: UnitOfWork) -> None:
        for row in (addendum, given, decided):
            uow.records.add(row)
        uow.consents.add(kept)
        uow.consents.withdraw(kept.id, at(), word["withdrawal"], at())
        uow.decisions.add(made)
        for stage, content in files.items():
            uow.records.keep_file(decision_id, stage, hashlib.sha256(content).hexdigest(), content)

    desk.do(work)
    desk.sql(
        "INSERT INTO mark (id, row, kind, reason, made_by, made_utc, made_zone, made_offset)"
        " SELECT ?, row, 'invalid', ?, 'p', '2026-11-21T09:00:00.000Z', 'UTC', 0 FROM sealed_record WHERE id = ?",
        f"m-{person.id}",
        word["mark"],
        note.record.draft.record_id,
    )
    return note, addendum, given, decided


def _change(desk: Desk, person: Client, word: dict[str, str]) -> None:
    """Texts that were replaced or lost leave traces too."""
    begun = draft(person.id, f"{word['draft']} " * 300)
    refused = draft(person.id, f"{word['refused']} " * 300)
    desk.begin(begun)
    desk.do(lambda uow: uow.drafts.save(begun), lambda uow: uow.drafts.keep_refused(refused, f"k-{person.id}", at()))


def clear_text(folder: Path, key: bytes) -> bytes:
    """Every page of the store and its log in clear, free pages too, and every other file as it is."""
    log = folder / "store.db-wal"
    content = log.read_bytes() if log.exists() else b""
    with (folder / "store.db").open("rb") as file:
        pages = list(decrypted_pages(file, [key], content))
    with (folder / "store.db").open("rb") as file:
        pages += decrypted_pages(file, [key])
    others = [path.read_bytes() for path in folder.iterdir() if path.is_file() and not path.name.startswith("store.db")]
    return b"\0".join([*pages, content, *others])


def found_in(content: bytes, letter: str) -> set[str]:
    """The places whose marks are still there, whole or but for their first letters."""
    lower = content.lower()
    return {place for place, word in marks(letter).items() if word[4:].encode() in lower}
