"""What a colleague's desk may send here, and what it may not: each refusal is told, and nothing is taken over."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.desks import ask, make_desk, on_bench, on_store, weak_house
from tests.helpers.exchanges import answered, digest, made_up_draft, packed, sealed_for, sent, signed
from tests.signing.made_up import with_keys
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.domain.colleague import CardIsYourOwn, CheckedHow
from wellbeingdesk.domain.decision import ColleagueUnknown, RecordDoesNotVerify, RequestConflicts
from wellbeingdesk.domain.events import ColleagueCardChanged
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.record import RecordDraft, RecordKind
from wellbeingdesk.domain.worldly import DefinitionUnknown, FileNotOurs, FileTruncated
from wellbeingdesk.usecases import colleagues, exchange, receiving, reviews
from wellbeingdesk.usecases.packages import Package, PackageKind, read_package, write_package

Desks = tuple[OpenDesk, OpenDesk]


def reviews_at(desk: OpenDesk) -> tuple[str, ...]:
    return tuple(line.review.id for line in ask(desk, lambda ports: ports.views.reviews()))


def test_the_same_request_twice_is_one_review(two_desks: Desks) -> None:
    author, second = two_desks
    package = sent(author, signed(author, "Robin Sample"))
    first = on_bench(second, reviews.take_request, package=package)
    again = on_bench(second, reviews.take_request, package=package)
    assert first.value == again.value
    assert (len(first.events), again.events) == (1, ())
    assert reviews_at(second) == (package.record_id,)


def test_another_file_with_the_same_record_id_is_refused_and_both_are_kept(two_desks: Desks) -> None:
    author, second = two_desks
    draft = made_up_draft(author)
    one = packed(author, draft)
    other = packed(author, replace(draft, answers={**draft.answers, "outline": "ANOTHER OUTLINE"}))
    on_bench(second, reviews.take_request, package=one)
    with pytest.raises(RequestConflicts):
        on_bench(second, reviews.take_request, package=other)
    kept = ask(second, lambda ports: ports.views.review_file(draft.record_id, "signed"))
    conflict = ask(second, lambda ports: ports.views.review_file(draft.record_id, "conflict"))
    assert (kept, conflict) == (one.pdf, other.pdf)
    hand = on_bench(second, reviews.review_in_hand, record_id=draft.record_id).value
    assert hand.record.draft.answers["outline"] == draft.answers["outline"]


def test_a_record_that_is_no_decision_is_refused(two_desks: Desks) -> None:
    author, second = two_desks
    package = packed(author, replace(made_up_draft(author), kind=RecordKind.NOTE))
    with pytest.raises(RecordDoesNotVerify) as refused:
        on_bench(second, reviews.take_request, package=package)
    assert refused.value.facts["codes"] == "RECORD:NOT_THIS_DECISION"
    assert reviews_at(second) == ()


def _elsewhere(draft: RecordDraft) -> RecordDraft:
    return replace(draft, author=replace(draft.author, desk_id="desk-elsewhere"))


def _renamed(draft: RecordDraft) -> RecordDraft:
    return replace(draft, author=replace(draft.author, practitioner=replace(draft.author.practitioner, id="p-other")))


@pytest.mark.parametrize("change", [_elsewhere, _renamed])
def test_an_author_other_than_the_card_names_is_refused(
    two_desks: Desks, change: Callable[[RecordDraft], RecordDraft]
) -> None:
    author, second = two_desks
    draft = change(made_up_draft(author))
    identity = replace(author.ports.identity, practitioner=draft.author.practitioner, desk_id=draft.author.desk_id)
    package = packed(replace(author, ports=replace(author.ports, identity=identity)), draft)
    card = colleagues.own_card(author.ports)
    with pytest.raises(RecordDoesNotVerify) as refused:
        on_bench(second, reviews.take_request, package=replace(package, sender_card=card.file))
    assert refused.value.facts["codes"] == "A:NOT_WHOM_THE_CARD_NAMES"


def test_an_author_in_a_new_role_is_the_same_person(two_desks: Desks) -> None:
    author, second = two_desks
    draft = made_up_draft(author)
    promoted = replace(draft.author, practitioner=replace(draft.author.practitioner, role="Head of service"))
    package = packed(author, replace(draft, author=promoted))
    assert on_bench(second, reviews.take_request, package=package).value.record_id == draft.record_id


def test_only_the_two_definitions_that_the_record_names_are_kept(two_desks: Desks) -> None:
    author, second = two_desks
    package = sent(author, signed(author, "Robin Sample"))
    junk = b"[anything]\nwhatever = 1\n"
    on_bench(second, reviews.take_request, package=replace(package, definitions=(junk, *package.definitions)))
    assert ask(second, lambda ports: ports.views.definition(digest(junk))) is None
    kept = ask(second, lambda ports: [ports.views.definition(digest(one)) for one in package.definitions])
    assert kept == list(package.definitions)


@pytest.mark.parametrize("missing", [0, 1])
def test_a_request_without_the_definitions_it_names_is_refused(two_desks: Desks, missing: int) -> None:
    author, second = two_desks
    package = sent(author, signed(author, "Robin Sample"))
    rest = tuple(one for number, one in enumerate(package.definitions) if number != missing)
    with pytest.raises(DefinitionUnknown):
        on_bench(second, reviews.take_request, package=replace(package, definitions=rest))
    assert reviews_at(second) == ()


def test_a_form_under_another_id_than_its_own_is_refused(two_desks: Desks) -> None:
    author, second = two_desks
    draft = made_up_draft(author)
    package = packed(author, replace(draft, form=replace(draft.form, id="something-else")))
    with pytest.raises(RecordDoesNotVerify) as refused:
        on_bench(second, reviews.take_request, package=package)
    assert refused.value.facts["codes"] == "RECORD:NOT_THE_FORM_IT_NAMES"


def test_a_later_card_travels_with_a_request_and_with_an_answer(two_desks: Desks) -> None:
    author, second = two_desks
    request = sent(author, signed(author, "Robin Sample"))
    later = author.ports.signer.make_card(author.ports.identity, 2)
    done = on_bench(second, reviews.take_request, package=replace(request, sender_card=later.file))
    known = ask(second, lambda ports: ports.views.colleagues())[0]
    assert (known.card.sequence, known.verified) == (2, True)
    assert ColleagueCardChanged(known.id) in done.events
    answer = answered(second, done.value.record_id)
    theirs = second.ports.signer.make_card(second.ports.identity, 3)
    taken = on_bench(author, exchange.take_answer, package=replace(answer, sender_card=theirs.file))
    assert ask(author, lambda ports: ports.views.colleagues())[0].card.sequence == 3
    assert len(taken.events) == 2


def test_a_later_card_with_another_recipient_is_not_checked_in_person(two_desks: Desks) -> None:
    author, second = two_desks
    fresh = author.ports.signer.make_identity(author.ports.session.practitioner, "other", author.ports.clock.now())
    moved = replace(author.ports.identity, age_identity=fresh.age_identity, age_recipient=fresh.age_recipient)
    later = author.ports.signer.make_card(moved, 2)
    renewed = on_store(second, colleagues.add_colleague, untrusted_card=later.file).value
    assert (renewed.checked, renewed.checked_at) == (CheckedHow.NOT_CHECKED, None)


def test_a_later_card_of_another_desk_of_theirs_is_not_checked_in_person(two_desks: Desks) -> None:
    author, second = two_desks
    later = author.ports.signer.make_card(replace(author.ports.identity, desk_id="desk-elsewhere"), 2)
    assert later.fingerprint == colleagues.own_card(author.ports).fingerprint
    assert not on_store(second, colleagues.add_colleague, untrusted_card=later.file).value.verified


def test_a_card_of_somebody_else_may_not_travel_with_a_request(two_desks: Desks, tmp_path: Path) -> None:
    author, second = two_desks
    package = sent(author, signed(author, "Robin Sample"))
    third = make_desk(weak_house(tmp_path / "c"), "Kim Third", "000003", "derby-wellbeing")
    try:
        card = colleagues.own_card(third.ports)
        with pytest.raises(RecordDoesNotVerify) as refused:
            on_bench(second, reviews.take_request, package=replace(package, sender_card=card.file))
        assert refused.value.facts["codes"] == "CARD:ANOTHER_SENDER"
        with pytest.raises(FileNotOurs):
            on_bench(second, reviews.take_request, package=replace(package, sender_card=b""))
        with pytest.raises(ColleagueUnknown):
            on_bench(second, reviews.take_request, package=sent_by_a_stranger(third, second))
    finally:
        third.close()
    assert reviews_at(second) == ()


def sent_by_a_stranger(stranger: OpenDesk, second: OpenDesk) -> Package:
    card = colleagues.own_card(second.ports)
    on_store(stranger, colleagues.add_colleague, untrusted_card=card.file)
    return sent(stranger, signed(stranger, "Robin Sample"))


def test_a_card_on_a_key_of_this_desk_is_its_own(two_desks: Desks) -> None:
    """Two certificates on one key would let one person be both signatories."""
    author, second = two_desks
    mine, theirs = author.ports.identity, second.ports.identity
    for root_key, leaf_key in (
        (mine.root_key, mine.leaf_key),
        (theirs.root_key, mine.leaf_key),
        (mine.root_key, theirs.leaf_key),
        (theirs.root_key, mine.root_key),
    ):
        card = author.ports.signer.make_card(with_keys(theirs, root_key, leaf_key), 5)
        assert card.root_sha256 != mine.root_sha256
        with pytest.raises(CardIsYourOwn):
            on_store(author, colleagues.add_colleague, untrusted_card=card.file)


GOOD = Package(PackageKind.REVIEW_REQUEST, "r-1", b"pdf", b"card", (b"form", b"policy"))
SHAPE = json.loads(write_package(GOOD))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["wellbeingdesk.package/1", "wellbeingdesk.package/2", "review-request", "review-answer", "r-1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def read_or_told(content: bytes) -> Package | None:
    """The package, or None where a person is told; anything else that is raised fails the test."""
    try:
        return read_package(content)
    except Told as told:
        facts = [str(fact) for fact in told.facts.values()]
    assert all(len(fact) <= 60 and fact.isprintable() for fact in facts)
    return None


def test_a_package_reads_back_the_same() -> None:
    assert read_package(write_package(GOOD)) == GOOD


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from([*SHAPE, "extra"]), VALUES))
def test_a_package_with_anything_in_it_is_read_or_told(change: dict[str, object]) -> None:
    content = json.dumps({**SHAPE, **change}, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")
    package = read_or_told(content)
    assert package is None or write_package(package) == content


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.integers(0, 400).map(lambda cut: write_package(GOOD)[:cut]))
def test_a_package_of_any_bytes_is_read_or_told(content: bytes) -> None:
    package = read_or_told(content)
    assert package is None or write_package(package) == content


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (write_package(GOOD)[:-9], FileTruncated),
        (b"[" * 100_000, FileNotOurs),
        (b'{"definitions":' + b"9" * 5000 + b"}", FileNotOurs),
        (write_package(GOOD).replace(b'"r-1"', b'"\\ud800"'), FileNotOurs),
        (write_package(GOOD).replace(b'"r-1"', b'"r 1"'), FileNotOurs),
        (write_package(GOOD).replace(b"package/1", b"package/\\ud800"), FileNotOurs),
        (write_package(GOOD).replace(b'{"definitions', b'{ "definitions'), FileNotOurs),
        (write_package(GOOD).replace(b'"kind"', b'"format":"wellbeingdesk.package/1","kind"'), FileNotOurs),
        (write_package(GOOD).decode().encode("utf-16"), FileNotOurs),
        (write_package(replace(GOOD, definitions=(b"x",) * 17)), FileNotOurs),
    ],
    ids=["cut", "deep", "digits", "half a character", "no id", "odd version", "spaced", "twice", "utf-16", "too many"],
)
def test_a_package_in_any_other_shape_is_refused(content: bytes, failure: type[Exception]) -> None:
    with pytest.raises(failure):
        read_package(content)


def test_a_hostile_package_from_a_colleague_is_told(two_desks: Desks, tmp_path: Path) -> None:
    author, second = two_desks
    good = sent(author, signed(author, "Robin Sample"))
    hostile = (
        replace(good, definitions=()),
        replace(good, definitions=tuple(b"\xff" + one for one in good.definitions)),
        replace(good, pdf=good.pdf[:-30]),
        replace(good, record_id="another"),
        replace(good, kind=PackageKind.REVIEW_ANSWER),
    )
    for number, package in enumerate(hostile):
        with pytest.raises(Told):
            on_bench(second, receiving.receive_file, path=sealed_for(second, package, tmp_path / str(number)))
    assert reviews_at(second) == ()
