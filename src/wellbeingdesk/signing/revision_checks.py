"""What a revision replaced: the first signer's and the second's may change a few named entries and nothing else."""

from typing import Any

from pyhanko.pdf_utils import generic

from wellbeingdesk.signing.canonical import Flaw
from wellbeingdesk.signing.pdf_fields import (
    APPEARANCES_OF_SECOND,
    FIELDS_OF_SECOND,
    FIRST,
    SECOND,
    STATEMENT,
)
from wellbeingdesk.signing.pdf_reading import OpenPdf, entry, field_numbers, form_fields, number_of

# Half a millimetre in points: typesetters round a box's size.
_TOLERANCE = 1.5
_EXTENSION = {"/ESIC": {"/Type": "/DeveloperExtensions", "/BaseVersion": "/1.7", "/ExtensionLevel": 1}}


def check_first_revision(opened_first: OpenPdf) -> None:
    """The first signer's revision, the second of two: SigA's value and picture, /Perms and /Extensions, no more."""
    if opened_first.revisions != 2:
        raise Flaw("REVISIONS")
    old, new = _step(opened_first, 1)
    fields = form_fields(new)
    form = new.root.raw_get("/AcroForm")
    indirect = isinstance(form, generic.IndirectObject)
    _only(old.root, new.root, {"/Perms", "/Extensions"} | (set() if indirect else {"/AcroForm"}))
    _only(old.root["/AcroForm"], new.root["/AcroForm"], {"/SigFlags"})
    _filled(old, new, FIRST, {"/V", "/AP"})
    check_appearance(fields[FIRST])
    _check_permissions(new.root, fields[FIRST])
    allowed = {number_of(new.trailer_view.raw_get("/Root")), field_numbers(new)[FIRST]}
    if not _replaced(opened_first, 1) <= allowed | ({number_of(form)} if indirect else set()):
        raise Flaw("REPLACED_OBJECTS")
    if any("/V" in fields[name] for name in FIELDS_OF_SECOND):
        raise Flaw("FILLED_EARLY")


def check_second_revision(opened: OpenPdf, first: OpenPdf) -> None:
    """The second signer's revision, the third of three: values and pictures of their four fields, no more."""
    # The older two must be the very tables of the first signer's file, not others hidden elsewhere.
    if opened.revisions != 3 or _tables(opened) != _tables(first):
        raise Flaw("REVISIONS")
    old, new = _step(opened, 2)
    fields = form_fields(new)
    numbers = field_numbers(new)
    if _replaced(opened, 2) != {numbers[name] for name in FIELDS_OF_SECOND}:
        raise Flaw("REPLACED_OBJECTS")
    for name in FIELDS_OF_SECOND:
        _filled(old, new, name, {"/V"} if name == STATEMENT else {"/V", "/AP"})
    for name in APPEARANCES_OF_SECOND:
        check_appearance(fields[name])


def check_appearance(field: Any) -> None:
    """A plain picture of the box's size. Raises Flaw: APPEARANCE."""
    pictures = field["/AP"]
    drawing = pictures["/N"] if set(pictures) == {"/N"} else None
    if not isinstance(drawing, generic.StreamObject) or entry(drawing, "/Subtype") != "/Form" or "/Matrix" in drawing:
        raise Flaw("APPEARANCE")
    box = [float(edge) for edge in field["/Rect"]]
    drawn = [float(edge) for edge in drawing["/BBox"]]
    wide = abs((box[2] - box[0]) - (drawn[2] - drawn[0]))
    high = abs((box[3] - box[1]) - (drawn[3] - drawn[1]))
    if wide > _TOLERANCE or high > _TOLERANCE:
        raise Flaw("APPEARANCE")


def text_values(opened: OpenPdf, names: tuple[str, ...]) -> tuple[str, ...]:
    """The values of text fields, each a string written in the field itself. Raises Flaw: FIELDS_DIFFER."""
    fields = form_fields(opened.reader)
    raw = [fields[name].raw_get("/V") if "/V" in fields[name] else None for name in names]
    if not all(isinstance(value, generic.TextStringObject) for value in raw):
        raise Flaw("FIELDS_DIFFER")
    return tuple(str(value) for value in raw)


def second_is_empty(opened: OpenPdf) -> bool:
    """Whether nobody signed as the second person."""
    return "/V" not in form_fields(opened.reader)[SECOND]


def _check_permissions(root: Any, signature_field: Any) -> None:
    permissions = root["/Perms"]
    if set(permissions) != {"/DocMDP"} or root["/Extensions"] != _EXTENSION:
        raise Flaw("PERMISSIONS")
    if number_of(permissions.raw_get("/DocMDP")) != number_of(signature_field.raw_get("/V")):
        raise Flaw("PERMISSIONS")


def _step(opened: OpenPdf, revision: int) -> tuple[Any, Any]:
    old = opened.reader.get_historical_resolver(revision - 1)
    new = opened.reader.get_historical_resolver(revision)
    if opened.reader.xrefs.refs_freed_in_revision(revision):
        raise Flaw("REPLACED_OBJECTS")
    for key in ("/Root", "/Info", "/Encrypt"):
        if _raw(old.trailer_view, key) != _raw(new.trailer_view, key):
            raise Flaw("REPLACED_OBJECTS")
    return old, new


def _tables(opened: OpenPdf) -> list[int]:
    return [int(opened.reader.xrefs.get_startxref_for_revision(revision)) for revision in (0, 1)]


def _replaced(opened: OpenPdf, revision: int) -> set[tuple[int, int]]:
    """Object and generation numbers that existed before the revision and that it wrote again."""
    before = opened.reader.get_historical_resolver(revision - 1)
    written = opened.reader.xrefs.explicit_refs_in_revision(revision)
    return {number_of(one) for one in written if not before.is_ref_unassignable(one)}


def _filled(old: Any, new: Any, name: str, changed: set[str]) -> None:
    before, after = form_fields(old)[name], form_fields(new)[name]
    _only(before, after, changed)
    if "/V" not in after or "/V" in before:
        raise Flaw("FILLED_EARLY")


def _only(old: Any, new: Any, changed: set[str]) -> None:
    keys = (old.keys() | new.keys()) - changed
    if not all(key in old and key in new and _same(old.raw_get(key), new.raw_get(key)) for key in keys):
        raise Flaw("REPLACED_OBJECTS")


def _same(one: Any, other: Any) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, generic.IndirectObject):
        return number_of(one) == number_of(other)
    if isinstance(one, generic.ArrayObject):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, generic.DictionaryObject):
        return one.keys() == other.keys() and all(_same(one.raw_get(key), other.raw_get(key)) for key in one)
    return bool(one == other)


def _raw(dictionary: Any, key: str) -> Any:
    return dictionary.raw_get(key) if key in dictionary else None
