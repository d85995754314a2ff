"""What goes into each repository comes out of it again, by the unit of work and by the views."""

import hashlib
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from sqlalchemy.exc import IntegrityError

from tests.store.made_up import PERSON, SETUP, Desk, appointment, at, client, consent, draft, new_id, sealed
from wellbeingdesk.domain.appointment import AppointmentWasChangedMeanwhile, Modality, Outcome
from wellbeingdesk.domain.client import (
    Channel,
    ClientUnknown,
    ClientWasChangedMeanwhile,
    ContactRule,
    NameOnFile,
    PersonNotToTell,
)
from wellbeingdesk.domain.colleague import CheckedHow, Colleague
from wellbeingdesk.domain.consent import ConsentIsWithdrawn
from wellbeingdesk.domain.decision import ColleagueUnknown, Decision, DecisionState, Review
from wellbeingdesk.domain.draft import DraftIsGone
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.record import DefinitionRef, Predecessor, RecordKind, Relation
from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.domain.safety import SafetyPlan
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.signing.card import make_card
from wellbeingdesk.signing.identity import make_identity
from wellbeingdesk.store.bugs import NotKept
from wellbeingdesk.usecases.rows import SealedRow, UnitOfWork


def test_a_client_comes_back_whole(desk: Desk) -> None:
    made = client("Ash", "Ashley Sample", born=date(1999, 2, 28), created_at=at(5, "Asia/Kolkata"))
    desk.do(lambda uow: uow.clients.add(made))
    assert desk.look(lambda uow: uow.clients.get(made.id)) == made
    assert desk.ask(lambda views: views.client_file(made.id)).client == made
    assert desk.look(lambda uow: uow.clients.names()) == (NameOnFile(made.id, made.reference, "Ash", "Ashley Sample"),)


def test_a_client_saved_twice_from_one_reading_is_refused(desk: Desk) -> None:
    made = desk.add_client("Ash")
    desk.do(lambda uow: uow.clients.save(replace(made, name_used="Asher")))
    with pytest.raises(ClientWasChangedMeanwhile):
        desk.do(lambda uow: uow.clients.save(replace(made, name_used="Ashby")))
    kept = desk.look(lambda uow: uow.clients.get(made.id))
    assert (kept.name_used, kept.version) == ("Asher", 2)


def test_an_unknown_client_is_refused_everywhere(desk: Desk) -> None:
    stranger = client()
    for work in (
        lambda uow: uow.clients.get(stranger.id),
        lambda uow: uow.clients.save(stranger),
        lambda uow: uow.clients.set_contact_rule(stranger.id, ContactRule(Channel.EMAIL)),
        lambda uow: uow.appointments.add(appointment(stranger.id)),
        lambda uow: uow.drafts.add(draft(stranger.id)),
        lambda uow: uow.records.add(sealed(stranger.id)),
    ):
        with pytest.raises(ClientUnknown):
            desk.do(work)
    with pytest.raises(ClientUnknown):
        desk.ask(lambda views: views.timeline(stranger.id, 0, 10))


def test_a_reference_is_free_until_it_is_taken(desk: Desk) -> None:
    made = desk.add_client()
    assert not desk.look(lambda uow: uow.clients.reference_is_free(made.reference))
    assert desk.look(lambda uow: uow.clients.reference_is_free("WD-0000"))
    with pytest.raises(IntegrityError):
        desk.do(lambda uow: uow.clients.add(client(reference=made.reference)))


def test_contact_rules_tell_not_asked_from_no(desk: Desk) -> None:
    made = desk.add_client()
    post = ContactRule(Channel.POST, None, None, "not asked yet")
    phone = ContactRule(Channel.PHONE, allowed=True, may_name_service=False)
    desk.do(lambda uow: uow.clients.set_contact_rule(made.id, ContactRule(Channel.POST, allowed=True)))
    desk.do(
        lambda uow: uow.clients.set_contact_rule(made.id, post),
        lambda uow: uow.clients.set_contact_rule(made.id, phone),
    )
    assert desk.ask(lambda views: views.client_file(made.id)).contact_rules == (phone, post)


