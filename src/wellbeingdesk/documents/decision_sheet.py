"""Lays out the record of a decision: who, when and under which policy, then the answers as they were signed."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from wellbeingdesk.documents.boxes import BOXES
from wellbeingdesk.documents.form_sheet import filled_item, frame, value_lines
from wellbeingdesk.documents.wording import Sheet, Speech
from wellbeingdesk.domain.form import Form, shown
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.domain.record import RecordDraft, SaltedAnswer, Signatory, SignedRecord
from wellbeingdesk.usecases.ports import Paper

BESIDE_THE_FORM = frozenset(
    {"service_name", "service_choices", "policy_line", "client_line", "second_signer_identity", "made_up"}
)
"""Answers that a record carries beside its form's: they make the paper around it and are not printed a second time."""

LATE = timedelta(hours=24)
_GROUP = 8


def decision_sheet(speech: Speech, record: SignedRecord, form: Form, policy: Policy, paper: Paper) -> Sheet:
    """A whole record. Nothing in it depends on when or where it is printed."""
    draft = record.draft
    title = speech.said(form.title)
    return {
        **frame(speech, paper, title, form),
        "date": list(draft.written_time.utc.timetuple()[:3]),
        "keywords": [f"{form.id}-{form.version}", draft.record_id, record.statement_sha256],
        "running": title,
        "running-right": speech.plain(draft.record_id),
        "about": [],
        "intro": [],
        "closing": speech.told(form.closing),
        "facts": list(_facts(speech, record, policy, paper)),
        "notices": [speech.ours("decision.late")] if _is_late(draft) else [],
        "sections": _sections(speech, record, form),
        "checking": {
            "title": speech.ours("decision.checking_title"),
            "lines": [speech.ours(f"decision.checking.{tool}") for tool in ("pdfsig", "openssl", "verify")],
        },
        "signing": _signing(speech, draft),
        "attachment": speech.ours("decision.attachment"),
    }


