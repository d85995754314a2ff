"""When a consent may be relied on (C1, U12): from its first to its last day, until it is withdrawn."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from wellbeingdesk.domain.consent import ConsentEndsBeforeItStarts, ConsentWasNotAgreed, consent_from
from wellbeingdesk.domain.form import Answers
from wellbeingdesk.domain.note import SERIAL_BITS, is_late_entry, search_row
from wellbeingdesk.domain.times import Instant, instant_from_utc


def moment(day: int, hour: int = 12) -> Instant:
    return instant_from_utc(datetime(2026, 11, day, hour, tzinfo=UTC), "Europe/London")


ANSWERS: Answers = {
    "recipient_name": " Dr Ortiz ",
    "items": ("attendance",),
    "starts_on": "2026-11-10",
    "ends_on": "2026-11-20",
}


@pytest.mark.rule("C1")
@pytest.mark.parametrize(("day", "counts"), [(9, False), (10, True), (15, True), (20, True), (21, False)])
def test_a_consent_counts_from_its_first_to_its_last_day(day: int, counts: bool) -> None:
    consent = consent_from("c", "k", "0" * 64, ANSWERS, moment(8))
    assert consent.counts_at(moment(day)) is counts
    assert consent.recipient_name == "Dr Ortiz"


@pytest.mark.rule("C1")
def test_it_does_not_count_before_it_was_given() -> None:
    consent = consent_from("c", "k", "0" * 64, ANSWERS, moment(12))
    assert not consent.counts_at(moment(11))


@pytest.mark.rule("U12")
def test_withdrawn_consent_stops_counting_from_when_it_was_said() -> None:
    given = consent_from("c", "k", "0" * 64, ANSWERS, moment(8))
    withdrawn = replace(given, withdrawn_at=moment(15, 9))
    assert withdrawn.counts_at(moment(15, 8))
    assert not withdrawn.counts_at(moment(15, 9))
    assert not withdrawn.counts_at(moment(16))


@pytest.mark.rule("C1")
@pytest.mark.parametrize("refused", ["explained", "explicit"])
def test_a_no_is_not_recorded_as_a_consent(refused: str) -> None:
    with pytest.raises(ConsentWasNotAgreed):
        consent_from("c", "k", "0" * 64, {**ANSWERS, refused: False}, moment(8))


def test_a_consent_for_them_to_tell_us_does_not_let_us_tell() -> None:
    assert not consent_from("c", "k", "0" * 64, {**ANSWERS, "direction": "they-tell-us"}, moment(8)).lets_us_tell
    assert consent_from("c", "k", "0" * 64, {**ANSWERS, "direction": "both-ways"}, moment(8)).lets_us_tell


def test_an_end_before_the_beginning_is_refused() -> None:
    with pytest.raises(ConsentEndsBeforeItStarts):
        consent_from("c", "k", "0" * 64, {"starts_on": "2026-11-10", "ends_on": "2026-11-09"}, moment(8))


def test_without_a_first_day_it_starts_when_it_is_given() -> None:
    assert consent_from("c", "k", "0" * 64, {}, moment(8)).starts_on == date(2026, 11, 8)


def test_search_rows_are_newer_when_larger() -> None:
    assert search_row(moment(9), 0) > search_row(moment(8), (1 << SERIAL_BITS) - 1)
    with pytest.raises(ValueError, match=str(1 << SERIAL_BITS)):
        search_row(moment(8), 1 << SERIAL_BITS)


def test_more_than_a_day_after_is_a_late_entry() -> None:
    assert not is_late_entry(moment(8), moment(9))
    assert is_late_entry(moment(8), moment(9, 13))