def test_a_person_not_to_tell_ends_and_stays_on_file(desk: Desk) -> None:
    made = desk.add_client()
    mother = PersonNotToTell(new_id(), made.id, "Mother", "parent", "Ash", at(3))
    tutor = PersonNotToTell(new_id(), made.id, "Tutor", "tutor", "Ash", at(4))
    desk.do(
        lambda uow: uow.clients.add_person_not_to_tell(mother),
        lambda uow: uow.clients.add_person_not_to_tell(tutor),
    )
    assert desk.do(lambda uow: uow.clients.end_person_not_to_tell(mother.id, at(9))) == made.id
    desk.do(lambda uow: uow.clients.end_person_not_to_tell(mother.id, at(99)))
    assert desk.ask(lambda views: views.client_file(made.id)).not_to_tell == (tutor, replace(mother, ended_at=at(9)))
    with pytest.raises(NotKept):
        desk.do(lambda uow: uow.clients.end_person_not_to_tell("nobody", at()))


def test_a_client_has_one_safety_plan(desk: Desk) -> None:
    made = desk.add_client()
    assert desk.look(lambda uow: uow.clients.safety_plan(made.id)) is None
    first = SafetyPlan(made.id, at(), date(2026, 11, 25))
    second = SafetyPlan(made.id, at(), date(2026, 12, 2), at(60))
    desk.do(lambda uow: uow.clients.set_safety_plan(first))
    assert desk.look(lambda uow: uow.clients.safety_plan(made.id)) == first
    desk.do(lambda uow: uow.clients.set_safety_plan(second))
    assert desk.ask(lambda views: views.client_file(made.id)).safety_plan == second


def test_an_appointment_comes_back_whole_and_is_saved_by_version(desk: Desk) -> None:
    made = appointment(desk.add_client("Ash").id, 60)
    desk.do(lambda uow: uow.appointments.add(made))
    line = desk.ask(lambda views: views.appointment(made.id))
    assert (line.appointment, line.client_name) == (made, "Ash")
    done = replace(
        made,
        outcome=Outcome.CANCELLED_LATE,
        cancelled_at=at(30),
        reason="a cold",
        recorded_at=at(70),
        accompanied_by=(),
    )
    desk.do(lambda uow: uow.appointments.save(done))
    assert desk.look(lambda uow: uow.appointments.get(made.id)) == replace(done, version=2)
    with pytest.raises(AppointmentWasChangedMeanwhile):
        desk.do(lambda uow: uow.appointments.save(done))
    moved = replace(done, version=2, planned=appointment("", 600).planned, modality=Modality.PHONE)
    desk.do(lambda uow: uow.appointments.save(moved))
    assert desk.look(lambda uow: uow.appointments.get(made.id)).planned == moved.planned
    with pytest.raises(NotKept):
        desk.look(lambda uow: uow.appointments.get("none"))


def test_a_draft_comes_back_whole(desk: Desk) -> None:
    made = draft(
        desk.add_client().id,
        answers={"a": "text\nmore", "b": ("one", "two"), "c": 3, "d": False, "e": None, "f": ()},
        event_time=at(-90, "Europe/Lisbon"),
        predecessor=Predecessor(Relation.ADDENDUM, "r-1", "ab" * 32),
        appointment_id="a-1",
        second_signer="c-1",
        extra={"cursor": 17},
    )
    desk.do(lambda uow: uow.drafts.add(made))
    assert desk.look(lambda uow: uow.drafts.get(made.id)) == made
    assert desk.ask(lambda views: views.draft(made.id)) == made
    assert list(desk.ask(lambda views: views.draft(made.id)).answers) == list(made.answers)
    line = desk.ask(lambda views: views.drafts())[0]
    assert (line.id, line.kind, line.appointment_id) == (made.id, RecordKind.NOTE, "a-1")


def test_a_stale_save_is_refused_and_both_texts_are_kept(desk: Desk) -> None:
    made = draft(desk.add_client().id, "as begun")
    desk.do(lambda uow: uow.drafts.add(made))
    assert desk.do(lambda uow: uow.drafts.save(replace(made, answers={"narrative": "window one"})), audited=False)
    late = replace(made, answers={"narrative": "window two"})

    def refused_save(uow: UnitOfWork) -> None:
        assert not uow.drafts.save(late)
        uow.drafts.keep_refused(late, "kept-1", at(7))

    desk.do(refused_save)
    assert desk.look(lambda uow: uow.drafts.get(made.id)).answers == {"narrative": "window one"}
    assert desk.look(lambda uow: uow.drafts.get(made.id)).version == 2
    assert desk.ask(lambda views: views.refused_draft("kept-1")) == late


