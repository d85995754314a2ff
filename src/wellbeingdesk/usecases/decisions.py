"""A decision about confidentiality: drafted on the policy's form, signed with the passphrase, sent to a colleague,
answered.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from wellbeingdesk.domain.colleague import Colleague, demand_different
from wellbeingdesk.domain.decision import Decision, DecisionIsNotFinished, DecisionState, DecisionStillStands
from wellbeingdesk.domain.draft import Draft, SomethingIsMissing
from wellbeingdesk.domain.events import DecisionSigned, Done
from wellbeingdesk.domain.form import Answers, Finding, Form, check, counting
from wellbeingdesk.domain.permit import Permit, Route
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.domain.record import Predecessor, RecordKind, Relation, SignedRecord
from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.domain.rules.book import findings_under
from wellbeingdesk.domain.rules.facts import DecisionFacts
from wellbeingdesk.domain.times import Instant, Planned
from wellbeingdesk.domain.verdict import Standing
from wellbeingdesk.usecases import drafts, gate
from wellbeingdesk.usecases.colleagues import own_card
from wellbeingdesk.usecases.papers import client_line, clock_line, paper_of, practitioner_line, reserved_answers
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry
from wellbeingdesk.usecases.sealing import keep_record, own_signatory, record_draft, still_the_draft

DECIDED_AT = "event_at"
"""The answer that says when it was decided; that is the record's event time."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A decision's draft with all that its signing needs, read in one go."""

    draft: Draft
    form: Form
    policy: Policy
    second: Colleague | None
    client_line: str


def begin_decision(ports: Ports, *, client_id: str) -> Done[Draft]:
    """Begin a decision on the form of the service's policy."""
    return drafts.begin_draft(
        ports, kind=RecordKind.DECISION, client_id=client_id, form_id=ports.session.policy.decision_form
    )


def begin_in_place_of(ports: Ports, *, decision_id: str) -> Done[Draft]:
    """Begin anew from the answers of a decision that was declined; the new record will name the old one's digest.
    Nobody is named as second signatory. Raises DecisionStillStands.
    """
    with ports.uow() as uow:
        declined, row = uow.decisions.get(decision_id), uow.records.get(decision_id)
    if declined.state is not DecisionState.DECLINED:
        raise DecisionStillStands
    form = ports.catalogue.form(ports.session.policy.decision_form)
    asked = {field.id for field in form.fields}
    said = {one.field: one.value for one in row.record.answers if one.field in asked and not one.withheld}
    return drafts.begin_draft(
        ports,
        kind=RecordKind.DECISION,
        client_id=declined.client_id,
        form_id=form.id,
        answers={field: value for field, value in said.items() if value is not None},
        predecessor=Predecessor(Relation.SUPERSEDES, decision_id, row.record.statement_sha256),
    )


def findings(ports: Ports, *, draft: Draft) -> tuple[Finding, ...]:
    """What the form and the policy's rules still miss, in reading order, the rules' after the form's; one per field."""
    second = ports.views.colleague(draft.second_signer) if draft.second_signer else None
    return _findings(ports, draft, second)


def _findings(ports: Ports, draft: Draft, second: Colleague | None) -> tuple[Finding, ...]:
    form = ports.catalogue.form(draft.form_id, draft.form_version)
    facts = DecisionFacts(
        answers=counting(form, draft.answers),
        author=ports.session.practitioner,
        second_signer=None if second is None else second.card.signatory,
        policy=ports.session.policy,
        choices=ports.session.setup.choices,
    )
    found: dict[str, Finding] = {}
    for finding in (*check(form, draft.answers), *_in_future(ports, facts), *findings_under(facts)):
        kept = found.get(finding.field)
        # A rule's words say more than "missing"; what is malformed or cannot be must be told as that.
        if kept is None or (kept.code == "missing" and finding.rule):
            found[finding.field] = finding
    if second is None and second_signature_required(ports) and "second_signer" not in found:
        found["second_signer"] = Finding("second_signer", "second-signer-missing")
    order = {item.id: place for place, item in enumerate(form.fields)}
    return tuple(sorted(found.values(), key=lambda one: order.get(one.field, len(order))))


def _in_future(ports: Ports, facts: DecisionFacts) -> tuple[Finding, ...]:
    """Nothing was decided or asked later than now."""
    now = ports.clock.now().wall
    return tuple(
        Finding(field, "in-the-future")
        for field in (DECIDED_AT, "consulted_at")
        if (moment := facts.moment(field)) is not None and moment > now
    )


def second_signature_required(ports: Ports) -> bool:
    """Whether the policy, or the service where the policy is silent, demands a second signature."""
    chosen = ports.session.setup.choices.get("second_signature_required")
    return ports.session.policy.second_signature.required or chosen is True


def capacity_of_second(ports: Ports) -> str:
    """The capacity, by the policy's word, in which the second person signs."""
    return ports.session.policy.second_signature.capacity


def sign_decision(ports: Ports, *, draft_id: str, version: int, passphrase: str) -> Done[str]:
    """Sign: passphrase again, sealed record, certified PDF, all kept in one transaction. Runs on the bench.

    Raises WrongPassphrase, SomethingIsMissing, SecondSignerMustDiffer, DraftIsGone, DraftWasSavedElsewhere, DiskFull.
    """
    ready = ports.lanes.on_store(lambda: _ready(ports, draft_id, version))
    ports.vault.demand(passphrase)
    record = _sealed(ports, ready)
    base = ports.renderer.decision(record, ready.form, ready.policy, paper_of(record))
    stamp = ports.renderer.stamp(
        (practitioner_line(ports), clock_line(ports, record.draft.written_time)), own_card(ports).fingerprint
    )
    pdf = ports.signer.sign_pdf(base, stamp, ports.identity, record.draft.written_time)
    verdict = ports.verifier.verify(pdf, frozenset({ports.identity.root_sha256}))
    if verdict.standing is not Standing.SIGNED_BY_ONE or verdict.codes:
        raise AssertionError(verdict.codes)
    ports.lanes.on_store(lambda: _keep(ports, ready, record, pdf))
    return Done(draft_id, (DecisionSigned(draft_id, ready.draft.client_id),))


