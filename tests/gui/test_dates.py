"""Dates typed as people do, and what is refused."""

from datetime import date, datetime

import pytest

from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.look import Look


@pytest.fixture
def dates(look: Look) -> Dates:
    return Dates(look.words)


@pytest.mark.parametrize(
    "text",
    [
        "21 Nov 2026", "21 nov 26", "21 November 2026", "21/11/2026", "21.11.26", "21-11-2026", "2026-11-21",
        " 21,  Nov,2026 ", "21nov2026".replace("nov", " nov "),
    ],
)  # fmt: skip
def test_a_day_is_read(dates: Dates, text: str) -> None:
    assert dates.read_day(text) == date(2026, 11, 21)


@pytest.mark.parametrize(
    "text",
    ["", "Nov 2026", "31 Feb 2026", "21 Nov", "11/21/2026", "21 Nevember 2026", "soon", "21 Nov 20266", "0 Jan 2026"],
)
def test_what_is_no_day_is_not_guessed(dates: Dates, text: str) -> None:
    assert dates.read_day(text) is None


def test_two_digits_of_a_birth_year_are_the_last_century(dates: Dates) -> None:
    assert dates.read_day("3/4/85") == date(1985, 4, 3)
    assert dates.read_day("3/4/05") == date(2005, 4, 3)


@pytest.mark.parametrize(
    "text", ["21 Nov 2026, 14:00", "21 Nov 2026 2pm", "21/11/26 2:00 PM", "2026-11-21T14:00", "2026-11-21 14.00"]
)
def test_a_moment_is_read(dates: Dates, text: str) -> None:
    assert dates.read_moment(text) == datetime(2026, 11, 21, 14, 0)


@pytest.mark.parametrize(
    "text", ["21 Nov 2026", "14:00", "21 Nov 2026 25:00", "21 Nov 2026 13pm", "21 Nov 2026 14:75", "noon"]
)
def test_what_is_no_moment_is_not_guessed(dates: Dates, text: str) -> None:
    assert dates.read_moment(text) is None


def test_midnight_and_noon(dates: Dates) -> None:
    assert dates.read_moment("1 Jan 2027 12am") == datetime(2027, 1, 1, 0, 0)
    assert dates.read_moment("1 Jan 2027 12pm") == datetime(2027, 1, 1, 12, 0)


def test_how_they_are_shown(dates: Dates) -> None:
    assert dates.moment(datetime(2026, 11, 1, 9, 5)) == "1 Nov 2026, 09:05"
    assert dates.short_day(date(2026, 11, 21)) == "Sat 21 Nov"