def test_a_draft_put_aside_is_gone(desk: Desk) -> None:
    made = draft(desk.add_client().id)
    desk.do(lambda uow: uow.drafts.add(made))
    desk.do(lambda uow: uow.drafts.remove(made.id))
    for work in (lambda uow: uow.drafts.get(made.id), lambda uow: uow.drafts.remove(made.id)):
        with pytest.raises(DraftIsGone):
            desk.do(work)
    assert not desk.look(lambda uow: uow.drafts.save(made))


def test_a_sealed_record_comes_back_byte_for_byte(desk: Desk) -> None:
    ash = desk.add_client()
    row = desk.add_note(ash.id, 'Ça va ? 😀 مرحبا 李小明 \u2028 \x7f "quoted" \\ <b>')
    kept = desk.look(lambda uow: uow.records.get(row.record.draft.record_id))
    assert kept == row
    assert kept.record.document == row.record.document
    assert kept.record.statement == row.record.statement
    assert desk.look(lambda uow: uow.records.exists(row.record.draft.record_id))
    assert not desk.look(lambda uow: uow.records.exists("none"))
    with pytest.raises(NotKept):
        desk.look(lambda uow: uow.records.get("none"))


def test_a_note_of_200_000_characters(desk: Desk) -> None:
    text = "river and stone 😀 " * 11_112
    row = desk.add_note(desk.add_client().id, text[:200_000])
    assert desk.ask(lambda views: views.record(row.record.draft.record_id)) == row
    (hit,) = desk.ask(lambda views: views.search("stone", "", 0, 10))
    assert len(hit.excerpt) <= 240
    made = draft(row.client_id, text[:200_000])
    desk.do(lambda uow: uow.drafts.add(made))
    assert desk.ask(lambda views: views.draft(made.id)) == made


def test_addenda_are_found_oldest_first(desk: Desk) -> None:
    note = desk.add_note(desk.add_client().id)
    follows = Predecessor(Relation.ADDENDUM, note.record.draft.record_id, note.record.statement_sha256)
    later = replace(sealed(note.client_id, "second", at(1), RecordKind.ADDENDUM, follows), signed_at=at(100))
    sooner = replace(sealed(note.client_id, "first", at(2), RecordKind.ADDENDUM, follows), signed_at=at(50))
    desk.do(lambda uow: uow.records.add(later), lambda uow: uow.records.add(sooner))
    assert desk.ask(lambda views: views.addenda(follows.record_id)) == (sooner, later)


def test_definitions_are_kept_once_by_digest(desk: Desk) -> None:
    source = b"[form]"
    ref = DefinitionRef("note", 1, hashlib.sha256(source).hexdigest())
    desk.do(lambda uow: uow.records.keep_definition(ref, "form", source))
    desk.do(lambda uow: uow.records.keep_definition(ref, "form", source))
    assert desk.ask(lambda views: views.definition(ref.sha256)) == source
    assert desk.look(lambda uow: uow.records.definition("00" * 32)) is None
    assert desk.sql("SELECT count(*) FROM definition") == [(1,)]


def test_files_are_kept_once_per_stage_and_conflicts_beside_each_other(desk: Desk) -> None:
    record_id = desk.add_note(desk.add_client().id).record.draft.record_id

    def keep(stage: str, content: bytes) -> None:
        digest = hashlib.sha256(content).hexdigest()
        desk.do(lambda uow: uow.records.keep_file(record_id, stage, digest, content))

    keep("signed", b"%PDF 1")
    keep("signed", b"%PDF 1")
    with pytest.raises(IntegrityError):
        keep("signed", b"%PDF other")
    keep("conflict", b"%PDF 2")
    keep("conflict", b"%PDF 3")
    assert desk.ask(lambda views: views.file(record_id, "signed")) == b"%PDF 1"
    assert desk.look(lambda uow: uow.records.file(record_id, "conflict")) == b"%PDF 2"
    assert desk.look(lambda uow: uow.records.file(record_id, "declined")) is None
    with pytest.raises(NotKept):
        desk.do(lambda uow: uow.records.keep_file("none", "signed", "ab" * 32, b""))


