"""The checks of one signature, and of what it signs: each raises a flaw with a code, or returns what it found."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from wellbeingdesk.domain.colleague import same_person
from wellbeingdesk.domain.record import Countersignature, SignedRecord
from wellbeingdesk.signing.canonical import Flaw, digest
from wellbeingdesk.signing.certificates import Chain
from wellbeingdesk.signing.cms import read_cms
from wellbeingdesk.signing.countersignature import read_countersignature
from wellbeingdesk.signing.pdf_fields import (
    ATTACHMENT,
    DECISION,
    FIELDS_OF_SECOND,
    FIRST,
    REASONS,
    SECOND,
    STATEMENT,
)
from wellbeingdesk.signing.pdf_reading import FoundSignature, OpenPdf, entry, form_fields, number_of
from wellbeingdesk.signing.revision_checks import text_values

AHEAD = timedelta(hours=24)
"""How far a signer's clock may run ahead of ours."""

_LOCK_FIRST = {
    "/Type": "/SigFieldLock",
    "/Action": "/Exclude",
    "/Fields": list(FIELDS_OF_SECOND),
}
_LOCK_SECOND = {"/Type": "/SigFieldLock", "/Action": "/All", "/P": 1}
_ACTIVE = frozenset({"/OpenAction", "/AA", "/URI", "/Threads"})
_PLAIN_ACTIONS = frozenset({"/URI", "/GoTo"})


@dataclass(frozen=True, slots=True)
class HeldSignature:
    """A signature that holds: whose certificates, and when by the signer's clock."""

    chain: Chain
    signed_at: datetime


def check_signature(found: FoundSignature, now: datetime) -> HeldSignature:
    """The CMS, its certificates, and the time it claims."""
    chain = read_cms(found.cms, found.document_digest)
    chain.demand_valid_at(found.signed_at)
    if found.signed_at > now + AHEAD:
        raise Flaw("TIME_IN_FUTURE")
    return HeldSignature(chain, found.signed_at)


def check_locks(opened: OpenPdf) -> None:
    """Both fields lock what the contract says, and SigA's signature repeats its lock with DocMDP P=2."""
    fields = form_fields(opened.reader)
    if _plain(fields[FIRST]["/Lock"]) != _LOCK_FIRST or _plain(fields[SECOND]["/Lock"]) != _LOCK_SECOND:
        raise Flaw("LOCK")
    certified = {"/Type": "/TransformParams", "/V": "/1.2", "/P": 2}
    locked = {"/Action": "/Exclude", "/Fields": list(FIELDS_OF_SECOND), **certified}
    _check_references(fields[FIRST]["/V"], {"/DocMDP": certified, "/FieldMDP": locked})


def check_second_lock(found: FoundSignature) -> None:
    """SigB's signature locks every field."""
    locked = {"/Action": "/All", "/Type": "/TransformParams", "/V": "/1.2", "/P": 1}
    _check_references(found.dictionary, {"/FieldMDP": locked})


def check_unmodified(opened: OpenPdf, name: str) -> None:
    """What another careful reader asks: the library's own difference analysis under DocMDP and FieldMDP."""
    seen = EmbeddedPdfSignature(opened.reader, form_fields(opened.reader)[name], name)
    seen.compute_integrity_info()  # type: ignore[no-untyped-call]  # the library types only in part
    result = seen.summarise_integrity_info()
    if not result["docmdp_ok"] or isinstance(result["diff_result"], SuspiciousModification):
        raise Flaw("MODIFIED")
    if name == FIRST and seen.docmdp_level is not MDPPerm.FILL_FORMS:
        raise Flaw("LOCK")


def read_attached_record(opened: OpenPdf) -> bytes:
    """The one attachment. Raises Flaw: ATTACHMENTS."""
    root = opened.reader.root
    names = root["/Names"]["/EmbeddedFiles"]
    listed = names["/Names"] if set(names) <= {"/Names", "/Limits"} else _only_leaf(names)
    if len(listed) != 2 or listed[0] != ATTACHMENT or len(root["/AF"]) != 1:
        raise Flaw("ATTACHMENTS")
    if number_of(listed.raw_get(1)) != number_of(root["/AF"].raw_get(0)):
        raise Flaw("ATTACHMENTS")
    described = listed[1]
    names_given = {described["/UF"], entry(described, "/F") or ATTACHMENT}
    if described["/AFRelationship"] != "/Data" or names_given != {ATTACHMENT}:
        raise Flaw("ATTACHMENTS")
    files = described["/EF"]
    if not {"/F"} <= set(files) <= {"/F", "/UF"} or len({number_of(files.raw_get(key)) for key in files}) != 1:
        raise Flaw("ATTACHMENTS")
    payload: bytes = files["/F"].data
    return payload


