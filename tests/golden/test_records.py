"""A record made by a released version verifies for ever."""

from pathlib import Path

import pytest

from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.app.house import build_house
from wellbeingdesk.domain.record import Answer
from wellbeingdesk.domain.verdict import ExitCode, Standing
from wellbeingdesk.usecases.appearances import drawn_as_here, shows_the_statement
from wellbeingdesk.usecases.verifying import roots_of_cards, verify_file

RELEASES = sorted(folder for folder in (Path(__file__).parent / "records").iterdir() if folder.is_dir())


@pytest.mark.parametrize("release", RELEASES, ids=lambda folder: folder.name)
def test_a_released_record_verifies(release: Path, tmp_path: Path) -> None:
    house = build_house(tmp_path)
    cards = [(release / name).read_bytes() for name in ("author.card", "second.card")]
    roots = roots_of_cards(house.signer, cards)
    pdf = (release / "record.pdf").read_bytes()
    verdict = verify_file(house.verifier, house.renderer, house.catalogue, pdf, roots)
    assert verdict.codes == ()
    assert verdict.exit_code is ExitCode.VERIFIED
    assert verdict.rebuilt in {True, None}
    assert verdict.countersignature is not None
    assert verdict.countersignature.answer is Answer.AGREE
    changed = pdf.replace(b"/Title", b"/Titlf", 1)
    assert changed != pdf
    broken = verify_file(house.verifier, house.renderer, house.catalogue, changed, roots)
    assert broken.standing in {Standing.NOT_VALID, Standing.UNREADABLE}


@pytest.mark.parametrize("release", RELEASES, ids=lambda folder: folder.name)
@pytest.mark.parametrize("name", ["record.pdf", "declined.pdf"])
def test_the_second_signatorys_boxes_are_drawn_as_they_were(release: Path, desk: OpenDesk, name: str) -> None:
    """Where it fails, code draws otherwise under the same digest: raise COUNTERSIGNATURE_VERSION of the renderer."""
    ports, pdf = desk.ports, (release / name).read_bytes()
    said = ports.verifier.verify(pdf, frozenset()).countersignature
    assert said is not None
    digits = ports.signer.read_card((release / "second.card").read_bytes()).fingerprint
    if drawn_as_here(ports, said):
        assert shows_the_statement(ports, pdf, ports.verifier.as_first_signed(pdf), said, digits)


def test_there_is_a_golden_record() -> None:
    assert RELEASES