def test_a_consent_is_withdrawn_by_a_row_of_its_own(desk: Desk) -> None:
    row = sealed(desk.add_client("Ash").id, kind=RecordKind.CONSENT)
    given = consent(row, ends_on=date(2027, 1, 1), channels=("post", "phone"))
    # The ledger may be written before its record, within one transaction.
    desk.do(lambda uow: uow.consents.add(given), lambda uow: uow.records.add(row))
    assert desk.ask(lambda views: views.consents(row.client_id)) == ((given, "Ash"),)
    desk.do(lambda uow: uow.consents.withdraw(given.id, at(5), "by text", at(9)))
    withdrawn = replace(given, withdrawn_at=at(5), withdrawal_words="by text")
    assert desk.look(lambda uow: uow.consents.get(given.id)) == withdrawn
    assert desk.ask(lambda views: views.consent(given.id)) == withdrawn
    with pytest.raises(ConsentIsWithdrawn):
        desk.do(lambda uow: uow.consents.withdraw(given.id, at(6), "", at(9)))


def test_a_consent_without_its_record_cannot_be_committed(desk: Desk) -> None:
    row = sealed(desk.add_client().id, kind=RecordKind.CONSENT)
    with pytest.raises(IntegrityError):
        desk.do(lambda uow: uow.consents.add(consent(row)))
    assert desk.ask(lambda views: views.consents()) == ()


def _decision(row: SealedRow) -> Decision:
    return Decision(
        row.record.draft.record_id, row.client_id, "decision", 1, DecisionState.SIGNED, row.record.statement_sha256,
        at(3), "c-1", "line-manager",
    )  # fmt: skip


def test_a_decision_moves_on_and_keeps_what_was_signed(desk: Desk) -> None:
    row = sealed(desk.add_client("Ash").id, kind=RecordKind.DECISION)
    made = _decision(row)
    desk.do(lambda uow: uow.records.add(row), lambda uow: uow.decisions.add(made))
    moved = replace(made, state=DecisionState.COUNTERSIGNED, sent_at=at(4), answered_at=at(5), record_sha256="00" * 32)
    desk.do(lambda uow: uow.decisions.save(moved))
    kept = desk.ask(lambda views: views.decision(made.id))
    assert kept == replace(moved, record_sha256=made.record_sha256)
    (line,) = desk.ask(lambda views: views.decisions(row.client_id))
    assert (line.decision, line.client_name, line.colleague_name) == (kept, "Ash", "")
    with pytest.raises(NotKept):
        desk.do(lambda uow: uow.decisions.save(replace(made, id="none")))


def _colleague(name: str, received: Instant) -> Colleague:
    person = Practitioner(f"p-{name}", name, "Manager", Registration("UKCP", name))
    card = make_card(make_identity(person, new_id(), at()), 1)
    return Colleague(new_id(), card, CheckedHow.NOT_CHECKED, None, received)


def test_colleagues_are_found_by_what_is_known_of_them(desk: Desk) -> None:
    zed, amara = _colleague("Zed", at(1)), _colleague("Amara", at(2))
    desk.do(lambda uow: uow.colleagues.add(zed), lambda uow: uow.colleagues.add(amara))
    assert desk.ask(lambda views: views.colleagues()) == (amara, zed)
    assert desk.look(lambda uow: uow.colleagues.all()) == (amara, zed)
    assert desk.look(lambda uow: uow.colleagues.by_root(zed.card.root_sha256)) == zed
    assert desk.look(lambda uow: uow.colleagues.by_root("00" * 32)) is None
    checked = replace(zed, checked=CheckedHow.TYPED_IN_PERSON, checked_at=at(9))
    desk.do(lambda uow: uow.colleagues.save(checked))
    assert desk.ask(lambda views: views.colleague(zed.id)) == checked
    for work in (lambda uow: uow.colleagues.get("none"), lambda uow: uow.colleagues.save(replace(zed, id="none"))):
        with pytest.raises(ColleagueUnknown):
            desk.do(work)


