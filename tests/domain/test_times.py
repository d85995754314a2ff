"""Wall-clock notice, also across a change of the clocks (P7)."""

from datetime import UTC, datetime, timedelta

import pytest

from wellbeingdesk.domain.appointment import Outcome, count_outcomes, outcome_of_cancellation
from wellbeingdesk.domain.times import Planned, instant_from_iso, instant_from_utc, wall_hours_before

LONDON = "Europe/London"


def at(*parts: int) -> Planned:
    return Planned(datetime(*parts), LONDON)  # type: ignore[arg-type]  # year, month, day, hour, minute


@pytest.mark.rule("P7")
@pytest.mark.parametrize(
    ("cancelled", "outcome"),
    [
        (at(2026, 11, 20, 14, 0), Outcome.CANCELLED_IN_TIME),
        (at(2026, 11, 20, 14, 1), Outcome.CANCELLED_LATE),
        (at(2026, 11, 20, 13, 59), Outcome.CANCELLED_IN_TIME),
        (at(2026, 11, 21, 15, 0), Outcome.CANCELLED_LATE),
    ],
)
def test_exactly_the_hours_asked_is_in_time(cancelled: Planned, outcome: Outcome) -> None:
    assert outcome_of_cancellation(at(2026, 11, 21, 14, 0), cancelled.instant(), 24) is outcome


@pytest.mark.rule("P7")
@pytest.mark.parametrize("day", [datetime(2026, 3, 29, 14, 0), datetime(2026, 10, 25, 14, 0)])
def test_a_day_before_by_the_wall_clock_is_in_time_when_the_clocks_change(day: datetime) -> None:
    planned = Planned(day, LONDON)
    same_time_yesterday = Planned(day - timedelta(days=1), LONDON).instant()
    assert wall_hours_before(planned, same_time_yesterday) == timedelta(hours=24)
    assert outcome_of_cancellation(planned, same_time_yesterday, 24) is Outcome.CANCELLED_IN_TIME
    a_minute_later = Planned(day - timedelta(days=1) + timedelta(minutes=1), LONDON).instant()
    assert outcome_of_cancellation(planned, a_minute_later, 24) is Outcome.CANCELLED_LATE


def test_no_notice_asked_counts_until_the_hour_itself() -> None:
    planned = at(2026, 11, 21, 14, 0)
    assert outcome_of_cancellation(planned, planned.instant(), 0) is Outcome.CANCELLED_IN_TIME


def test_an_instant_comes_back_from_its_text_with_the_offset_it_was_seen_at() -> None:
    summer = instant_from_utc(datetime(2026, 7, 1, 12, 0, 0, 123_456, tzinfo=UTC), LONDON)
    assert summer.iso() == "2026-07-01T12:00:00.123Z"
    assert summer.wall == datetime(2026, 7, 1, 13, 0, 0, 123_000)
    assert instant_from_iso(summer.iso(), LONDON, 60) == summer


def test_a_plan_in_the_hour_that_comes_twice_means_the_first() -> None:
    assert at(2026, 10, 25, 1, 30).instant().utc == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_what_we_cancelled_is_not_the_clients_miss() -> None:
    count = count_outcomes([Outcome.CANCELLED_BY_US, Outcome.DID_NOT_ATTEND, Outcome.CANCELLED_LATE, Outcome.LATE])
    in_time = count_outcomes([Outcome.CANCELLED_IN_TIME])
    assert (in_time.missed, in_time.cancelled_in_time) == (0, 1)
    assert (count.missed, count.cancelled_by_us, count.late) == (2, 1, 1)