def grouped(digest: str) -> str:
    """A digest in groups of eight, to be read aloud and compared."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


def _is_late(draft: RecordDraft) -> bool:
    return draft.written_time.utc - draft.event_time.utc > LATE


def _facts(speech: Speech, record: SignedRecord, policy: Policy, paper: Paper) -> Iterator[Sheet]:
    draft = record.draft
    yield _fact(speech, "record", [speech.plain(draft.record_id)])
    halves = [record.statement_sha256[at : at + 4 * _GROUP] for at in (0, 4 * _GROUP)]
    yield {**_fact(speech, "digest", [grouped(half) for half in halves]), "digest": True, "strong": False}
    if draft.predecessor is not None:
        relation = speech.ours(f"relation.{draft.predecessor.relation}", record=draft.predecessor.record_id)
        yield {**_fact(speech, "follows", [relation, grouped(draft.predecessor.sha256)]), "strong": False}
    if paper.client_line:
        yield _fact(speech, "client", [speech.plain(paper.client_line)])
    policy_line = speech.ours("form_line", id=draft.policy.id, version=draft.policy.version)
    yield _fact(speech, "policy", [policy_line, *_policy_words(speech, policy)])
    yield _fact(speech, "happened", [speech.instant(draft.event_time)])
    yield _fact(speech, "written", [speech.instant(draft.written_time)])
    yield _fact(speech, "author", person(speech, draft.author))
    yield _fact(speech, "second", _second(speech, draft, paper))
    template = speech.ours("form_line", id=draft.template.id, version=draft.template.version)
    yield {**_fact(speech, "made_with", [f"{template}, {speech.plain(draft.engine)}"]), "strong": False}


def _fact(speech: Speech, key: str, lines: list[str]) -> Sheet:
    return {"label": speech.ours(f"fact.{key}"), "lines": lines, "digest": False, "strong": True}


def _policy_words(speech: Speech, policy: Policy) -> list[str]:
    words = [speech.said(policy.second_signature.words)]
    if not policy.second_signature.required:
        words.append(speech.ours("decision.good_practice"))
    return [line for line in words if line]


def person(speech: Speech, signatory: Signatory) -> list[str]:
    """Name, then role and registration."""
    who = signatory.practitioner
    registration = who.registration
    known = [speech.plain(who.role)]
    if registration.given:
        known.append(speech.ours("decision.registered", body=registration.body, number=registration.number))
    second = ", ".join(part for part in known if part)
    return [speech.plain(who.name), *([second] if second else [])]


def _second(speech: Speech, draft: RecordDraft, paper: Paper) -> list[str]:
    if draft.second_signer is None:
        return [speech.ours("decision.second_none")]
    return [
        *person(speech, draft.second_signer.signatory),
        *_capacity(speech, draft),
        *_line(speech, paper.second_identity),
    ]


def _capacity(speech: Speech, draft: RecordDraft) -> list[str]:
    if draft.second_signer is None or not draft.second_signer.capacity:
        return []
    # A policy's word such as `line-manager` reads well enough once its hyphens are spaces.
    return [speech.ours("decision.capacity", capacity=draft.second_signer.capacity.replace("-", " "))]


def _line(speech: Speech, text: str) -> list[str]:
    return [speech.plain(text)] if text.strip() else []


def _sections(speech: Speech, record: SignedRecord, form: Form) -> list[Sheet]:
    signed = {answer.field: answer for answer in record.answers}
    values = {answer.field: answer.value for answer in record.answers if not answer.withheld}
    sections: list[Sheet] = []
    for section in form.sections:
        # What was signed is printed, also when the answer that it depends on is withheld here.
        items = [
            _answer(speech, speech.said(item.label), signed[item.id])
            if item.id in signed and signed[item.id].withheld
            else filled_item(speech, item, values.get(item.id))
            for item in section.fields
            if item.id in signed or shown(item, values)
        ]
        if items:
            sections.append({"title": speech.said(section.title), "intro": [], "items": items})
    further = _further(speech, signed, {item.id for item in form.fields})
    return [*sections, *([further] if further["items"] else [])]


def _further(speech: Speech, signed: Mapping[str, SaltedAnswer], asked: set[str]) -> Sheet:
    """Whatever else was signed: nobody should countersign an answer that the pages do not show."""
    items = [
        _answer(speech, speech.plain(field), answer)
        for field, answer in signed.items()
        if field not in asked and (answer.withheld or field not in BESIDE_THE_FORM)
    ]
    return {"title": speech.ours("decision.further"), "intro": [], "items": items}


def _answer(speech: Speech, label: str, answer: SaltedAnswer) -> Sheet:
    if answer.withheld:
        lines = [speech.ours("decision.withheld", digest=grouped(answer.digest))]
    else:
        parts = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        lines = [line for part in parts for line in speech.paragraphs(str(part))]
    return {"label": label, "hint": "", "only-if": "", "filled": True, "half": "", **value_lines(lines)}


def _signing(speech: Speech, draft: RecordDraft) -> Sheet:
    labels = {
        "SigA": (speech.ours("decision.author_box"), person(speech, draft.author)[:1]),
        "SigB": (speech.ours("decision.second_box"), _second_heading(speech, draft)),
        "B_decision": (speech.ours("decision.answer_box"), []),
        "B_reasons": (speech.ours("decision.reasons_box"), []),
    }
    return {
        "title": speech.ours("decision.signing_title"),
        "intro": [speech.ours(f"decision.signing_intro.{part}") for part in ("first", "second")],
        "boxes": {
            name: {"label": label, "lines": lines, "width": BOXES[name].width, "height": BOXES[name].height}
            for name, (label, lines) in labels.items()
        },
    }


def _second_heading(speech: Speech, draft: RecordDraft) -> list[str]:
    if draft.second_signer is None:
        return []
    return [*person(speech, draft.second_signer.signatory)[:1], *_capacity(speech, draft)]