def test_a_review_and_its_files(desk: Desk) -> None:
    author = _colleague("Amara", at(2))
    made = Review("r-1", "ab" * 32, author.id, at(3))
    digest = hashlib.sha256(b"%PDF").hexdigest()
    desk.do(lambda uow: uow.colleagues.add(author), lambda uow: uow.decisions.add_review(made))
    desk.do(lambda uow: uow.decisions.keep_review_file("r-1", "signed", digest, b"%PDF"))
    answered = replace(made, answer="agree", answered_at=at(9))
    desk.do(lambda uow: uow.decisions.save_review(answered))
    assert desk.look(lambda uow: uow.decisions.review("r-1")) == answered
    assert desk.look(lambda uow: uow.decisions.review("none")) is None
    assert desk.ask(lambda views: views.review("r-1")) == answered
    assert desk.ask(lambda views: views.review_file("r-1", "signed")) == b"%PDF"
    assert desk.look(lambda uow: uow.decisions.review_file("r-1", "declined")) is None
    assert [line.author_name for line in desk.ask(lambda views: views.reviews())] == ["Amara"]


def _reminder(**changes: object) -> Reminder:
    made = Reminder(new_id(), ReminderKind.CONSENT_ENDS, date(2026, 11, 25), "", "s-1")
    return replace(made, **changes)  # type: ignore[arg-type]  # a test changes what it likes


def _set(made: Reminder, uow: UnitOfWork) -> None:
    uow.reminders.set(made)


def test_a_reminder_replaces_the_open_one_about_the_same_thing(desk: Desk) -> None:
    ash = desk.add_client("Ash")
    first, second = _reminder(client_id=ash.id), _reminder(client_id=ash.id, due_on=date(2026, 11, 23))
    own = [_reminder(kind=ReminderKind.OWN_WORDS, subject_id="", text=text) for text in ("call", "write")]
    desk.do(*(partial(_set, made) for made in (first, second, *own)))
    lines = desk.ask(lambda views: views.reminders(date(2026, 11, 30)))
    assert [(line.reminder, line.client_name) for line in lines] == [(second, "Ash"), (own[0], ""), (own[1], "")]
    assert desk.ask(lambda views: views.reminders(date(2026, 11, 23))) == lines[:1]


def test_a_reminder_is_settled_once(desk: Desk) -> None:
    ash = desk.add_client()
    made, other = _reminder(client_id=ash.id), _reminder(subject_id="s-2")
    desk.do(lambda uow: uow.reminders.set(made), lambda uow: uow.reminders.set(other))
    desk.do(lambda uow: uow.reminders.settle(ReminderKind.CONSENT_ENDS, "s-1", at(5)))
    desk.do(lambda uow: uow.reminders.settle(ReminderKind.CONSENT_ENDS, "s-1", at(6)))
    assert desk.do(lambda uow: uow.reminders.settle_one(other.id, at(7))) == ""
    assert desk.do(lambda uow: uow.reminders.settle_one(made.id, at(8))) == ash.id
    assert desk.ask(lambda views: views.reminders(date(2030, 1, 1))) == ()
    assert desk.sql("SELECT done_utc FROM reminder ORDER BY no") == [(at(5).iso(),), (at(7).iso(),)]
    desk.do(lambda uow: uow.reminders.set(_reminder(client_id=ash.id)))
    with pytest.raises(NotKept):
        desk.do(lambda uow: uow.reminders.settle_one("none", at()))


def test_the_desks_own_facts(desk: Desk) -> None:
    assert desk.look(lambda uow: uow.desk.practitioner()) == PERSON
    assert desk.look(lambda uow: uow.desk.setup()) == SETUP
    desk.do(lambda uow: uow.desk.save_setting("theme", "dark"))
    desk.do(lambda uow: uow.desk.save_setting("theme", "light"))
    assert desk.ask(lambda views: views.setup()) == SETUP
    assert desk.ask(lambda views: views.setting("theme")) == "light"
    assert desk.look(lambda uow: uow.desk.setting("none")) is None


def test_half_a_character_does_not_lose_a_draft(desk: Desk) -> None:
    made = draft(desk.add_client().id, "half \ud83d of a sign")
    desk.do(lambda uow: uow.drafts.add(made))
    assert desk.ask(lambda views: views.draft(made.id)) == made
