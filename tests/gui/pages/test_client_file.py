"""One client's file: what its head says, what its parts hold, and that it never shows anybody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtWidgets import QApplication

from tests.helpers import walk
from tests.helpers.client_stage import Stage, stage
from tests.helpers.decisions import complete_answers
from wellbeingdesk.domain.client import Channel, ContactRule
from wellbeingdesk.gui.pages.client_file_cards import TimelineCard
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.tour.driver import until
from wellbeingdesk.usecases import clients, consents, drafts, safety

__all__ = ["stage"]


def opened(stage: Stage, **more: object) -> str:
    """A file that is open."""
    client_id = stage.adds("Amara Okafor", **more)
    stage.goes("clients.file", client_id=client_id)
    stage.person.sees("Timeline")
    return client_id


def cards(stage: Stage) -> list[TimelineCard]:
    """The timeline, newest first."""
    return [one for one in stage.window.findChildren(TimelineCard) if one.isVisible()]


def test_another_file_shows_nothing_of_the_one_before(stage: Stage) -> None:
    ben = stage.adds("Ben Hartley")
    stage.notes(ben, "Ben talked about his brother.", datetime(2026, 11, 20, 10, 0))
    stage.goes("clients.file", client_id=ben)
    stage.person.sees("Ben talked about his brother.")
    opened(stage)
    stage.person.no_longer_sees("Ben")
    assert not any("brother" in text for text in stage.person.texts())


def test_contact_rules_are_plain_words_and_what_was_not_asked_stays_so(stage: Stage) -> None:
    person = stage.person
    client_id = opened(stage)
    person.sees("How to reach them: not asked yet")
    person.press("Change")
    person.chooses("Voicemail: May it be used?", "No")
    person.chooses("Email: May it be used?", "Yes")
    person.chooses("Email: May it name the service?", "No")
    person.types("Email: Remark", "appointments only")
    person.press("Save")
    for words in ("No voicemail", "Email allowed, may not name the service (appointments only)", "Post: not asked"):
        person.sees(words)
    kept = stage.knows(lambda ports: ports.views.client_file(client_id).contact_rules)
    assert ContactRule(Channel.VOICEMAIL, False) in kept
    assert ContactRule(Channel.EMAIL, True, False, "appointments only") in kept
    assert ContactRule(Channel.POST) in kept


def test_whether_a_message_may_name_the_service_is_asked_only_where_it_may_be_sent(stage: Stage) -> None:
    client_id = opened(stage)
    rules = (ContactRule(Channel.TEXT, True, True),)
    stage.does(clients.set_contact_rules, client_id=client_id, rules=rules)
    stage.goes("clients.file", client_id=client_id)
    stage.person.sees("Text message allowed, may name the service")
    stage.person.press("Change")
    stage.person.chooses("Text message: May it be used?", "No")
    stage.person.press("Save")
    stage.person.sees("No text messages")
    kept = stage.knows(lambda ports: ports.views.client_file(client_id).contact_rules)
    assert ContactRule(Channel.TEXT, False, None) in kept


def test_who_must_not_be_told_is_named_counted_and_shown_in_full(stage: Stage) -> None:
    person = stage.person
    client_id = opened(stage)
    person.turns_to("Details")
    person.press("Add a person", within="Not to be told")
    person.types("Name", "Ngozi Okafor")
    person.types("Relation", "mother")
    person.press("Add")
    person.sees("Not to be told: Ngozi Okafor (mother)")
    for name in ("Paul Reed", "Sam Lee"):
        stage.does(clients.add_person_not_to_tell, client_id=client_id, name=name, relation="", said_by="Her tutor")
    stage.goes("clients.file", client_id=client_id)
    person.sees("Not to be told: Ngozi Okafor (mother), Paul Reed and 1 more")
    person.press("Show all")
    person.sees("Not to be told: Sam Lee. Her tutor said so, 21 Nov 2026, 14:32")
    person.press("Show less")
    person.no_longer_sees("Not to be told: Sam Lee")


def test_somebody_may_be_told_again_once_the_client_said_so(stage: Stage) -> None:
    person = stage.person
    client_id = opened(stage)
    stage.does(clients.add_person_not_to_tell, client_id=client_id, name="Paul Reed", relation="", said_by="Amara")
    stage.goes("clients.file", client_id=client_id)
    person.turns_to("Details")
    stage.asking.answer_next(False)
    person.press("May be told again")
    person.sees("Not to be told: Paul Reed")
    stage.asking.answer_next(True)
    person.press("May be told again")
    person.no_longer_sees("Not to be told: Paul Reed")
    person.sees("May be told again since 21 Nov 2026")
    assert stage.asking.asked == ["clients.not-to-tell.end"] * 2


def test_an_open_safety_plan_stands_at_the_head_with_its_review_and_no_grade(stage: Stage) -> None:
    person = stage.person
    opened(stage)
    person.turns_to("Details")
    person.press("Open a plan")
    person.types("Review it next on", "25 Nov 2026")
    person.press("Open the plan")
    person.sees("Safety plan open, review Wed 25 Nov")
    graded = ("risk", "high", "moderate", "low", "severe")
    assert not [text for text in person.texts() for word in graded if word in text.lower().split()]


def test_a_review_in_the_past_is_refused_beside_the_question(stage: Stage) -> None:
    person = stage.person
    client_id = opened(stage)
    person.turns_to("Details")
    person.press("Open a plan")
    person.types("Review it next on", "20 Nov 2026")
    person.press("Open the plan")
    person.sees("The day of the review lies in the past.")
    assert stage.knows(lambda ports: ports.views.client_file(client_id).safety_plan) is None


def test_a_plan_is_reviewed_and_closed(stage: Stage) -> None:
    person = stage.person
    client_id = stage.adds("Amara Okafor")
    stage.does(safety.open_safety_plan, client_id=client_id, review_on=date(2026, 11, 21))
    stage.clock.passes(days=2)
    stage.goes("clients.file", client_id=client_id)
    person.sees("Safety plan open, review was due Sat 21 Nov")
    person.press("Review plan")
    person.types("Review it next on", "2/12/2026")
    person.press("Save the review")
    person.sees("Safety plan open, review Wed 2 Dec")
    person.press("Review plan")
    person.press("Close the plan")
    person.no_longer_sees("Safety plan open")


def test_names_are_changed_and_the_head_follows(stage: Stage) -> None:
    person = stage.person
    opened(stage)
    person.turns_to("Details")
    person.press("Change", within="Names")
    person.types("Name used", "Ama Okafor", instead=True)
    person.types("Pronouns", "they/them")
    person.press("Save")
    person.sees("Ama Okafor")
    person.sees("they/them")
    person.no_longer_sees("Amara Okafor")


def test_names_changed_meanwhile_elsewhere_are_not_overwritten(stage: Stage) -> None:
    person = stage.person
    client_id = opened(stage)
    person.turns_to("Details")
    person.press("Change", within="Names")
    person.types("Pronouns", "they/them")
    on_file = stage.knows(lambda ports: ports.views.client_file(client_id).client)
    stage.does(clients.change_client, client=on_file)
    person.press("Save")
    person.sees("These details were changed in another window first.")
    assert stage.knows(lambda ports: ports.views.client_file(client_id).client.pronouns) == ""


def test_the_timeline_goes_by_month_and_shows_more_when_asked(stage: Stage) -> None:
    person = stage.person
    client_id = stage.adds("Amara Okafor")
    for day in range(1, 31):
        stage.notes(client_id, f"Session of day {day}.", datetime(2026, 10, day, 9, 0))
    stage.notes(client_id, "The newest.", datetime(2026, 11, 20, 9, 0))
    stage.goes("clients.file", client_id=client_id)
    person.sees("NOVEMBER 2026")
    person.sees("Show more")
    assert until(lambda: len(cards(stage)) == 25)
    person.press("Show more")
    person.sees("Session of day 1.")
    assert cards(stage)[0].accessibleName().startswith("Session note, 20 Nov 2026, 09:00")
    assert until(lambda: len(cards(stage)) == 31)


def test_arrow_keys_go_from_card_to_card_and_enter_opens(stage: Stage) -> None:
    person = stage.person
    client_id = stage.adds("Amara Okafor")
    for day in (18, 19):
        stage.notes(client_id, f"Session of day {day}.", datetime(2026, 11, day, 9, 0))
    stage.goes("clients.file", client_id=client_id)
    person.sees("Session of day 18.")
    person.looks_here()
    cards(stage)[0].setFocus()
    person.presses_keys("Down")
    focused = QApplication.focusWidget()
    assert isinstance(focused, Card)
    assert focused.accessibleName().startswith("Session note, 18 Nov 2026")
    person.presses_keys("Return")
    person.sees("Of 18 Nov 2026, 09:00")


def test_an_empty_file_says_so(stage: Stage) -> None:
    opened(stage)
    stage.person.sees("Nothing in this file yet")
    stage.person.turns_to("Appointments")
    stage.person.sees("No appointments yet")
    stage.person.turns_to("Consent")
    stage.person.sees("No consent to share yet")
    stage.person.turns_to("Decisions")
    stage.person.sees("No decision about confidentiality yet")


def test_what_a_file_begins_leads_to_its_own_page(stage: Stage) -> None:
    opened(stage)
    stage.person.press("Consent to share")
    stage.person.sees("consent.edit draft_id")
    stage.person.goes_to("Clients")
    stage.person.opens("Amara Okafor")
    stage.person.press("Decide about confidentiality")
    stage.person.sees("decisions.edit draft_id")
    stage.person.goes_to("Clients")
    stage.person.opens("Amara Okafor")
    stage.person.turns_to("Consent")
    stage.person.sees("Draft, saved today 14:32")
    stage.person.opens("Consent to share")
    stage.person.sees("consent.edit draft_id")


def test_a_consent_in_the_timeline_never_quotes_what_must_not_be_shared(stage: Stage) -> None:
    person = stage.person
    client_id = stage.adds("Amara Okafor")
    draft = stage.does(consents.begin_consent, client_id=client_id)
    form = stage.desk.ports.catalogue.form("consent-to-share")
    given = {"recipient_name": "Dr Made Up", "recipient_role": "tutor", "items_excluded": "Anything about my family"}
    answers = {**complete_answers(form, given), "starts_on": "2026-11-21", "ends_on": "2026-12-01"}
    draft = stage.does(drafts.save_draft, draft=replace(draft, answers=answers))
    stage.goes("clients.file", client_id=client_id)
    person.sees("Draft")
    assert not any("family" in text for text in walk.words_read(stage.window))
    stage.does(consents.sign_consent, draft_id=draft.id, version=draft.version)
    stage.goes("clients.file", client_id=client_id)
    person.sees("Dr Made Up  ·  tutor")
    person.sees("In force")
    assert not any("family" in text for text in walk.words_read(stage.window))
    person.press("Open")
    person.sees("consent.view consent_id")


def test_in_a_low_window_only_what_is_forbidden_is_shown_until_asked_for(stage: Stage) -> None:
    person = stage.person
    client_id = stage.adds("Amara Okafor")
    rules = (ContactRule(Channel.PHONE, True, True), ContactRule(Channel.POST, False))
    stage.does(clients.set_contact_rules, client_id=client_id, rules=rules)
    stage.does(clients.add_person_not_to_tell, client_id=client_id, name="Paul Reed", relation="", said_by="Amara")
    stage.window.resize(1024, 560)
    stage.goes("clients.file", client_id=client_id)
    person.sees("No post")
    person.sees("1 person not to be told")
    assert not any("Phone allowed" in text for text in person.texts())
    person.press("Show all")
    person.sees("Phone allowed, may name the service")
    person.sees("Not to be told: Paul Reed")
