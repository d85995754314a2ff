"""Made-up forms, papers and records for the tests of paper."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.helpers.source_files import ROOT
from wellbeingdesk.domain.form import Answers, Field, FieldKind, Form, Option, Section, ShownIf
from wellbeingdesk.domain.policy import Policy, SecondSignature
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.record import (
    DefinitionRef,
    RecordDraft,
    RecordKind,
    SaltedAnswer,
    SecondSigner,
    Signatory,
    SignedRecord,
)
from wellbeingdesk.domain.times import instant_from_utc
from wellbeingdesk.usecases.ports import Paper

RESOURCES = ROOT / "resources"
AT = instant_from_utc(datetime(2026, 11, 21, 14, 0, tzinfo=UTC), "Europe/London")
SERVICE = "Bramley University Student Wellbeing"

PAPER = Paper(
    service_name=SERVICE,
    policy_line="Bramley confidentiality policy, version 3",
    made_at=AT,
    practitioner_line="Rosa Mensah, counsellor, BACP 123456",
    client_line="Amara Okafor, WD-7K3F",
    choices=(("Notice asked", "24 hours"),),
)


def words(key: str, **facts: str | int) -> str:
    """A sentence of the files about paper."""
    return _SENTENCES[key].format_map(facts)


def _flat(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, str):
            yield path + name, value
        else:
            yield from _flat(value, f"{path}{name}.")


WORDING = tuple(RESOURCES / "wording" / "en" / f"{part}.toml" for part in ("paper", "key-sheets", "cover-sheet"))
_SENTENCES = dict(one for file in WORDING for one in _flat(tomllib.loads(file.read_text(encoding="utf-8"))))


def sentence_keys(part: str) -> set[str]:
    """All keys under one table of the wording."""
    return {key for key in _SENTENCES if key.startswith(f"{part}.")}


def said(text: str) -> dict[str, str]:
    """An English sentence of a form."""
    return {"en": text}


def option(name: str, label: str) -> Option:
    """One thing to choose."""
    return Option(name, said(label))


CONSENT = Form(
    "consent-to-share",
    1,
    "consent",
    said("Consent to share information"),
    (
        Section(
            "who",
            said("Who may be told"),
            (
                Field("recipient", FieldKind.LINE, said("Name of the person"), said("As they are known at work")),
                Field(
                    "role",
                    FieldKind.CHOICE,
                    said("Who they are to you"),
                    options=(option("gp", "My doctor"), option("tutor", "My tutor"), option("other", "Somebody else")),
                ),
                Field("which", FieldKind.LINE, said("Which somebody"), shown_if=ShownIf("role", ("other",))),
            ),
            said("Only the people named here are told."),
        ),
        Section(
            "what",
            said("What may be shared"),
            (
                Field(
                    "items",
                    FieldKind.CHOICES,
                    said("These things"),
                    options=(
                        option("dates", "Dates of appointments"),
                        option("letter", "A letter"),
                        option("plan", "My plan"),
                    ),
                ),
                Field("purpose", FieldKind.TEXT, said("What it is for"), paper_lines=3),
                Field("copy", FieldKind.YES_NO, said("I would like a copy")),
                Field("copy_to", FieldKind.LINE, said("Where the copy goes"), shown_if=ShownIf("copy", ("yes",))),
                Field("start", FieldKind.DATE, said("From")),
                Field("spoken", FieldKind.MOMENT, said("When we spoke")),
                Field("weeks", FieldKind.NUMBER, said("Review after"), unit=said("weeks"), least=0, most=52),
            ),
        ),
    ),
    intro=said("You decide who is told what."),
    closing=said("I may stop this whenever I want."),
)

CONSENT_ANSWERS: Answers = {
    "recipient": "Dr Nadia Haddad",
    "role": "gp",
    "which": "a leftover that must not be printed",
    "items": ("dates", "plan"),
    "purpose": "So that she can change the prescription.\n\nNothing else.",
    "copy": False,
    "copy_to": "another leftover",
    "start": "2026-11-21",
    "spoken": "2026-11-20T09:05",
    "weeks": 0,
}

POLICY = Policy(
    "bramley", 3, said("Bramley"), said("A made-up policy."), said("Made up."), "decision-bramley",
    SecondSignature(required=True, capacity="line-manager", words=said("A line manager reads this and signs.")),
    rules=(), open_points=(),
)  # fmt: skip
LAX_POLICY = replace(POLICY, second_signature=SecondSignature(required=False, capacity="good-practice", words={}))

DECISION = Form(
    "decision-bramley",
    2,
    "decision",
    said("Whether to tell somebody"),
    (
        Section(
            "what",
            said("What happened"),
            (
                Field("outline", FieldKind.TEXT, said("In a few sentences")),
                Field("asked", FieldKind.YES_NO, said("Did you ask them")),
                Field("why_not", FieldKind.TEXT, said("Why not"), shown_if=ShownIf("asked", ("no",))),
            ),
        ),
        Section(
            "decision",
            said("The decision"),
            (
                Field(
                    "decision",
                    FieldKind.CHOICE,
                    said("What is decided"),
                    options=(option("tell", "To tell somebody"), option("keep", "To tell nobody")),
                ),
            ),
        ),
    ),
)

ROSA = Signatory(
    Practitioner("00000000-0000-4000-8000-000000000001", "Rosa Mensah", "Counsellor", Registration("BACP", "123456")),
    "00000000-0000-4000-8000-00000000000a",
    "aa" * 32,
)
LUKASZ = Signatory(
    Practitioner(
        "00000000-0000-4000-8000-000000000002", "Łukasz Wójcik", "Service lead", Registration("BACP", "654321")
    ),
    "00000000-0000-4000-8000-00000000000b",
    "bb" * 32,
)

DECISION_ANSWERS: Answers = {
    "outline": "Amara said that she has bought tablets.\nShe asked me to tell nobody.",
    "asked": False,
    "why_not": "There was no time.",
    "decision": "tell",
    "client_line": "Amara Okafor, WD-7K3F",
    "service_name": SERVICE,
}


def decision_record(answers: Answers = DECISION_ANSWERS, **changes: Any) -> SignedRecord:
    """A decision as the signing room would hand it over; `changes` are of the draft. It is not really signed."""
    draft = RecordDraft(
        record_id="00000000-0000-4000-8000-000000000009",
        kind=RecordKind.DECISION,
        subject_id="00000000-0000-4000-8000-00000000000c",
        predecessor=None,
        form=DefinitionRef("decision-bramley", 2, "cc" * 32),
        policy=DefinitionRef("bramley", 3, "dd" * 32),
        template=DefinitionRef("decision", 1, "ee" * 32),
        engine="typst 0.15.2",
        language="en",
        author=ROSA,
        second_signer=SecondSigner(LUKASZ, "line-manager"),
        event_time=replace(AT, utc=AT.utc - timedelta(hours=2)),
        written_time=AT,
        answers=answers,
    )
    draft = replace(draft, **changes)
    salted = tuple(
        SaltedAnswer(field, hashlib.sha256(field.encode()).hexdigest(), b"\1" * 32, answers[field])
        for field in sorted(answers)
    )
    statement = f"statement of {draft.record_id}".encode()
    return SignedRecord(
        draft, salted, statement, hashlib.sha256(statement).hexdigest(), b"", b"", b"", b'{"made-up":"record"}'
    )


def without(record: SignedRecord, *fields: str) -> SignedRecord:
    """The record with these answers withheld."""
    answers = tuple(
        replace(answer, salt=None, value=None) if answer.field in fields else answer for answer in record.answers
    )
    kept = {field: value for field, value in record.draft.answers.items() if field not in fields}
    return replace(record, answers=answers, draft=replace(record.draft, answers=kept))
