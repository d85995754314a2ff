"""Two desks one version of the program apart finish the main job; what cannot be compared is said, not refused."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.desks import ask, introduce, make_desk, on_bench, weak_house
from tests.helpers.exchanges import answered, sealed_for, sent, signed, with_words_changed
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.domain.decision import DecisionState, RecordDoesNotMatchItsPages
from wellbeingdesk.domain.record import Answer, AuthorIdentity
from wellbeingdesk.domain.verdict import ExitCode
from wellbeingdesk.usecases import exchange, receiving, reviews
from wellbeingdesk.usecases.appearances import appearances_of
from wellbeingdesk.usecases.colleagues import own_card
from wellbeingdesk.usecases.packages import Package, PackageKind
from wellbeingdesk.usecases.verifying import verify_file

CHANGES = {
    "the words in the second signatory's boxes": ("record.toml", "(signer's clock)", "(signer’s clock)"),
    "the words of the pages": ("paper.toml", 'yes = "Yes"', 'yes = "Yes, so"'),
}


@pytest.fixture(params=CHANGES)
def a_version_apart(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[OpenDesk, OpenDesk, str]]:
    first = make_desk(weak_house(tmp_path / "a"), "Sam Example", "000001", "derby-wellbeing")
    later = with_words_changed(weak_house(tmp_path / "b"), tmp_path / "later", *CHANGES[request.param])
    second = make_desk(later, "Robin Sample", "000002", "derby-wellbeing")
    introduce(first, second)
    yield first, second, CHANGES[request.param][0]
    first.close()
    second.close()


def test_desks_one_version_apart_finish_a_decision(
    a_version_apart: tuple[OpenDesk, OpenDesk, str], tmp_path: Path
) -> None:
    author, second, changed = a_version_apart
    decision_id = signed(author, "Robin Sample")
    there = sealed_for(second, sent(author, decision_id), tmp_path / "there.age")
    request = on_bench(second, receiving.receive_file, path=there).value
    assert request.pages_compared is (changed != "paper.toml")
    back = sealed_for(author, answered(second, request.id), tmp_path / "back.age")
    answer = on_bench(author, receiving.receive_file, path=back).value
    assert (answer.state, answer.pages_compared) == (DecisionState.COUNTERSIGNED, changed != "record.toml")
    pdf = ask(author, lambda ports: ports.views.file(decision_id, "countersigned"))
    assert pdf is not None
    known = frozenset({author.ports.identity.root_sha256, second.ports.identity.root_sha256})
    for desk in (author, second):
        verdict = verify_file(desk.ports.verifier, desk.ports.renderer, desk.ports.catalogue, pdf, known)
        assert (verdict.codes, verdict.exit_code) == ((), ExitCode.VERIFIED)


@pytest.mark.parametrize("verified", [True, False])
def test_how_the_author_is_known_is_signed(tmp_path: Path, verified: bool) -> None:
    first = make_desk(weak_house(tmp_path / "a"), "Sam Example", "000001", "derby-wellbeing")
    second = make_desk(weak_house(tmp_path / "b"), "Robin Sample", "000002", "derby-wellbeing")
    introduce(first, second, verified=verified)
    try:
        request = sent(first, signed(first, "Robin Sample"))
        taken = on_bench(second, reviews.take_request, package=request).value
        assert taken.pages_compared
        package = answered(second, taken.record_id)
        said = first.ports.verifier.verify(package.pdf, frozenset()).countersignature
        assert said is not None
        assert said.author_identity is (AuthorIdentity.CHECKED if verified else AuthorIdentity.NOT_CHECKED)
        assert (said.engine, said.language) == (second.ports.renderer.engine, "en")
        assert said.template == second.ports.renderer.template("countersignature")
        assert on_bench(first, exchange.take_answer, package=package).value.pages_compared
    finally:
        first.close()
        second.close()


def test_boxes_that_show_another_knowledge_of_the_author_are_refused(two_desks: tuple[OpenDesk, OpenDesk]) -> None:
    author, second = two_desks
    request = sent(author, signed(author, "Robin Sample"))
    taken = on_bench(second, reviews.take_request, package=request).value
    said = author.ports.verifier.verify(answered(second, taken.record_id).pdf, frozenset()).countersignature
    assert said is not None
    ports, card = second.ports, own_card(second.ports)
    drawn = appearances_of(ports, replace(said, author_identity=AuthorIdentity.NOT_CHECKED), card.fingerprint)
    value = ports.signer.make_countersignature_value(said, ports.identity)
    pdf = ports.signer.countersign_pdf(request.pdf, value, drawn, ports.identity, ports.clock.now())
    forged = Package(PackageKind.REVIEW_ANSWER, taken.record_id, pdf, card.file)
    with pytest.raises(RecordDoesNotMatchItsPages):
        on_bench(author, exchange.take_answer, package=forged)


def test_what_shapes_the_boxes_changes_their_digest_alone(tmp_path: Path) -> None:
    now = weak_house(tmp_path / "a")
    for number, (file, old, new) in enumerate(CHANGES.values()):
        later = with_words_changed(now, tmp_path / str(number), file, old, new)
        names = ("decision", "countersignature")
        changed = {name for name in names if later.renderer.template(name) != now.renderer.template(name)}
        assert changed == ({"countersignature"} if file == "record.toml" else {"decision"})


def test_a_disagreement_is_taken_back_as_one(two_desks: tuple[OpenDesk, OpenDesk]) -> None:
    author, second = two_desks
    taken = on_bench(second, reviews.take_request, package=sent(author, signed(author, "Robin Sample"))).value
    package = answered(second, taken.record_id, Answer.DISAGREE)
    assert on_bench(author, exchange.take_answer, package=package).value.state is DecisionState.DISAGREED