def _ready(ports: Ports, draft_id: str, version: int) -> Ready:
    with ports.uow() as uow:
        draft = still_the_draft(uow, draft_id, version)
        second = uow.colleagues.get(draft.second_signer) if draft.second_signer else None
        client = uow.clients.get(draft.client_id)
    if second is not None:
        demand_different(own_signatory(ports), second.card.signatory)
    missing = _findings(ports, draft, second)
    if missing:
        raise SomethingIsMissing(count=len(missing))
    form = ports.catalogue.form(draft.form_id, draft.form_version)
    policy = ports.session.policy
    line = client_line(client) if policy.client_named_to_second else client.reference
    return Ready(draft, form, policy, second, line)


def _sealed(ports: Ports, ready: Ready) -> SignedRecord:
    second = ready.second
    identity = "" if second is None else "identity.checked" if second.verified else "identity.not_checked"
    reserved: Answers = reserved_answers(
        ports,
        client_line=ready.client_line,
        second_identity=ports.catalogue.words(f"record.{identity}") if identity else "",
    )
    return ports.signer.seal_record(
        record_draft(
            ports,
            ready.draft,
            ready.form,
            template="decision",
            written_time=ports.clock.now(),
            second=second,
            capacity=capacity_of_second(ports),
            reserved=reserved,
            event_time=_decided_at(ports, ready.draft),
        ),
        ports.identity,
    )


def _decided_at(ports: Ports, draft: Draft) -> Instant:
    said = draft.answers.get(DECIDED_AT)
    if not isinstance(said, str) or not said:
        return ports.clock.now()
    return Planned(datetime.fromisoformat(said), ports.clock.now().zone).instant()


def _keep(ports: Ports, ready: Ready, record: SignedRecord, pdf: bytes) -> None:
    draft, now = ready.draft, record.draft.written_time
    with ports.uow() as uow:
        still_the_draft(uow, draft.id, draft.version)
        keep_record(uow, ports, record)
        uow.records.keep_file(draft.id, "signed", hashlib.sha256(pdf).hexdigest(), pdf)
        uow.decisions.add(
            Decision(
                id=draft.id,
                client_id=draft.client_id,
                form_id=draft.form_id,
                form_version=draft.form_version,
                state=DecisionState.SIGNED,
                record_sha256=record.statement_sha256,
                signed_at=now,
                second_signer=draft.second_signer,
                capacity=capacity_of_second(ports),
            )
        )
        uow.drafts.remove(draft.id)
        uow.reminders.settle(ReminderKind.UNSIGNED_DRAFT, draft.id, now)
        if draft.second_signer:
            uow.reminders.set(countersign_reminder(ports, draft.id, draft.client_id, now))
        review_on = draft.answers.get("review_on")
        if isinstance(review_on, str) and review_on:
            uow.reminders.set(
                Reminder(
                    ports.ids.new(),
                    ReminderKind.DECISION_REVIEW,
                    date.fromisoformat(review_on),
                    draft.client_id,
                    draft.id,
                )
            )
        uow.audit(AuditEntry("decision-signed", "decision", draft.id, draft.client_id, record.statement_sha256))
        uow.commit()


def countersign_reminder(ports: Ports, decision_id: str, client_id: str, since: Instant) -> Reminder:
    """It comes back on the day by which the service wants it countersigned, counted from the signature."""
    hours = ports.session.setup.choices.get("countersign_deadline_hours")
    due = since.wall + timedelta(hours=hours if isinstance(hours, int) else 0)
    return Reminder(ports.ids.new(), ReminderKind.COUNTERSIGN_WAITING, due.date(), client_id, decision_id)


def newest_file(ports: Ports, decision_id: str) -> bytes:
    """The PDF that stands: with the answer where there is one. Raises DecisionIsNotFinished."""
    for stage in ("countersigned", "declined", "signed"):
        content = ports.views.file(decision_id, stage)
        if content is not None:
            return content
    raise DecisionIsNotFinished


def write_decision(ports: Ports, *, decision_id: str, path: str) -> Done[Permit]:
    """Write the record's PDF to a file that a person chose. Runs on the bench."""
    return gate.write_out(
        ports,
        route=Route.DECISION,
        subject_id=decision_id,
        payload=ports.lanes.on_store(lambda: _kept_file(ports, decision_id)),
        path=path,
    )


def _kept_file(ports: Ports, decision_id: str) -> bytes:
    with ports.uow() as uow:
        for stage in ("countersigned", "declined", "signed"):
            content = uow.records.file(decision_id, stage)
            if content is not None:
                return content
    raise DecisionIsNotFinished


def choose_second_signer(ports: Ports, *, draft: Draft, colleague_id: str) -> Done[Draft]:
    """Name the colleague who is to countersign. Raises SecondSignerMustDiffer, ColleagueUnknown."""
    if colleague_id:
        with ports.uow() as uow:
            colleague = uow.colleagues.get(colleague_id)
        demand_different(own_signatory(ports), colleague.card.signatory)
    return drafts.save_draft(ports, draft=replace(draft, second_signer=colleague_id))
