"""What is printed of a key never holds its last group, whatever is handed over; and what a scanner reads is checked."""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from wellbeingdesk.domain.key_sheet import (
    EightGroups,
    RecoverySheet,
    Scanned,
    ScannedKind,
    SevenGroups,
    ShareSheet,
    printed_groups_of_code,
    printed_groups_of_share,
    read_scanned,
    short_id,
)
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.recovery import SharePurpose, make_code, make_share
from wellbeingdesk.domain.times import instant_from_utc

CODE = make_code(bytes(range(20)))
DESK_SHARE = make_share(SharePurpose.DESK, 4821, 2, bytes(range(20)))
SERVICE_SHARE = make_share(SharePurpose.SERVICE, 7, 3, bytes(range(20)))
DESK = "4f2a91c0-0000-4000-8000-00000000000a"
ROSA = Practitioner("p", "Rosa Mensah", "Counsellor", Registration("BACP", "123456"))
AT = instant_from_utc(datetime(2026, 11, 21, 14, 0, tzinfo=UTC), "Europe/London")
SHEET = RecoverySheet(printed_groups_of_code(CODE), DESK, ROSA, AT)
SHARE = ShareSheet(printed_groups_of_share(DESK_SHARE), AT, DESK, ROSA)
SERVICE = ShareSheet(printed_groups_of_share(SERVICE_SHARE), AT)


def test_a_sheet_holds_all_groups_but_the_last() -> None:
    assert SHEET.groups == CODE.groups[:-1]
    assert SHARE.groups == DESK_SHARE.groups[:-1]


@pytest.mark.parametrize("place", range(7))
def test_the_group_written_by_hand_fits_no_place_of_a_sheet(place: int) -> None:
    groups = list(SHEET.groups)
    groups[place] = CODE.groups[-1]
    first, second, third, fourth, fifth, sixth, seventh = groups
    with pytest.raises(ValueError, match="not the last"):
        replace(SHEET, groups=(first, second, third, fourth, fifth, sixth, seventh))


@pytest.mark.parametrize("place", range(8))
def test_nor_any_place_of_a_share(place: int) -> None:
    groups = list(SHARE.groups)
    groups[place] = DESK_SHARE.groups[-1]
    first, second, third, fourth, fifth, sixth, seventh, eighth = groups
    with pytest.raises(ValueError, match="not the last"):
        replace(SHARE, groups=(first, second, third, fourth, fifth, sixth, seventh, eighth))


def test_a_whole_code_is_no_sheet() -> None:
    whole: SevenGroups = CODE.groups  # type: ignore[assignment]  # the types refuse it; this is what runs if they are not asked
    with pytest.raises(ValueError, match="not the last"):
        replace(SHEET, groups=whole)
    of_share: EightGroups = DESK_SHARE.groups  # type: ignore[assignment]  # as above
    with pytest.raises(ValueError, match="not the last"):
        replace(SHARE, groups=of_share)


def test_a_share_says_number_purpose_and_set() -> None:
    assert (SHARE.number, SHARE.purpose, SHARE.set_name) == (2, SharePurpose.DESK, "04821")
    assert (SERVICE.number, SERVICE.purpose, SERVICE.set_name) == (3, SharePurpose.SERVICE, "00007")


def test_a_share_names_a_desk_if_it_is_of_one() -> None:
    with pytest.raises(ValueError, match="names its desk"):
        replace(SHARE, desk_id="")
    with pytest.raises(ValueError, match="names its desk"):
        replace(SHARE, practitioner=None)
    with pytest.raises(ValueError, match="names its desk"):
        replace(SERVICE, desk_id=DESK)


def test_nothing_of_a_key_stands_in_a_trace() -> None:
    for one in (SHEET, SHARE, read_scanned(SHEET.scanned)):
        assert one is not None
        assert all(group not in repr(one) for group in one.groups)
        assert "groups" in {field.name for field in fields(one)}


def test_what_is_scanned_is_read_back() -> None:
    assert SHEET.scanned == f"WD1:SHEET:4F2A91C0:{'-'.join(SHEET.groups)}"
    assert read_scanned(SHEET.scanned) == Scanned(ScannedKind.SHEET, "4F2A91C0", SHEET.groups)
    assert read_scanned(f" {SHARE.scanned.lower()}\r\n") == Scanned(ScannedKind.SHARE, "4F2A91C0", SHARE.groups)
    assert read_scanned(SERVICE.scanned) == Scanned(ScannedKind.SERVICE, "00007", SERVICE.groups)


def test_codes_use_only_signs_that_take_little_room() -> None:
    for one in (SHEET, SHARE, SERVICE):
        assert set(one.scanned) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ:-")


@pytest.mark.parametrize(
    "untrusted",
    [
        "",
        "https://example.org/",
        SHEET.scanned.replace("WD1", "WD2"),
        SHEET.scanned.replace("SHEET", "SHARE"),
        SHARE.scanned.replace("SHARE", "SHEET"),
        SHEET.scanned[:-6],
        f"{SHEET.scanned}-{CODE.groups[-1]}",
        SHEET.scanned.replace(SHEET.groups[0], SHEET.groups[1]),
        SHEET.scanned + "\n" + SHEET.scanned,
        SHEET.scanned.replace("4F2A91C0", "4F2A91C0" * 3),
        "WD1:SHEET:4F2A91C0:" + "-".join(["00000"] * 100_000),
    ],
)
def test_anything_else_is_no_code_of_ours(untrusted: str) -> None:
    assert read_scanned(untrusted) is None


def test_a_short_id_can_be_compared_by_eye() -> None:
    assert short_id(DESK) == "4F2A-91C0"
    assert short_id("abc") == "ABC"
    assert not short_id("")
