"""The members of a statement: people, moments and definitions as JSON, and a record's header and digests."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from wellbeingdesk.domain.form import Value
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.record import (
    RECORD_FORMAT,
    DefinitionRef,
    Predecessor,
    RecordDraft,
    RecordKind,
    Relation,
    SecondSigner,
    Signatory,
)
from wellbeingdesk.domain.times import Instant, instant_from_iso
from wellbeingdesk.signing.canonical import (
    Flaw,
    Json,
    Newer,
    counting_number,
    hex_digest,
    identifier,
    members,
    normalised,
)

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_ZONE = re.compile(r"[A-Za-z0-9._+/-]{1,64}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_MOST_MINUTES = 24 * 60

Kind = TypeVar("Kind", RecordKind, Relation)


@dataclass(frozen=True, slots=True)
class Header:
    """A record's statement as read: the draft without its answers, and the digest of each answer by field."""

    draft: RecordDraft
    digests: Mapping[str, str]


def write_statement(draft: RecordDraft, digests: Mapping[str, str]) -> dict[str, Json]:
    """What the signers sign, as a JSON object."""
    return {
        "format": RECORD_FORMAT,
        "record_id": draft.record_id,
        "kind": draft.kind.value,
        "subject_id": draft.subject_id,
        "predecessor": _predecessor(draft.predecessor),
        "form": write_definition(draft.form),
        "policy": write_definition(draft.policy),
        "template": write_definition(draft.template),
        "engine": normalised(draft.engine, "engine"),
        "language": draft.language,
        "author": write_signatory(draft.author),
        "second_signer": _second_signer(draft.second_signer),
        "event_time": write_instant(draft.event_time),
        "written_time": write_instant(draft.written_time),
        "answers": [{"field": field, "digest": digests[field]} for field in sorted(digests)],
    }


def read_statement(untrusted: Json) -> Header:
    """The reverse, every member checked. Raises Flaw."""
    found = members(
        untrusted,
        format=str, record_id=str, kind=str, subject_id=str, predecessor=None, form=dict, policy=dict,
        template=dict, engine=str, language=str, author=dict, second_signer=None, event_time=dict,
        written_time=dict, answers=list,
    )  # fmt: skip
    draft = RecordDraft(
        record_id=identifier(found["record_id"]),
        kind=_known(RecordKind, found["kind"]),
        subject_id=identifier(found["subject_id"]),
        predecessor=_read_predecessor(found["predecessor"]),
        form=read_definition(found["form"]),
        policy=read_definition(found["policy"]),
        template=read_definition(found["template"]),
        engine=found["engine"],
        language=read_language(found["language"]),
        author=read_signatory(found["author"]),
        second_signer=_read_second_signer(found["second_signer"]),
        event_time=read_instant(found["event_time"]),
        written_time=read_instant(found["written_time"]),
        answers={},
    )
    return Header(draft, _read_digests(found["answers"]))


def write_signatory(signatory: Signatory) -> dict[str, Json]:
    """A person as a statement names them."""
    person = signatory.practitioner
    return {
        "id": person.id,
        "name": normalised(person.name, "name"),
        "role": normalised(person.role, "role"),
        "body": normalised(person.registration.body, "body"),
        "number": normalised(person.registration.number, "number"),
        "desk_id": signatory.desk_id,
        "root_sha256": signatory.root_sha256,
    }


def read_signatory(untrusted: Json) -> Signatory:
    """The reverse. A name is never empty."""
    found = members(untrusted, id=str, name=str, role=str, body=str, number=str, desk_id=str, root_sha256=str)
    if not found["name"]:
        raise Flaw("NO_NAME")
    person = Practitioner(
        identifier(found["id"]), found["name"], found["role"], Registration(found["body"], found["number"])
    )
    return Signatory(person, identifier(found["desk_id"]), hex_digest(found["root_sha256"]))


def read_language(untrusted: str) -> str:
    """A language tag."""
    if not _LANGUAGE.fullmatch(untrusted):
        raise Flaw("LANGUAGE")
    return untrusted


def write_instant(instant: Instant) -> dict[str, Json]:
    """UTC to the millisecond with the witness's zone and offset."""
    return {"utc": instant.iso(), "zone": instant.zone, "offset_minutes": instant.offset_minutes}


def read_instant(untrusted: Json) -> Instant:
    """The reverse. The zone is a name only: a record outlives the zone file it was made with."""
    found = members(untrusted, utc=str, zone=str, offset_minutes=int)
    if not (_MOMENT.fullmatch(found["utc"]) and _ZONE.fullmatch(found["zone"])):
        raise Flaw("MOMENT")
    if abs(found["offset_minutes"]) > _MOST_MINUTES:
        raise Flaw("MOMENT")
    try:
        instant = instant_from_iso(found["utc"], found["zone"], found["offset_minutes"])
    except ValueError as error:
        raise Flaw("MOMENT") from error
    if instant.iso() != found["utc"]:
        raise Flaw("MOMENT")
    return instant


def read_value(untrusted: Json) -> Value:
    """An answer: null, true or false, a whole number, text, or a list of texts."""
    if untrusted is None or type(untrusted) in {bool, int, str}:
        answer: Value = untrusted
        return answer
    if type(untrusted) is list and all(type(one) is str for one in untrusted):
        return tuple(untrusted)
    raise Flaw("VALUE")


def _predecessor(predecessor: Predecessor | None) -> Json:
    if predecessor is None:
        return None
    return {
        "relation": predecessor.relation.value,
        "record_id": predecessor.record_id,
        "sha256": predecessor.sha256,
    }


def _read_predecessor(untrusted: Json) -> Predecessor | None:
    if untrusted is None:
        return None
    found = members(untrusted, relation=str, record_id=str, sha256=str)
    return Predecessor(_known(Relation, found["relation"]), identifier(found["record_id"]), hex_digest(found["sha256"]))


def write_definition(ref: DefinitionRef) -> dict[str, Json]:
    """A form, policy or template as a statement names it."""
    return {"id": ref.id, "version": ref.version, "sha256": ref.sha256}


def read_definition(untrusted: Json) -> DefinitionRef:
    """The reverse."""
    found = members(untrusted, id=str, version=int, sha256=str)
    version = counting_number(found["version"], "VERSION")
    return DefinitionRef(identifier(found["id"]), version, hex_digest(found["sha256"]))


def _second_signer(second: SecondSigner | None) -> Json:
    if second is None:
        return None
    return {**write_signatory(second.signatory), "capacity": second.capacity}


def _read_second_signer(untrusted: Json) -> SecondSigner | None:
    if untrusted is None:
        return None
    if type(untrusted) is not dict or "capacity" not in untrusted:
        raise Flaw("KEYS")
    person = {key: value for key, value in untrusted.items() if key != "capacity"}
    return SecondSigner(read_signatory(person), identifier(untrusted["capacity"]))


def _read_digests(untrusted: list[Any]) -> dict[str, str]:
    pairs = [members(one, field=str, digest=str) for one in untrusted]
    fields = [identifier(pair["field"]) for pair in pairs]
    if fields != sorted(set(fields)):
        raise Flaw("ANSWER_ORDER")
    return {pair["field"]: hex_digest(pair["digest"]) for pair in pairs}


def _known(kinds: type[Kind], word: str) -> Kind:
    try:
        return kinds(word)
    except ValueError as error:
        # The outer format is ours, so a later version of the program added this word.
        raise Newer(word, ", ".join(kinds)) from error
