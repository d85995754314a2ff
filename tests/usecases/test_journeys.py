"""The main job at the use-cases, on real desks: notes, missed sessions, consent, and a countersigned decision."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.helpers.decisions import complete_answers
from tests.helpers.desks import ask, introduce, make_desk, on_bench, on_store, weak_house
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.domain.appointment import Modality, Outcome
from wellbeingdesk.domain.decision import (
    DecisionState,
    NotAddressedToYou,
    ReasonsAreNeeded,
    RecordDoesNotMatchItsPages,
    ReviewAlreadyAnswered,
)
from wellbeingdesk.domain.draft import DraftIsGone, DraftWasSavedElsewhere, SomethingIsMissing
from wellbeingdesk.domain.note import NoteIsEmpty
from wellbeingdesk.domain.record import Answer, AuthorIdentity, Countersignature, RecordKind
from wellbeingdesk.domain.reminder import ReminderKind
from wellbeingdesk.domain.times import Planned
from wellbeingdesk.domain.verdict import ExitCode, Standing
from wellbeingdesk.domain.worldly import PackageNotForThisDesk, WrongPassphrase
from wellbeingdesk.usecases import (
    appointments,
    clients,
    colleagues,
    consents,
    decisions,
    drafts,
    exchange,
    notes,
    receiving,
    reviews,
)
from wellbeingdesk.usecases.appearances import appearances_of
from wellbeingdesk.usecases.packages import Package, PackageKind
from wellbeingdesk.usecases.sealing import own_signatory
from wellbeingdesk.usecases.verifying import verify_file

PASSPHRASE = "a made-up passphrase for tests"


def new_client(desk: OpenDesk) -> str:
    return on_store(desk, clients.add_client, name_used="Elif Yıldız", pronouns="she/her").value


def new_note(desk: OpenDesk, client_id: str, text: str) -> str:
    draft = on_store(
        desk, drafts.begin_draft, kind=RecordKind.NOTE, client_id=client_id, form_id="note-narrative"
    ).value
    saved = on_store(desk, drafts.save_draft, draft=replace(draft, answers={"narrative": text})).value
    return on_store(desk, notes.sign_note, draft_id=saved.id, version=saved.version).value


def test_a_note_is_signed_and_only_added_to(desk: OpenDesk) -> None:
    client_id = new_client(desk)
    record_id = new_note(desk, client_id, "Spoke about sleep.")
    with pytest.raises(DraftIsGone):
        on_store(desk, notes.sign_note, draft_id=record_id, version=2)
    addendum = on_store(desk, notes.begin_addendum, record_id=record_id).value
    filled = replace(addendum, answers={"reason": "Forgot a date", "text": "The date was 3 May."})
    saved = on_store(desk, drafts.save_draft, draft=filled).value
    on_store(desk, notes.sign_note, draft_id=saved.id, version=saved.version)
    (added,) = ask(desk, lambda ports: ports.views.addenda(record_id))
    original = ask(desk, lambda ports: ports.views.record(record_id))
    assert added.record.draft.predecessor is not None
    assert added.record.draft.predecessor.sha256 == original.record.statement_sha256


def test_an_empty_note_is_not_signed(desk: OpenDesk) -> None:
    with pytest.raises(NoteIsEmpty):
        new_note(desk, new_client(desk), "   ")


def test_a_stale_save_is_refused_and_both_texts_are_kept(desk: OpenDesk) -> None:
    draft = on_store(
        desk, drafts.begin_draft, kind=RecordKind.NOTE, client_id=new_client(desk), form_id="note-narrative"
    ).value
    on_store(desk, drafts.save_draft, draft=replace(draft, answers={"narrative": "first"}))
    with pytest.raises(DraftWasSavedElsewhere) as refused:
        on_store(desk, drafts.save_draft, draft=replace(draft, answers={"narrative": "second"}))
    assert refused.value.facts["kept"]
    assert ask(desk, lambda ports: ports.views.draft(draft.id)).answers["narrative"] == "first"


@pytest.mark.rule("P7")
def test_a_cancelled_session_is_in_time_or_late_by_the_services_hours(desk: OpenDesk) -> None:
    client_id = new_client(desk)
    now = desk.ports.clock.now()
    hours = desk.ports.session.setup.choices["notice_hours"]
    assert isinstance(hours, int)
    planned = Planned((now.wall + timedelta(hours=hours, minutes=5)).replace(second=0, microsecond=0), now.zone)
    made = on_store(
        desk,
        appointments.make_appointment,
        client_id=client_id,
        planned=planned,
        minutes=50,
        modality=Modality.VIDEO,
    ).value
    reached = on_store(
        desk, appointments.record_outcome, appointment_id=made, outcome=None, cancelled_at=now, reason="ill"
    ).value
    assert reached is Outcome.CANCELLED_IN_TIME
    late = on_store(
        desk,
        appointments.make_appointment,
        client_id=client_id,
        planned=Planned(now.wall.replace(second=0, microsecond=0) + timedelta(minutes=5), now.zone),
        minutes=50,
        modality=Modality.PHONE,
    ).value
    assert on_store(desk, appointments.record_outcome, appointment_id=late, outcome=None, cancelled_at=now).value is (
        Outcome.CANCELLED_LATE if hours else Outcome.CANCELLED_IN_TIME
    )
    assert ask(desk, lambda ports: ports.views.client_file(client_id)).counts.missed == 1
    assert len(ask(desk, lambda ports: ports.views.missed(client_id, 0, 10))) == 2


@pytest.mark.rule("U12")
def test_a_withdrawn_consent_stops_counting(desk: OpenDesk) -> None:
    client_id = new_client(desk)
    draft = on_store(desk, consents.begin_consent, client_id=client_id).value
    form = desk.ports.catalogue.form(draft.form_id)
    today = desk.ports.clock.now().wall.date()
    days = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=30)).isoformat()}
    draft = replace(draft, answers=complete_answers(form, days))
    saved = on_store(desk, drafts.save_draft, draft=draft).value
    consent_id = on_store(desk, consents.sign_consent, draft_id=saved.id, version=saved.version).value
    consent = ask(desk, lambda ports: ports.views.consent(consent_id))
    assert consent.counts_at(desk.ports.clock.now())
    assert on_bench(desk, consents.filled_consent_paper, consent_id=consent_id).value.startswith(b"%PDF")
    on_store(desk, consents.withdraw_consent, consent_id=consent_id, words="Changed my mind")
    assert not ask(desk, lambda ports: ports.views.consent(consent_id)).counts_at(desk.ports.clock.now())


def signed_decision(desk: OpenDesk) -> str:
    draft = on_store(desk, decisions.begin_decision, client_id=new_client(desk)).value
    form = desk.ports.catalogue.form(draft.form_id)
    known = ask(desk, lambda ports: ports.views.colleagues())
    colleague = next(one for one in known if one.card.practitioner.name == "Robin Sample")
    draft = replace(draft, answers=complete_answers(form))
    saved = on_store(desk, decisions.choose_second_signer, draft=draft, colleague_id=colleague.id).value
    missing = ask(desk, lambda ports: decisions.findings(ports, draft=saved))
    assert missing == ()
    return on_bench(
        desk, decisions.sign_decision, draft_id=saved.id, version=saved.version, passphrase=PASSPHRASE
    ).value


def test_the_record_happened_when_it_was_decided_and_waits_for_the_second(
    two_desks: tuple[OpenDesk, OpenDesk],
) -> None:
    author, _ = two_desks
    decision_id = signed_decision(author)
    row = ask(author, lambda ports: ports.views.record(decision_id))
    assert row.record.draft.event_time.wall.isoformat() == "2026-11-20T11:00:00"
    far = row.signed_at.wall.date() + timedelta(days=30)
    kinds = [line.reminder.kind for line in ask(author, lambda ports: ports.views.reminders(far))]
    assert ReminderKind.COUNTERSIGN_WAITING in kinds


def test_nothing_is_decided_in_the_future(two_desks: tuple[OpenDesk, OpenDesk]) -> None:
    author, _ = two_desks
    draft = on_store(author, decisions.begin_decision, client_id=new_client(author)).value
    form = author.ports.catalogue.form(draft.form_id)
    later = replace(draft, answers=complete_answers(form, {"event_at": "2999-01-01T10:00"}))
    found = {one.field: one.code for one in ask(author, lambda ports: decisions.findings(ports, draft=later))}
    assert found["event_at"] == "in-the-future"


@pytest.mark.rule("U31")
def test_where_the_policy_says_so_the_second_signatory_does_not_learn_the_name(tmp_path: Path) -> None:
    author = make_desk(weak_house(tmp_path / "a"), "Sam Example", "000001", "upsu-advice")
    second = make_desk(weak_house(tmp_path / "b"), "Robin Sample", "000002", "upsu-advice")
    try:
        introduce(author, second)
        decision_id = signed_decision(author)
        record = ask(author, lambda ports: ports.views.record(decision_id)).record
        assert b"Elif" not in record.document
    finally:
        author.close()
        second.close()


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer.AGREE, DecisionState.COUNTERSIGNED),
        (Answer.DISAGREE, DecisionState.DISAGREED),
        (Answer.DECLINE, DecisionState.DECLINED),
    ],
)
@pytest.mark.rule("D15")
def test_a_decision_is_countersigned_on_another_desk(
    two_desks: tuple[OpenDesk, OpenDesk], tmp_path: Path, answer: Answer, state: DecisionState
) -> None:
    author, second = two_desks
    decision_id = signed_decision(author)
    there, back = str(tmp_path / "there.age"), str(tmp_path / "back.age")
    on_bench(author, exchange.send_for_countersignature, decision_id=decision_id, path=there)
    with pytest.raises(PackageNotForThisDesk):
        on_bench(author, receiving.receive_file, path=there)
    received = on_bench(second, receiving.receive_file, path=there).value
    assert received.kind is receiving.ReceivedKind.REVIEW_REQUEST
    if answer is not Answer.AGREE:
        with pytest.raises(ReasonsAreNeeded):
            on_bench(second, reviews.answer_review, record_id=received.id, answer=answer, reasons=" ", passphrase="x")
    with pytest.raises(WrongPassphrase):
        on_bench(
            second,
            reviews.answer_review,
            record_id=received.id,
            answer=answer,
            reasons="Because",
            passphrase="wrong one",
        )
    on_bench(
        second, reviews.answer_review, record_id=received.id, answer=answer, reasons="Because", passphrase=PASSPHRASE
    )
    with pytest.raises(ReviewAlreadyAnswered):
        on_bench(
            second,
            reviews.answer_review,
            record_id=received.id,
            answer=answer,
            reasons="Because",
            passphrase=PASSPHRASE,
        )
    on_bench(second, reviews.send_answer, record_id=received.id, path=back)
    assert on_bench(author, receiving.receive_file, path=back).value.state == state.value
    assert on_bench(author, receiving.receive_file, path=back).value.state == state.value
    assert ask(author, lambda ports: ports.views.decision(decision_id)).state is state
    pdf = ask(author, lambda ports: decisions.newest_file(ports, decision_id))
    ports = author.ports
    known = frozenset({author.ports.identity.root_sha256, second.ports.identity.root_sha256})
    verdict = verify_file(ports.verifier, ports.renderer, ports.catalogue, pdf, known)
    assert verdict.codes == ()
    assert verdict.rebuilt is True
    expected = ExitCode.ONE_OR_DECLINED if answer is Answer.DECLINE else ExitCode.VERIFIED
    assert verdict.exit_code is expected
    unknown = verify_file(ports.verifier, ports.renderer, ports.catalogue, pdf, frozenset())
    assert unknown.standing is (Standing.DECLINED if answer is Answer.DECLINE else Standing.SIGNED_BY_BOTH)
    assert not unknown.identities_checked


def test_the_wrong_passphrase_signs_nothing(two_desks: tuple[OpenDesk, OpenDesk]) -> None:
    author, _ = two_desks
    draft = on_store(author, decisions.begin_decision, client_id=new_client(author)).value
    with pytest.raises(SomethingIsMissing):
        on_bench(author, decisions.sign_decision, draft_id=draft.id, version=draft.version, passphrase=PASSPHRASE)
    assert ask(author, lambda ports: ports.views.decisions("")) == ()


def test_a_third_desk_cannot_take_in_what_names_another(two_desks: tuple[OpenDesk, OpenDesk], tmp_path: Path) -> None:
    author, _ = two_desks
    third = make_desk(weak_house(tmp_path / "c"), "Kim Third", "000003", "derby-wellbeing")
    try:
        introduce(third, author)
        decision_id = signed_decision(author)
        pdf = ask(author, lambda ports: ports.views.file(decision_id, "signed"))
        package = on_store(author, exchange._request, decision_id=decision_id)[0]
        assert package.pdf == pdf
        with pytest.raises(NotAddressedToYou):
            on_bench(third, reviews.take_request, package=package)
        assert ask(third, lambda ports: ports.views.reviews()) == ()
    finally:
        third.close()


def test_an_answer_that_is_drawn_otherwise_than_it_is_signed_is_refused(
    two_desks: tuple[OpenDesk, OpenDesk], tmp_path: Path
) -> None:
    """The second signatory's own program could draw one answer and sign another."""
    author, second = two_desks
    decision_id = signed_decision(author)
    sent = ask(author, lambda ports: ports.views.file(decision_id, "signed"))
    assert sent is not None
    ports = second.ports
    record = ports.verifier.verify(sent, frozenset()).record
    assert record is not None
    assert record.draft.second_signer is not None
    statement = Countersignature(
        record_id=decision_id,
        record_sha256=record.statement_sha256,
        reviewed_file_sha256=hashlib.sha256(sent).hexdigest(),
        answer=Answer.DECLINE,
        reasons="No",
        capacity=record.draft.second_signer.capacity,
        signatory=own_signatory(ports),
        at=ports.clock.now(),
        author_identity=AuthorIdentity.CHECKED,
        template=ports.renderer.template("countersignature"),
        engine=ports.renderer.engine,
        language="en",
    )
    value = ports.signer.make_countersignature_value(statement, ports.identity)
    card = colleagues.own_card(ports)
    for drawn_answer, refused in ((Answer.AGREE, True), (Answer.DECLINE, False)):
        drawn = appearances_of(ports, replace(statement, answer=drawn_answer), card.fingerprint)
        pdf = ports.signer.countersign_pdf(sent, value, drawn, ports.identity, statement.at)
        package = Package(PackageKind.REVIEW_ANSWER, decision_id, pdf, card.file)
        if refused:
            with pytest.raises(RecordDoesNotMatchItsPages):
                on_bench(author, exchange.take_answer, package=package)
        else:
            taken = on_bench(author, exchange.take_answer, package=package).value
            assert (taken.state, taken.pages_compared) == (DecisionState.DECLINED, True)
