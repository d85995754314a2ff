"""Lays the form fields of a decision on its last page: two signatures, and what the second person says."""

import io
from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from wellbeingdesk.documents.typesetting import Position

FIELDS = ("SigA", "SigB", "B_decision", "B_reasons", "B_statement")
"""In this order in the file; the author's signature comes first because tools list signatures in field order."""

FIELDS_OF_B = FIELDS[1:]

_READ_ONLY = 1
_MULTILINE = 1 << 12
_PRINTED = 4
_APPEARANCE = "/Helv 9 Tf 0 g"


def with_fields(pdf: bytes, positions: Sequence[Position], descriptions: Mapping[str, str]) -> bytes:
    """The document with its five empty fields. `descriptions` are read out by assistive tools in place of the names."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        placed = {position.name: position for position in positions}
        fields = [_field(opened, name, placed.get(name), descriptions[name]) for name in FIELDS]
        _tag(opened, [field for field in fields if Name.Subtype in field])
        opened.Root.AcroForm = opened.make_indirect(
            Dictionary(
                Fields=Array(fields), DA=String(_APPEARANCE), DR=Dictionary(Font=Dictionary(Helv=_helvetica(opened)))
            )
        )
        return _saved(opened)


def _field(pdf: Pdf, name: str, position: Position | None, description: str) -> Object:
    kind = Name.Sig if name.startswith("Sig") else Name.Tx
    field = Dictionary(FT=kind, T=String(name), TU=String(description))
    if kind == Name.Sig:
        field.Lock = pdf.make_indirect(_lock(name))
    else:
        # Read-only keeps readers from offering to edit; nothing but our own revision fills these in.
        field.Ff = _READ_ONLY | (_MULTILINE if name == "B_reasons" else 0)
        field.DA = String(_APPEARANCE)
    if position is not None:
        _give_widget(pdf, field, position)
    return pdf.make_indirect(field)


def _lock(name: str) -> Dictionary:
    if name == "SigB":
        return Dictionary(Type=Name.SigFieldLock, Action=Name.All, P=1)
    return Dictionary(
        Type=Name.SigFieldLock, Action=Name.Exclude, Fields=Array([String(field) for field in FIELDS_OF_B])
    )


def _give_widget(pdf: Pdf, field: Dictionary, at: Position) -> None:
    page = pdf.pages[at.page]
    empty = pdf.make_stream(
        b"", Type=Name.XObject, Subtype=Name.Form, BBox=_numbers(0, 0, at.width, at.height), Resources=Dictionary()
    )
    field.Type = Name.Annot
    field.Subtype = Name.Widget
    field.Rect = _numbers(at.left, at.bottom, at.left + at.width, at.bottom + at.height)
    field.F = _PRINTED
    field.P = page.obj
    field.AP = Dictionary(N=empty)
    field.MK = Dictionary()


def _tag(pdf: Pdf, widgets: Sequence[Object]) -> None:
    """Give every widget its place at the end of the reading order, with the words that are read out for it."""
    tree = pdf.Root.StructTreeRoot
    document = _document_element(tree)
    parents = tree.ParentTree.Nums
    key = int(tree.get(Name.ParentTreeNextKey, _next_key(parents)))
    for widget in widgets:
        page = widget.P
        element = pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem, S=Name.Form, P=document, Pg=page, Alt=widget.TU,
                K=Dictionary(Type=Name.OBJR, Obj=widget, Pg=page),
            )
        )  # fmt: skip
        document.K.append(element)
        widget.StructParent = key
        parents.append(key)
        parents.append(element)
        key += 1
        if Name.Annots not in page:
            page.Annots = pdf.make_indirect(Array())
        page.Annots.append(widget)
        page.Tabs = Name.S
    tree.ParentTreeNextKey = key


def _document_element(tree: Object) -> Object:
    roots = list(tree.K) if isinstance(tree.K, Array) else [tree.K]
    document = next(root for root in roots if root.get(Name.S) == Name.Document)
    if not isinstance(document.K, Array):
        document.K = Array([document.K])
    return document


def _next_key(parents: Object) -> int:
    return max((int(key) for key in list(parents)[::2]), default=-1) + 1


def _helvetica(pdf: Pdf) -> Object:
    # The specification wants a default appearance to name a font; no field is ever drawn with it.
    return pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )


def _numbers(*values: float) -> Array:
    return Array([round(value, 2) for value in values])


def _saved(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    # Nothing is compressed anew: another build of the compression library would give other bytes for the same record.
    pdf.save(
        out, deterministic_id=True, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable, linearize=False,
    )  # fmt: skip
    return out.getvalue()