def check_nothing_runs(opened: OpenPdf) -> None:
    """No script, no action on opening, no launch. Raises Flaw: ACTIVE_CONTENT."""
    root = opened.reader.root
    form = root["/AcroForm"]
    if _ACTIVE & root.keys() or {"/XFA", "/NeedAppearances", "/CO"} & form.keys():
        raise Flaw("ACTIVE_CONTENT")
    if set(root["/Names"]) - {"/EmbeddedFiles", "/Dests"}:
        raise Flaw("ACTIVE_CONTENT")
    for page in _pages(root["/Pages"], 0):
        if "/AA" in page or any(_acts(one.get_object()) for one in entry(page, "/Annots") or ()):
            raise Flaw("ACTIVE_CONTENT")


def check_author(record: SignedRecord, held: HeldSignature) -> None:
    """SigA's signer is the record's author, under the same root."""
    if held.chain.root_sha256 != record.draft.author.root_sha256:
        raise Flaw("WRONG_SIGNER")


def check_countersignature(
    opened: OpenPdf, first_bytes: bytes, record: SignedRecord, held: HeldSignature
) -> Countersignature:
    """B's statement: by the person the record names, about this record and exactly this file, as the fields show."""
    decision, reasons, statement = text_values(opened, (DECISION, REASONS, STATEMENT))
    signed = read_countersignature(statement)
    said = signed.said
    check_person(record, said)
    if held.chain.leaf_der != signed.envelope.chain.leaf_der or held.chain.root_der != signed.envelope.chain.root_der:
        raise Flaw("WRONG_SIGNER")
    if said.reviewed_file_sha256 != digest(first_bytes):
        raise Flaw("OTHER_FILE")
    if (decision, reasons) != (said.answer.value, said.reasons):
        raise Flaw("FIELDS_DIFFER")
    return said


def check_keys(first: Chain, second: Chain) -> None:
    """No key of one signatory is the other's: two certificates on one key are one person. Raises Flaw: SAME_KEY."""
    if not first.keys.isdisjoint(second.keys):
        raise Flaw("SAME_KEY")


def check_order(first: HeldSignature, second: HeldSignature, said: Countersignature) -> None:
    """The second signed after the first, and said so no later than signing."""
    # The clock in a PDF counts whole seconds.
    if not first.signed_at <= second.signed_at or said.at.utc.replace(microsecond=0) > second.signed_at:
        raise Flaw("TIME_ORDER")


def check_person(record: SignedRecord, said: Countersignature) -> None:
    """The statement is on this record, by the second signer and in the capacity it names, who is not the author."""
    named = record.draft.second_signer
    if named is None or same_person(record.draft.author, said.signatory) is not None:
        raise Flaw("WRONG_SIGNER")
    # A role may change between being asked and answering; nothing else that the author wrote may.
    if not said.signatory.same_but_role(named.signatory):
        raise Flaw("WRONG_SIGNER")
    if said.capacity != named.capacity:
        raise Flaw("CAPACITY")
    if (said.record_id, said.record_sha256) != (record.draft.record_id, record.statement_sha256):
        raise Flaw("OTHER_RECORD")


def _check_references(dictionary: Any, wanted: dict[str, dict[str, Any]]) -> None:
    found = {}
    for one in dictionary["/Reference"]:
        entry = one.get_object()
        if set(entry) - {"/Type", "/TransformMethod", "/TransformParams", "/Data"}:
            raise Flaw("LOCK")
        found[str(entry["/TransformMethod"])] = _plain(entry["/TransformParams"])
    if found != wanted or len(dictionary["/Reference"]) != len(wanted):
        raise Flaw("LOCK")


def _plain(value: Any) -> Any:
    value = value.get_object()
    if isinstance(value, generic.DictionaryObject):
        return {str(key): _plain(value[key]) for key in value}
    if isinstance(value, generic.ArrayObject):
        return [_plain(one) for one in value]
    return int(value) if isinstance(value, generic.NumberObject) else str(value)


def _only_leaf(names: Any) -> Any:
    if set(names) != {"/Kids"} or len(names["/Kids"]) != 1:
        raise Flaw("ATTACHMENTS")
    return names["/Kids"][0]["/Names"]


def _pages(node: Any, depth: int) -> list[Any]:
    if depth > 20:
        raise Flaw("ACTIVE_CONTENT")
    if "/Kids" not in node:
        return [node]
    return [page for kid in node["/Kids"] for page in _pages(kid.get_object(), depth + 1)]


def _acts(annotation: Any) -> bool:
    if "/AA" in annotation or "/JS" in annotation:
        return True
    action = entry(annotation, "/A")
    if annotation["/Subtype"] not in {"/Widget", "/Link"}:
        return True
    return action is not None and (action["/S"] not in _PLAIN_ACTIONS or "/Next" in action)
