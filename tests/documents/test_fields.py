"""The fields contract between the page and the signatures: names, order, locks, tags, and one attachment."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Name

from tests.documents.samples import DECISION, DECISION_ANSWERS, LUKASZ, PAPER, POLICY, decision_record
from wellbeingdesk.documents.boxes import BOXES
from wellbeingdesk.documents.renderer import TypstRenderer
from wellbeingdesk.domain.record import SecondSigner
from wellbeingdesk.signing import pdf_fields

NAMES = ["SigA", "SigB", "B_decision", "B_reasons", "B_statement"]


@pytest.fixture(params=["named", "nobody"])
def base(renderer: TypstRenderer, request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    record = decision_record() if request.param == "named" else decision_record(second_signer=None)
    made = renderer.decision(record, DECISION, POLICY, PAPER)
    assert made.startswith(pdf_fields.HEADER)
    assert made.endswith(pdf_fields.END)
    with pikepdf.open(io.BytesIO(made)) as opened:
        yield opened


def test_five_empty_fields_in_order(base: pikepdf.Pdf) -> None:
    fields = list(base.Root.AcroForm.Fields)
    assert [str(field.T) for field in fields] == NAMES == list(pdf_fields.FIELDS)
    assert [str(field.FT) for field in fields] == ["/Sig", "/Sig", "/Tx", "/Tx", "/Tx"]
    for field in fields:
        assert not {"/V", "/Kids", "/Parent", "/AA", "/A"} & set(field.keys())
        assert len(str(field.TU)) > 15
    assert [int(field.get("/Ff", 0)) for field in fields] == [0, 0, 1, 1 | 1 << 12, 1]
    assert "/Rect" not in fields[-1]
    assert "/Subtype" not in fields[-1]


def test_the_locks(base: pikepdf.Pdf) -> None:
    first, second, *texts = base.Root.AcroForm.Fields
    assert (first.Lock.Type, first.Lock.Action) == (Name.SigFieldLock, Name.Exclude)
    assert [str(name) for name in first.Lock.Fields] == NAMES[1:] == list(pdf_fields.FIELDS_OF_SECOND)
    assert (second.Lock.Type, second.Lock.Action, int(second.Lock.P)) == (Name.SigFieldLock, Name.All, 1)
    assert not any("/Lock" in field for field in texts)


def test_widgets_lie_on_the_last_page_at_their_size(base: pikepdf.Pdf) -> None:
    last = base.pages[-1]
    seen = []
    for field in list(base.Root.AcroForm.Fields)[:4]:
        left, bottom, right, top = (float(number) for number in field.Rect)
        box = BOXES[str(field.T)]
        assert right - left == pytest.approx(box.width * 72 / 25.4, abs=0.1)
        assert top - bottom == pytest.approx(box.height * 72 / 25.4, abs=0.1)
        assert left > 50
        assert right < 595.3 - 50
        assert bottom > 60
        assert top < 842 - 60
        assert field.P.objgen == last.obj.objgen
        assert int(field.F) == 4
        assert [float(number) for number in field.AP.N.BBox[2:]] == pytest.approx([right - left, top - bottom], abs=0.1)
        seen.append((left, bottom, right, top))
    assert [note.objgen for note in last.obj.Annots] == [field.objgen for field in list(base.Root.AcroForm.Fields)[:4]]
    assert not any("/Annots" in page.obj for page in list(base.pages)[:-1])
    for at, one in enumerate(seen):
        for other in seen[at + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_every_widget_stands_in_the_reading_order_with_its_words(base: pikepdf.Pdf) -> None:
    tree = base.Root.StructTreeRoot
    parents = dict(zip(map(int, list(tree.ParentTree.Nums)[::2]), list(tree.ParentTree.Nums)[1::2], strict=True))
    assert list(parents) == sorted(parents)
    assert int(tree.ParentTreeNextKey) > max(parents)
    document = next(root for root in (tree.K if isinstance(tree.K, pikepdf.Array) else [tree.K]))
    tail = [child.objgen for child in list(document.K)[-4:]]
    for number, field in enumerate(list(base.Root.AcroForm.Fields)[:4]):
        element = parents[int(field.StructParent)]
        assert Name.Form == element.S
        assert str(element.Alt) == str(field.TU)
        assert element.K.Obj.objgen == field.objgen
        assert tail[number] == element.objgen


def test_exactly_the_record_is_attached(renderer: TypstRenderer) -> None:
    record = decision_record()
    with pikepdf.open(io.BytesIO(renderer.decision(record, DECISION, POLICY, PAPER))) as base:
        assert list(base.attachments) == ["record.json"]
        assert len(base.Root.Names.EmbeddedFiles.Names) == 2
        assert len(base.Root.AF) == 1
        assert base.Root.AF[0].AFRelationship == Name.Data
        held = base.attachments["record.json"].get_file().read_bytes()
        assert hashlib.sha256(held).digest() == hashlib.sha256(record.document).digest()


def test_nothing_in_the_file_runs(base: pikepdf.Pdf) -> None:
    assert not {"/OpenAction", "/AA", "/Perms"} & set(base.Root.keys())
    assert "/JavaScript" not in base.Root.Names
    assert not {"/NeedAppearances", "/XFA"} & set(base.Root.AcroForm.keys())


def test_long_names_do_not_push_the_boxes_off_the_page(renderer: TypstRenderer) -> None:
    long = replace(LUKASZ, practitioner=replace(LUKASZ.practitioner, name="Maria " * 40))
    record = decision_record(
        {**DECISION_ANSWERS, "outline": "word " * 3000}, author=long, second_signer=SecondSigner(long, "line-" * 30)
    )
    with pikepdf.open(io.BytesIO(renderer.decision(record, DECISION, POLICY, PAPER))) as base:
        for field in list(base.Root.AcroForm.Fields)[:4]:
            assert float(field.Rect[1]) > 60
            assert field.P.objgen == base.pages[-1].obj.objgen
