"""What is printed passes veraPDF: PDF/A-3a and PDF/UA-1 for whole documents, PDF/A-2u for what fills a box."""

import io
from dataclasses import replace

import pikepdf
import pytest

from tests.documents.key_sheet_samples import COVER, COVER_WITH_CONTACTS, EMPTY, SERVICE_SHEET, SHARE_SHEET, SHEET
from tests.documents.samples import (
    CONSENT,
    CONSENT_ANSWERS,
    DECISION,
    DECISION_ANSWERS,
    LAX_POLICY,
    PAPER,
    POLICY,
    decision_record,
    without,
)
from tests.documents.test_forms_on_paper import _png
from tests.documents.test_scripts import NAMES, NOTE
from tests.helpers import verapdf
from wellbeingdesk.documents.renderer import TypstRenderer
from wellbeingdesk.usecases.ports import Paper

pytestmark = pytest.mark.skipif(bool(verapdf.missing()), reason=f"veraPDF cannot run here: {verapdf.missing()}")

WHOLE = ("3a", "ua1")
DOCUMENTS = ("blank", "filled", "scripts", "decision", "withheld", "alone")
SHEETS = ("recovery", "recovery, large", "share", "service share", "cover", "cover, large", "cover, empty")
MINIS = ("stamp", "decision box", "reasons box")


@pytest.fixture(scope="module")
def found(renderer: TypstRenderer) -> dict[str, list[str]]:
    """Faults of one file of each sort, and of two that are broken on purpose."""
    marked = replace(PAPER, made_up=True, logo_png=_png(300, 100))
    every = " ".join(NAMES.values())
    decision = renderer.decision(decision_record(), DECISION, POLICY, PAPER)
    stamp = renderer.stamp(["Rosa Mensah", every], "77965")
    files = {
        "blank": (renderer.form(CONSENT, None, PAPER), WHOLE),
        "filled": (renderer.form(CONSENT, CONSENT_ANSWERS, marked), WHOLE),
        "scripts": (renderer.form(NOTE, {"t": f"{every} 😀\n{every} \u202e\x00 {'x' * 300}"}, PAPER), WHOLE),
        "decision": (decision, WHOLE),
        "withheld": (renderer.decision(without(decision_record(), "outline"), DECISION, POLICY, marked), WHOLE),
        "alone": (
            renderer.decision(
                decision_record({**DECISION_ANSWERS, "outline": every * 60}, second_signer=None),
                DECISION,
                LAX_POLICY,
                replace(PAPER, client_line=every, choices=()),
            ),
            WHOLE,
        ),
        "stamp": (stamp, ("2u",)),
        "decision box": (renderer.box_text("B_decision", "Agrees"), ("2u",)),
        "reasons box": (renderer.box_text("B_reasons", every), ("2u",)),
        **_sheets(renderer, marked),
        "untagged widget": (_without_tags(decision), WHOLE),
        "no metadata": (_without_metadata(stamp), ("2u",)),
    }
    return verapdf.faults_of(files)


@pytest.mark.parametrize("name", [*DOCUMENTS, *SHEETS, *MINIS])
def test_it_passes(found: dict[str, list[str]], name: str) -> None:
    assert found[name] == []


def test_the_check_can_fail(found: dict[str, list[str]]) -> None:
    assert any(fault.startswith("ua1 7.18") for fault in found["untagged widget"])
    assert any(fault.startswith("2u 6.6") for fault in found["no metadata"])


def _sheets(renderer: TypstRenderer, paper: Paper) -> dict[str, tuple[bytes, tuple[str, ...]]]:
    large = replace(paper, large_print=True)
    every = " ".join(NAMES.values())
    who = replace(SHEET.practitioner, name=every)
    scripts = replace(COVER_WITH_CONTACTS, practitioner=who, clients=(*COVER_WITH_CONTACTS.clients, *COVER.clients))
    pages = (
        renderer.recovery_sheet(SHEET, paper),
        renderer.recovery_sheet(replace(SHEET, practitioner=who), large),
        renderer.share_sheet(SHARE_SHEET, paper),
        renderer.share_sheet(SERVICE_SHEET, replace(paper, service_name=every)),
        renderer.cover_sheet(COVER, paper),
        renderer.cover_sheet(scripts, large),
        renderer.cover_sheet(EMPTY, paper),
    )
    return {name: (pdf, WHOLE) for name, pdf in zip(SHEETS, pages, strict=True)}


def _without_tags(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        field = opened.Root.AcroForm.Fields[0]
        del field.StructParent
        del field.TU
        return _saved(opened)


def _without_metadata(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.Root.Metadata
        return _saved(opened)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()
