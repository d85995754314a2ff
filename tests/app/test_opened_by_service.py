"""Two people of a service open a desk with the service's key: only two, both named, and told to its practitioner."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.helpers.desks import PASSPHRASE, ask, make_desk, on_bench
from tests.helpers.log import audited
from tests.helpers.ways import makes_service_key
from wellbeingdesk.app.desk import OpenDesk, unlock_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.app.recovering import recover_desk, try_way_back
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.recovery import Share, SlotKind
from wellbeingdesk.domain.recovery_paper import TwoPeopleAreNeeded
from wellbeingdesk.domain.service_access import Employment
from wellbeingdesk.domain.worldly import (
    NoEscrow,
    SameShareTwice,
    SharesOfAnotherKind,
    SharesOfTwoSets,
    SharesWrong,
    WrongPassphrase,
)
from wellbeingdesk.usecases import service_access
from wellbeingdesk.usecases.notices import notices
from wellbeingdesk.usecases.recovering import WayBack
from wellbeingdesk.usecases.recovery_views import ways_in

PEOPLE = ("Ann Lead", "Bo Deputy")
Three = tuple[Share, Share, Share]


@dataclass
class Served:
    """A closed desk that opens to its service's key."""

    house: House
    desk_id: str
    shares: Three
    of_the_desk: Three

    def told(self) -> tuple[list[str], list[str], int]:
        """What the desk says of it, to whoever opens it with the passphrase: audit, notices, and openings kept."""
        desk = unlock_desk(self.house, self.desk_id, PASSPHRASE)
        try:
            lines = [action for action, _ in audited(desk) if action == "opened-with-recovery"]
            return lines, [one.key for one in ask(desk, notices)], len(ask(desk, ways_in).openings)
        finally:
            desk.close()


@pytest.fixture
def served(house: House) -> Served:
    desk = make_desk(house)
    new = makes_service_key(desk)
    on_bench(
        desk,
        service_access.open_to_service,
        passphrase=PASSPHRASE,
        recipient=desk.ports.service_keys.read(new.line),
        employment=Employment.EMPLOYED,
    )
    of_the_desk = desk.ports.vault.add_shares(PASSPHRASE)
    desk.close()
    return Served(house, desk.ports.session.desk_id, new.shares, of_the_desk)


def openings(desk: OpenDesk) -> list[tuple[SlotKind, tuple[str, ...]]]:
    return [(one.kind, one.people) for one in ask(desk, ways_in).openings]


@pytest.mark.rule("D2")
def test_two_people_open_it_and_the_desk_tells_who_they_were(served: Served) -> None:
    tried = try_way_back(served.house, served.desk_id, WayBack((served.shares[0], served.shares[2]), PEOPLE))
    assert served.told() == (["opened-with-recovery"], ["recovered-escrow"], 1)
    desk = recover_desk(served.house, tried, "another made-up passphrase")
    try:
        assert openings(desk) == [(SlotKind.ESCROW, PEOPLE)]
        (notice,) = ask(desk, notices)
        assert (notice.facts, notice.page) == ({"one": "Ann Lead", "other": "Bo Deputy"}, "settings.ways")
        assert [line for line in audited(desk) if line[0] == "opened-with-recovery"] == [
            ("opened-with-recovery", "escrow")
        ]
        with pytest.raises(WrongPassphrase):
            desk.ports.vault.demand(PASSPHRASE)
    finally:
        desk.close()


Back = Callable[[Served], WayBack]
ALONE: dict[str, tuple[Back, type[Told]]] = {
    "one share twice": (lambda s: WayBack((s.shares[0], s.shares[0]), PEOPLE), SameShareTwice),
    "nobody named": (lambda s: WayBack((s.shares[0], s.shares[1])), TwoPeopleAreNeeded),
    "one person": (lambda s: WayBack((s.shares[0], s.shares[1]), ("Ann Lead", "")), TwoPeopleAreNeeded),
    "one person twice": (
        lambda s: WayBack((s.shares[0], s.shares[1]), ("Ann Lead", " ann  lead ")),
        TwoPeopleAreNeeded,
    ),
    "one of the desk's": (lambda s: WayBack((s.shares[0], s.of_the_desk[1]), PEOPLE), SharesOfAnotherKind),
}


@pytest.mark.rule("D2")
@pytest.mark.parametrize("case", sorted(ALONE))
def test_one_person_alone_opens_nothing(served: Served, case: str) -> None:
    back, refusal = ALONE[case]
    with pytest.raises(refusal):
        try_way_back(served.house, served.desk_id, back(served))
    assert served.told()[0] == []


def test_shares_of_another_service_open_nothing(served: Served, house: House) -> None:
    other = make_desk(house, "Kim Other", "000077")
    shares = makes_service_key(other).shares
    other.close()
    for pair in ((shares[0], shares[1]), (served.shares[0], shares[1])):
        with pytest.raises((SharesWrong, SharesOfTwoSets)):
            try_way_back(served.house, served.desk_id, WayBack(pair, PEOPLE))
    with pytest.raises(NoEscrow):
        try_way_back(house, other.ports.session.desk_id, WayBack((shares[0], shares[1]), PEOPLE))
