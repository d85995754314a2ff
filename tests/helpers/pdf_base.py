"""A small prepared decision document for the signing tests: typst pages with the fields of the contract."""

import io
from functools import cache
from pathlib import Path

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, String

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
BOXES = {
    "SigA": (40, 420, 240, 480),
    "SigB": (300, 420, 500, 480),
    "B_decision": (40, 360, 500, 380),
    "B_reasons": (40, 200, 500, 350),
}
FIELDS_OF_B = ("SigB", "B_decision", "B_reasons", "B_statement")


def make_base(record_json: bytes, statement_sha256: str, page_text: str = "Made-up decision") -> bytes:
    """Two pages, the digest on the first, the boxes on the last, record.json attached, five empty fields."""
    source = (
        f'#set page(width: 540pt, height: 520pt)\n#set text(font: "Noto Sans")\n'
        f"{page_text}\n\n{statement_sha256}\n#pagebreak()\nSignatures"
    )
    with pikepdf.open(io.BytesIO(_typeset(source))) as pdf:
        _attach(pdf, record_json)
        page = pdf.pages[-1]
        fields = [_signature(pdf, page, "SigA", _exclude()), _signature(pdf, page, "SigB", _all())]
        fields += [_text(pdf, page, "B_decision", 1), _text(pdf, page, "B_reasons", 1 | 1 << 12)]
        fields.append(pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("B_statement"), Ff=1)))
        page.obj.Annots = pdf.make_indirect(Array(fields[:4]))
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array(fields)))
        return _saved(pdf)


@cache
def mini(text: str, field: str) -> bytes:
    """A one-page PDF the size of a field's box."""
    left, bottom, right, top = BOXES[field]
    return _typeset(
        f"#set page(width: {right - left}pt, height: {top - bottom}pt, margin: 2pt)\n"
        f'#set text(font: "Noto Sans", size: 7pt)\n#text({_quoted(text)})',
        tags=False,
    )


def appearances(answer: str = "agree", reasons: str = "The danger is near.") -> dict[str, bytes]:
    """What the second person's boxes show."""
    return {
        "SigB": mini("Signed by the second person", "SigB"),
        "B_decision": mini(answer, "B_decision"),
        "B_reasons": mini(reasons, "B_reasons"),
    }


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _typeset(source: str, tags: bool = True) -> bytes:
    return typst.compile(
        source.encode(),
        format="pdf",
        font_paths=_fonts(),
        pdf_standards="a-3a" if tags else "a-2u",
        pdf_tags=tags,
        timestamp=0,
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _attach(pdf: pikepdf.Pdf, record_json: bytes) -> None:
    spec = pikepdf.AttachedFileSpec(
        pdf,
        record_json,
        description="",
        filename="record.json",
        mime_type="application/json",
        creation_date="",
        mod_date="",
    )
    spec.obj.AFRelationship = Name.Data
    pdf.attachments["record.json"] = spec
    pdf.Root.AF = Array([pdf.Root.Names.EmbeddedFiles.Names[1]])


def _exclude() -> Dictionary:
    names = Array([String(name) for name in FIELDS_OF_B])
    return Dictionary(Type=Name.SigFieldLock, Action=Name.Exclude, Fields=names)


def _all() -> Dictionary:
    return Dictionary(Type=Name.SigFieldLock, Action=Name.All, P=1)


def _signature(pdf: pikepdf.Pdf, page: pikepdf.Page, name: str, lock: Dictionary) -> pikepdf.Object:
    widget = _widget(pdf, page, name)
    widget.FT = Name.Sig
    widget.Lock = pdf.make_indirect(lock)
    return pdf.make_indirect(widget)


def _text(pdf: pikepdf.Pdf, page: pikepdf.Page, name: str, flags: int) -> pikepdf.Object:
    widget = _widget(pdf, page, name)
    widget.FT = Name.Tx
    widget.Ff = flags
    widget.DA = String("/Helv 8 Tf 0 g")
    return pdf.make_indirect(widget)


def _widget(pdf: pikepdf.Pdf, page: pikepdf.Page, name: str) -> Dictionary:
    left, bottom, right, top = BOXES[name]
    empty = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, right - left, top - bottom])
    return Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, T=String(name), TU=String(name), F=4,
        Rect=Array([left, bottom, right, top]), P=page.obj, AP=Dictionary(N=empty),
    )  # fmt: skip


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out, deterministic_id=True, force_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )  # fmt: skip
    return out.getvalue()
