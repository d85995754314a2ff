"""A decision on the screen, from the first question to the PDF that carries both signatures."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from tests.helpers import desks
from tests.helpers.decision_stage import Sitter, colleagues, sitter
from wellbeingdesk.domain.decision import DecisionState, DecisionStillStands
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.record import Answer, Predecessor, Relation
from wellbeingdesk.domain.verdict import ExitCode
from wellbeingdesk.tour.driver import Person, until
from wellbeingdesk.tour.seeing import Missed
from wellbeingdesk.usecases import decisions, exchange, receiving, reviews
from wellbeingdesk.usecases.verifying import verify_file

__all__ = ["colleagues", "sitter"]

Two = tuple[Sitter, Sitter]


def writing(sitter: Sitter, **given: object) -> str:
    """A draft that is open; its id."""
    draft_id = sitter.drafts(sitter.adds(), **given)  # type: ignore[arg-type]  # answers by field
    sitter.goes("decisions.edit", draft_id=draft_id)
    sitter.person.sees("Second signatory")
    return draft_id


def kept(sitter: Sitter, draft_id: str) -> Draft:
    return sitter.knows(lambda ports: ports.views.draft(draft_id))


def gives_passphrase(sitter: Sitter, do: str, passphrase: str = desks.PASSPHRASE) -> None:
    sitter.person.types("Your passphrase", passphrase, instead=True)
    sitter.person.press(do)


def test_what_is_missing_is_named_and_one_click_away(colleagues: Two) -> None:
    author, _ = colleagues
    draft_id = writing(author, outline=None, decision_why=None)
    author.person.sees("2 things missing")
    author.person.press("The reasons")
    author.person.types("The reasons", "There was no time.")
    assert until(lambda: kept(author, draft_id).answers.get("decision_why") == "There was no time.")
    author.person.sees("1 thing missing")
    author.person.sees("Sign… (1 thing missing)")


def test_a_rules_finding_names_the_policys_own_section(colleagues: Two) -> None:
    author, _ = colleagues
    writing(author, consulted_at="2026-11-20T12:00")
    author.person.sees("By these times you asked after deciding.")
    author.person.sees("Policy: Information sharing and suicide prevention: who decides")


def test_signing_too_early_opens_the_first_thing_that_is_missing(colleagues: Two) -> None:
    author, _ = colleagues
    draft_id = writing(author, outline=None)
    author.person.press("Next")
    author.person.press("Sign… (1 thing missing)")
    author.person.sees("One thing is still missing before you can sign.")
    author.person.sees("What has happened, in a few sentences")
    assert kept(author, draft_id).id == draft_id
    author.person.types("What has happened, in a few sentences", "It is all there now.")
    author.person.no_longer_sees("One thing is still missing before you can sign.")
    author.person.sees("Nothing is missing")


@pytest.mark.rule("D15")
def test_without_the_second_professional_nothing_is_signed(colleagues: Two) -> None:
    author, _ = colleagues
    writing(author, second=False)
    author.person.press("Sign… (1 thing missing)")
    author.person.sees("Name the second mental health professional who will sign this.")
    author.person.chooses("Second signatory", "Robin Sample  ·  Counsellor")
    author.person.sees("Nothing is missing")
    author.person.sees("Identity checked in person on")


def test_a_policy_that_asks_for_no_second_signature_says_so(sitter: Sitter) -> None:
    writing(sitter, second=False)
    sitter.person.sees("Good practice, not required by your policy.")
    sitter.person.sees("There is no colleague’s card at this desk yet.")


def test_a_decision_is_signed_alone_where_the_policy_allows_it(sitter: Sitter) -> None:
    writing(sitter, second=False)
    sitter.person.press("Sign…")
    sitter.person.sees("Nobody is asked for a second signature.")
    gives_passphrase(sitter, "Sign")
    sitter.person.sees("The decision is signed.")
    sitter.person.sees("Nobody was asked for a second signature")


def test_the_wrong_passphrase_is_told_inside_and_the_right_one_signs(colleagues: Two) -> None:
    author, _ = colleagues
    draft_id = writing(author)
    author.person.press("Sign…")
    author.person.sees("About Elif Yıldız")
    author.person.presses_keys("Return")
    author.person.sees("Type the passphrase first.")
    gives_passphrase(author, "Sign", "not the passphrase")
    author.person.sees("This passphrase does not open the desk.")
    assert kept(author, draft_id).id == draft_id
    gives_passphrase(author, "Sign")
    author.person.sees("The decision is signed.")
    author.person.sees("Signed, not sent yet")
    author.person.sees("Page 1 of")


def test_what_cannot_be_printed_is_told_before_signing(colleagues: Two) -> None:
    author, _ = colleagues
    writing(author, outline="They wrote 🙂 twice.")
    author.person.press("Sign…")
    author.person.sees("One character cannot be printed as it is.")
    author.person.press("Cancel")


@pytest.mark.journey
@pytest.mark.parametrize(
    ("choice", "button", "do", "state", "said"),
    [
        ("I agree with the decision", "Countersign: sign that I agree…", "Sign that I agree",
         DecisionState.COUNTERSIGNED, "your colleague agrees"),
        ("I disagree with the decision", "Sign that I disagree…", "Sign that I disagree",
         DecisionState.DISAGREED, "your colleague disagrees"),
        ("I decline to countersign", "Sign that I decline…", "Sign that I decline",
         DecisionState.DECLINED, "your colleague declined"),
    ],
)  # fmt: skip
def test_a_decision_goes_to_a_colleague_and_comes_back_answered(
    colleagues: Two, tmp_path: Path, choice: str, button: str, do: str, state: DecisionState, said: str
) -> None:
    author, second = colleagues
    there, back, record = tmp_path / "there.age", tmp_path / "back.age", tmp_path / "record.pdf"
    decision_id = author.decides(author.adds())
    author.goes("decisions.view", decision_id=decision_id)
    author.finds(there)
    author.person.press("Send to Robin Sample…")
    author.person.sees("The sealed file is saved.")
    author.person.sees("With Robin Sample since")

    second.goes("decisions")
    second.finds(there)
    second.person.press("Receive a file…")
    second.person.sees("Decision by Sam Example")
    second.person.sees("Elif Yıldız")
    second.person.sees("made-up outline")
    second.person.press("Sign your answer…")
    second.person.sees("Choose what you want to say.")
    second.person.chooses("Having read it", choice)
    if state is not DecisionState.COUNTERSIGNED:
        second.person.press(button)
        second.person.sees("To disagree or to decline, give your reasons.")
        second.person.types("Your reasons", "There was time to ask.")
    second.person.press(button)
    gives_passphrase(second, do)
    second.person.sees("Your answer is signed.")
    second.finds(back)
    second.person.press("Save answer for Sam Example…")
    second.person.sees("The sealed file is saved.")

    author.finds(back)
    author.person.press("Open the answer…")
    author.person.sees(said)
    assert author.knows(lambda ports: ports.views.decision(decision_id)).state is state
    author.finds(record)
    author.person.press("Save record as PDF…")
    author.person.sees("The record is saved.")
    ports = author.desk.ports
    roots = frozenset({ports.identity.root_sha256, second.desk.ports.identity.root_sha256})
    verdict = verify_file(ports.verifier, ports.renderer, ports.catalogue, record.read_bytes(), roots)
    declined = state is DecisionState.DECLINED
    assert verdict.exit_code is (ExitCode.ONE_OR_DECLINED if declined else ExitCode.VERIFIED)


def test_a_declined_decision_is_begun_anew_and_the_new_record_names_it(colleagues: Two, tmp_path: Path) -> None:
    author, second = colleagues
    client_id = author.adds()
    declined = author.decides(client_id)
    declines(author, second, declined, tmp_path)
    author.goes("decisions.view", decision_id=declined)
    author.person.press("Begin anew from these answers")
    author.person.sees("In place of the decision signed")
    author.person.sees("made-up outline")
    author.person.sees("Sign… (1 thing missing)")  # somebody else is to be asked
    author.goes("decisions.view", decision_id=declined)
    author.person.press("Go on with the new draft")
    author.person.chooses("Second signatory", "Robin Sample  ·  Counsellor")
    author.person.press("Sign…")
    gives_passphrase(author, "Sign")
    author.person.sees("The decision is signed.")
    author.goes("decisions.view", decision_id=declined)
    author.person.press("Look at the new record")
    (new,) = [
        one.decision for one in author.knows(lambda ports: ports.views.decisions()) if one.decision.id != declined
    ]
    record = author.knows(lambda ports: ports.views.record(new.id)).record
    old = author.knows(lambda ports: ports.views.decision(declined))
    assert record.draft.predecessor == Predecessor(Relation.SUPERSEDES, declined, old.record_sha256)
    with pytest.raises(DecisionStillStands):
        author.does(decisions.begin_in_place_of, decision_id=new.id)


def declines(author: Sitter, second: Sitter, decision_id: str, folder: Path) -> None:
    """The colleague has read it and declined, and the answer is back."""
    there, back = folder / "there.age", folder / "back.age"
    author.works(exchange.send_for_countersignature, decision_id=decision_id, path=str(there))
    second.works(receiving.receive_file, path=str(there))
    second.works(
        reviews.answer_review, record_id=decision_id, answer=Answer.DECLINE, reasons="Not mine to sign.",
        passphrase=desks.PASSPHRASE,
    )  # fmt: skip
    second.works(reviews.send_answer, record_id=decision_id, path=str(back))
    author.works(receiving.receive_file, path=str(back))


def test_a_file_for_somebody_else_is_told_calmly(colleagues: Two, tmp_path: Path) -> None:
    author, _ = colleagues
    decision_id = author.decides(author.adds())
    author.goes("decisions.view", decision_id=decision_id)
    author.finds(tmp_path / "there.age")
    author.person.press("Send to Robin Sample…")
    author.goes("decisions")
    author.finds(tmp_path / "there.age")
    author.person.press("Receive a file…")
    author.person.sees("This sealed file was made for somebody else")
    author.person.press("Close")


def test_both_lists_say_where_each_decision_stands(colleagues: Two) -> None:
    author, _ = colleagues
    author.decides(author.adds("Amara Okafor"))
    author.drafts(author.adds("Elif Yıldız"))
    author.goes("decisions")
    for text in ("Amara Okafor", "Signed, not sent yet", "Elif Yıldız", "Draft", "Nothing to countersign"):
        author.person.sees(text)
    author.person.opens("Elif Yıldız")
    author.person.sees("Second signatory")
    assert author.window.windowTitle() == "WellbeingDesk"


@pytest.mark.rule("D15")
def test_the_same_entry_on_a_register_is_refused_beside_the_choice(sitter: Sitter, tmp_path: Path) -> None:
    again = desks.make_desk(desks.weak_house(tmp_path / "again"), "Sam Again", "000001")
    try:
        desks.introduce(sitter.desk, again)
    finally:
        again.close()
    draft_id = writing(sitter, second=False)
    hasty = Person(sitter.window, sitter.runner.settled, patience=1)
    with suppress(Missed):  # the choice does not stay; how long it is seen depends on the machine
        hasty.chooses("Second signatory", "Sam Again  ·  Counsellor")
    sitter.person.sees("You cannot sign your own decision a second time")
    assert kept(sitter, draft_id).second_signer == ""
    assert sitter.person.reads("Second signatory") != "Sam Again  ·  Counsellor"


def test_opening_a_decision_is_written_down_before_it_is_shown(colleagues: Two) -> None:
    author, _ = colleagues
    client_id = author.adds()
    decision_id = author.decides(client_id)
    author.goes("decisions.view", decision_id=decision_id)
    author.person.sees("Signed, not sent yet")
    assert author.audited(client_id)[-1] == "decision-opened"
