"""When two signatories are one person, when two names are alike, and what counts as registered."""

import pytest

from wellbeingdesk.domain.client import NameOnFile, similar_names
from wellbeingdesk.domain.colleague import SecondSignerMustDiffer, demand_different, same_person
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.record import Signatory


def signatory(root: str, desk: str, body: str = "BACP", number: str = "1") -> Signatory:
    return Signatory(Practitioner(f"p-{root}", f"Name {root}", "Counsellor", Registration(body, number)), desk, root)


ALEX = signatory("a", "desk-a", "BACP", "00123 456")


@pytest.mark.rule("D15")
@pytest.mark.parametrize(
    ("other", "why"),
    [
        (signatory("a", "desk-b", "HCPC", "9"), "root"),
        (signatory("b", "desk-a", "HCPC", "9"), "desk"),
        (signatory("b", "desk-b", "bacp", "00123456"), "registration"),
        (signatory("b", "desk-b", "British Association for Counselling and Psychotherapy", "123456"), "registration"),
    ],
)
def test_the_author_cannot_be_the_second_signer(other: Signatory, why: str) -> None:
    assert same_person(ALEX, other) == why
    with pytest.raises(SecondSignerMustDiffer) as refused:
        demand_different(ALEX, other)
    assert refused.value.facts == {"why": why}


@pytest.mark.rule("D15")
def test_another_person_may_countersign() -> None:
    demand_different(ALEX, signatory("b", "desk-b", "BACP", "654321"))


@pytest.mark.rule("D15")
def test_without_registration_the_name_tells_people_apart() -> None:
    one = signatory("a", "x", "", "")
    assert same_person(one, signatory("b", "y", "", "")) is None
    twin = Signatory(Practitioner("p", "name A ", "Lead", Registration("", "")), "y", "b")
    assert same_person(one, twin) == "name"


FILES = (
    NameOnFile("1", "WD-1", "Elif Yıldız", ""),
    NameOnFile("2", "WD-2", "José García", "José María García López"),
    NameOnFile("3", "WD-3", "Ben Hartley", "Benjamin Hartley"),
    NameOnFile("4", "WD-4", "王小明", ""),
    NameOnFile("5", "WD-5", "محمد علي", ""),
)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("jose garcia",), {"2"}),
        (("García José",), {"2"}),
        (("Elif Yildiz",), {"1"}),
        (("Ben Hartly",), {"3"}),
        (("", "Benjamin Hartley"), {"3"}),
        (("王小明",), {"4"}),
        (("محمد علي",), {"5"}),
        (("Grace Lindqvist",), set()),
        (("",), set()),
    ],
)
def test_similar_names_are_found(names: tuple[str, ...], found: set[str]) -> None:
    assert {one.client_id for one in similar_names(names, FILES)} == found
