"""Reads a record.json of this store back into a SignedRecord; what comes from outside is read elsewhere."""

import base64
import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

from wellbeingdesk.domain.form import Value
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.record import (
    DefinitionRef,
    Predecessor,
    RecordDraft,
    RecordKind,
    Relation,
    SaltedAnswer,
    SecondSigner,
    Signatory,
    SignedRecord,
)
from wellbeingdesk.domain.times import Instant, instant_from_iso
from wellbeingdesk.domain.worldly import StoreDamaged

Json = Any


def record_from(document: bytes, document_sha256: str, statement_sha256: str) -> SignedRecord:
    """Raises StoreDamaged where the bytes are not those that were kept."""
    if sha256(document).hexdigest() != document_sha256:
        raise StoreDamaged(part="record")
    whole = json.loads(document)
    statement = _canonical(whole["statement"])
    if sha256(statement).hexdigest() != statement_sha256:
        raise StoreDamaged(part="record")
    answers = tuple(_answer(pair, whole["answers"]) for pair in whole["statement"]["answers"])
    draft = _draft(whole["statement"])
    return SignedRecord(
        draft=replace(draft, answers={one.field: one.value for one in answers if not one.withheld}),
        answers=answers,
        statement=statement,
        statement_sha256=statement_sha256,
        signature=base64.b64decode(whole["signature"]),
        leaf_der=base64.b64decode(whole["leaf"]),
        root_der=base64.b64decode(whole["root"]),
        document=document,
    )


def statement_digest(document: bytes) -> str:
    """The digest of the statement inside, empty where there is none."""
    try:
        return sha256(_canonical(json.loads(document)["statement"])).hexdigest()
    except (ValueError, KeyError, TypeError):
        return ""


def _canonical(statement: Json) -> bytes:
    """The bytes that were signed (RFC 8785, of texts and whole numbers under plain keys); the digest proves it."""
    return json.dumps(statement, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _answer(pair: Json, disclosed: Json) -> SaltedAnswer:
    kept = disclosed.get(pair["field"])
    if kept is None:
        return SaltedAnswer(pair["field"], pair["digest"], None, None)
    return SaltedAnswer(pair["field"], pair["digest"], bytes.fromhex(kept["salt"]), _value(kept["value"]))


def _value(kept: Json) -> Value:
    value: Value = tuple(kept) if isinstance(kept, list) else kept
    return value


def _draft(statement: Json) -> RecordDraft:
    follows, second = statement["predecessor"], statement["second_signer"]
    return RecordDraft(
        record_id=statement["record_id"],
        kind=RecordKind(statement["kind"]),
        subject_id=statement["subject_id"],
        predecessor=follows and Predecessor(Relation(follows["relation"]), follows["record_id"], follows["sha256"]),
        form=_definition(statement["form"]),
        policy=_definition(statement["policy"]),
        template=_definition(statement["template"]),
        engine=statement["engine"],
        language=statement["language"],
        author=_signatory(statement["author"]),
        second_signer=second and SecondSigner(_signatory(second), second["capacity"]),
        event_time=_instant(statement["event_time"]),
        written_time=_instant(statement["written_time"]),
        answers={},
    )


def _definition(kept: Json) -> DefinitionRef:
    return DefinitionRef(kept["id"], kept["version"], kept["sha256"])


def _signatory(kept: Json) -> Signatory:
    person = Practitioner(kept["id"], kept["name"], kept["role"], Registration(kept["body"], kept["number"]))
    return Signatory(person, kept["desk_id"], kept["root_sha256"])


def _instant(kept: Json) -> Instant:
    return instant_from_iso(kept["utc"], kept["zone"], kept["offset_minutes"])
