"""The list of clients: added, warned about, found and opened, with nothing in it but names, references and dates."""

from __future__ import annotations

from datetime import datetime

from tests.helpers.client_stage import Stage, stage
from wellbeingdesk.gui.widgets.rows import RowList

__all__ = ["stage"]


def rows_of(stage: Stage) -> list[str]:
    """What can be read in the list, row by row."""
    found = stage.window.findChildren(RowList)
    return [row.spoken for one in found if one.isVisible() and one.accessibleName() == "Clients" for row in one.rows()]


def test_the_first_client_is_added_and_their_file_takes_the_place_of_the_list(stage: Stage) -> None:
    person = stage.person
    stage.adds("Ben Hartley")
    person.goes_to("Clients")
    person.press("New client")
    person.types("Name used", "Amara Okafor")
    person.types("Legal name", "Amarachi Okafor")
    person.types("Pronouns", "she/her")
    person.types("Date of birth", "4 March 1992")
    person.press("Add client")
    person.sees("Amara Okafor")
    person.sees("Legal name: Amarachi Okafor")
    reference = stage.knows(lambda ports: ports.views.client_lines("amara", 0, 5))[0].reference
    person.sees(f"she/her  ·  34 years  ·  {reference}")
    assert not any("Ben Hartley" in text for text in person.texts())
    assert stage.window.windowTitle() == "WellbeingDesk"


def test_a_file_needs_a_name_and_says_so_beside_the_question(stage: Stage) -> None:
    stage.person.goes_to("Clients")
    stage.person.press("New client", within="No client files yet")
    stage.person.press("Add client")
    stage.person.sees("This is still to be answered.")
    assert stage.knows(lambda ports: ports.views.client_count("")) == 0


def test_a_date_of_birth_that_is_none_is_not_taken(stage: Stage) -> None:
    person = stage.person
    person.goes_to("Clients")
    person.press("New client", within="No client files yet")
    person.types("Name used", "Amara Okafor")
    person.types("Date of birth", "31 February 1992")
    person.press("Add client")
    person.sees("Write a date")
    assert stage.knows(lambda ports: ports.views.client_count("")) == 0


def test_a_similar_name_is_warned_about_and_the_other_file_can_be_opened(stage: Stage) -> None:
    person = stage.person
    stage.adds("Amara Okafor")
    reference = stage.knows(lambda ports: ports.views.client_lines("", 0, 1))[0].reference
    person.goes_to("Clients")
    person.press("New client")
    person.types("Name used", "Amarah Okafor")
    person.press("Add client")
    person.sees("There is a file with a similar name. Is it the same person?")
    person.sees(f"Amara Okafor, {reference}")
    person.press("Open that file")
    person.sees("Timeline")
    assert stage.knows(lambda ports: ports.views.client_count("")) == 1


def test_somebody_else_of_a_similar_name_is_added_only_after_the_warning(stage: Stage) -> None:
    person = stage.person
    stage.adds("Amara Okafor")
    person.goes_to("Clients")
    person.press("New client")
    person.types("Name used", "Okafor Amara")
    person.press("Add client")
    person.sees("similar name")
    assert stage.knows(lambda ports: ports.views.client_count("")) == 1
    person.press("It is somebody else: add")
    person.sees("Okafor Amara")
    assert stage.knows(lambda ports: ports.views.client_count("")) == 2


def test_another_name_typed_after_the_warning_is_compared_anew(stage: Stage) -> None:
    person = stage.person
    stage.adds("Amara Okafor")
    stage.adds("Ben Hartley")
    person.goes_to("Clients")
    person.press("New client")
    person.types("Name used", "Amara Okafor")
    person.press("Add client")
    person.sees("similar name")
    person.types("Name used", "Ben Hartley", instead=True)
    person.press("It is somebody else: add")
    person.sees("Ben Hartley, WD-")
    assert stage.knows(lambda ports: ports.views.client_count("")) == 2


def test_rows_hold_a_name_a_reference_and_the_next_or_last_appointment(stage: Stage) -> None:
    amara, ben = stage.adds("Amara Okafor"), stage.adds("Ben Hartley")
    stage.plans(amara, datetime(2026, 11, 25, 14, 0))
    stage.plans(ben, datetime(2026, 11, 20, 10, 0))
    stage.adds("Chidi Nwosu")
    stage.person.goes_to("Clients")
    stage.person.sees("Chidi Nwosu")
    lines = stage.knows(lambda ports: ports.views.client_lines("", 0, 5))
    references = [line.reference for line in lines]
    assert rows_of(stage) == [
        f"Amara Okafor, {references[0]}, Next: Wed 25 Nov, 14:00",
        f"Ben Hartley, {references[1]}, Last: yesterday 10:00",
        f"Chidi Nwosu, {references[2]}",
    ]


def test_searching_narrows_the_list_in_the_store(stage: Stage) -> None:
    person = stage.person
    for at in range(130):
        stage.adds(f"Client {at:03d}")
    stage.adds("Amara Okafor")
    person.goes_to("Clients")
    person.sees("131")
    person.presses_keys("Ctrl+F")
    person.types("Search clients by name or reference", "okafor")
    person.sees("1 of 131")
    person.sees("Amara Okafor")
    assert [row.split(",")[0] for row in rows_of(stage)] == ["Amara Okafor"]


def test_a_search_without_a_match_offers_to_clear_it(stage: Stage) -> None:
    person = stage.person
    stage.adds("Amara Okafor")
    person.goes_to("Clients")
    person.types("Search clients by name or reference", "zzz")
    person.sees("No client matches")
    person.press("Clear search", within="No client matches")
    person.opens("Amara Okafor")
    person.sees("Timeline")


def test_an_opening_is_written_down_each_time_before_the_file_is_shown(stage: Stage) -> None:
    person = stage.person
    client_id = stage.adds("Amara Okafor")
    person.goes_to("Clients")
    assert stage.audited(client_id) == ["client-added"]
    person.opens("Amara Okafor")
    person.sees("Timeline")
    assert stage.audited(client_id) == ["client-added", "client-opened"]
    person.press("All clients")
    person.opens("Amara Okafor")
    person.sees("Timeline")
    assert stage.audited(client_id).count("client-opened") == 2


def test_an_opening_that_cannot_be_written_down_shows_nothing(stage: Stage) -> None:
    stage.goes("clients.file", client_id="there is no such file")
    stage.person.sees("This client file is no longer at this desk.")
    stage.person.no_longer_sees("Timeline")


def test_enter_opens_the_row_arrived_at(stage: Stage) -> None:
    person = stage.person
    for name in ("Amara Okafor", "Ben Hartley"):
        stage.adds(name)
    person.goes_to("Clients")
    stage.window.findChildren(RowList)[-1].setFocus()
    person.presses_keys("Down")
    person.presses_keys("Down")
    person.presses_keys("Return")
    person.sees("Timeline")
    person.sees("Ben Hartley")
