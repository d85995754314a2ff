"""Carrying a decision between two desks: sealed for the named colleague, and the answer taken back and matched."""

import hashlib
from dataclasses import replace
from datetime import timedelta

from wellbeingdesk.domain.colleague import Colleague
from wellbeingdesk.domain.decision import (
    AnswerConflicts,
    AnswerIsOfAnotherRecord,
    ColleagueIsNeeded,
    Decision,
    DecisionState,
    RecordDoesNotMatchItsPages,
    RecordDoesNotVerify,
)
from wellbeingdesk.domain.events import DecisionCountersigned, DecisionDeclined, DecisionExported, Done
from wellbeingdesk.domain.permit import Outlet, Permit, Route
from wellbeingdesk.domain.record import Answer, DefinitionRef
from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.domain.verdict import Standing, Verdict
from wellbeingdesk.usecases import gate
from wellbeingdesk.usecases.appearances import shows_the_statement
from wellbeingdesk.usecases.colleagues import own_card
from wellbeingdesk.usecases.packages import Definition, Package, PackageKind, write_package
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork

_STATES = {
    Answer.AGREE: DecisionState.COUNTERSIGNED,
    Answer.DISAGREE: DecisionState.DISAGREED,
    Answer.DECLINE: DecisionState.DECLINED,
}


def verified_roots(uow: UnitOfWork, ports: Ports) -> frozenset[str]:
    """Roots whose owners were verified in person, and this desk's own."""
    return frozenset(
        {one.card.root_sha256 for one in uow.colleagues.all() if one.verified} | {ports.identity.root_sha256}
    )


def send_for_countersignature(ports: Ports, *, decision_id: str, path: str) -> Done[Permit]:
    """Seal the signed record for the colleague it names, and write the file. Runs on the bench.

    Raises ColleagueIsNeeded, DiskFull, CannotWrite.
    """
    package, colleague = ports.lanes.on_store(lambda: _request(ports, decision_id))
    sealed = ports.sealer.seal(write_package(package), (colleague.card.age_recipient,))
    done = gate.write_out(
        ports, route=Route.DECISION, subject_id=decision_id, payload=sealed, path=path, outlet=Outlet.PACKAGE
    )
    decision = ports.lanes.on_store(lambda: _note_sent(ports, decision_id))
    return Done(done.value, (DecisionExported(decision_id, decision.client_id),))


def _request(ports: Ports, decision_id: str) -> tuple[Package, Colleague]:
    with ports.uow() as uow:
        decision = uow.decisions.get(decision_id)
        if not decision.second_signer:
            raise ColleagueIsNeeded
        colleague = uow.colleagues.get(decision.second_signer)
        pdf = uow.records.file(decision_id, "signed")
        record = uow.records.get(decision_id).record.draft
    if pdf is None:
        raise AssertionError("a signed decision has its file")
    definitions = (_definition(ports, "form", record.form), _definition(ports, "policy", record.policy))
    card = own_card(ports)
    return Package(PackageKind.REVIEW_REQUEST, decision_id, pdf, card.file, definitions), colleague


def _definition(ports: Ports, kind: str, ref: DefinitionRef) -> Definition:
    return Definition(kind, ref, ports.catalogue.source(ref.sha256))


def _note_sent(ports: Ports, decision_id: str) -> Decision:
    now = ports.clock.now()
    with ports.uow() as uow:
        kept = uow.decisions.get(decision_id)
        waiting = kept.state is DecisionState.SIGNED
        decision = replace(kept, state=DecisionState.WITH_COLLEAGUE if waiting else kept.state, sent_at=now)
        uow.decisions.save(decision)
        if waiting:
            uow.reminders.set(_waiting(ports, decision, now))
        uow.audit(AuditEntry("decision-sent", "decision", decision_id, decision.client_id))
        uow.commit()
    return decision


def _waiting(ports: Ports, decision: Decision, now: Instant) -> Reminder:
    """It comes back on the day by which the service wants it countersigned."""
    hours = ports.session.setup.choices.get("countersign_deadline_hours")
    due = now.wall + timedelta(hours=hours if isinstance(hours, int) else 0)
    return Reminder(ports.ids.new(), ReminderKind.COUNTERSIGN_WAITING, due.date(), decision.client_id, decision.id)


def take_answer(ports: Ports, package: Package) -> Done[DecisionState]:
    """Take back a colleague's answer: verified, of exactly the file that was sent, and kept. Runs on the bench.

    The same answer twice changes nothing. Raises AnswerIsOfAnotherRecord, RecordDoesNotVerify,
    RecordDoesNotMatchItsPages, AnswerConflicts.
    """
    decision, sent, roots, digits = ports.lanes.on_store(lambda: _sent(ports, package.record_id))
    verdict = ports.verifier.verify(package.pdf, roots)
    statement = verdict.countersignature
    if not verdict.whole or verdict.codes or statement is None or verdict.standing is Standing.SIGNED_BY_ONE:
        raise RecordDoesNotVerify(codes=", ".join(verdict.codes))
    if not package.pdf.startswith(sent) or statement.record_sha256 != decision.record_sha256:
        raise AnswerIsOfAnotherRecord
    if statement.reviewed_file_sha256 != hashlib.sha256(sent).hexdigest():
        raise AnswerIsOfAnotherRecord
    if not shows_the_statement(ports, package.pdf, sent, statement, digits):
        raise RecordDoesNotMatchItsPages
    state = ports.lanes.on_store(lambda: _keep_answer(ports, decision, package.pdf, verdict))
    said = DecisionDeclined if state is DecisionState.DECLINED else DecisionCountersigned
    return Done(state, (said(decision.id, decision.client_id),))


def _sent(ports: Ports, record_id: str) -> tuple[Decision, bytes, frozenset[str], str]:
    with ports.uow() as uow:
        if not uow.records.exists(record_id):
            raise AnswerIsOfAnotherRecord
        decision = uow.decisions.get(record_id)
        sent = uow.records.file(record_id, "signed")
        roots = verified_roots(uow, ports)
        second = uow.colleagues.get(decision.second_signer) if decision.second_signer else None
    if sent is None or second is None:
        raise AnswerIsOfAnotherRecord
    return decision, sent, roots, second.card.fingerprint


def _keep_answer(ports: Ports, decision: Decision, pdf: bytes, verdict: Verdict) -> DecisionState:
    statement = verdict.countersignature
    if statement is None:
        raise AssertionError("checked by the caller")
    state, now, digest = _STATES[statement.answer], ports.clock.now(), hashlib.sha256(pdf).hexdigest()
    stage = "declined" if state is DecisionState.DECLINED else "countersigned"
    with ports.uow() as uow:
        for kept_stage in ("countersigned", "declined"):
            kept = uow.records.file(decision.id, kept_stage)
            if kept == pdf:
                return state
            if kept is not None:
                uow.records.keep_file(decision.id, "conflict", digest, pdf)
                uow.audit(AuditEntry("answer-conflicts", "decision", decision.id, decision.client_id, digest))
                uow.commit()
                raise AnswerConflicts
        uow.records.keep_file(decision.id, stage, digest, pdf)
        uow.decisions.save(replace(decision, state=state, answered_at=now))
        uow.reminders.settle(ReminderKind.COUNTERSIGN_WAITING, decision.id, now)
        uow.audit(AuditEntry(f"decision-{state}", "decision", decision.id, decision.client_id, digest))
        uow.commit()
    return state
