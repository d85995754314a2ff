"""Carrying a decision between two desks: sealed for the named colleague, and the answer taken back and matched."""

import hashlib
from dataclasses import dataclass, replace

from wellbeingdesk.domain.colleague import Colleague, ContactCard
from wellbeingdesk.domain.decision import (
    AnswerConflicts,
    AnswerIsOfAnotherRecord,
    ColleagueIsNeeded,
    Decision,
    DecisionState,
    RecordDoesNotMatchItsPages,
    RecordDoesNotVerify,
)
from wellbeingdesk.domain.events import DecisionCountersigned, DecisionDeclined, DecisionExported, Done, Event
from wellbeingdesk.domain.permit import Outlet, Permit, Route
from wellbeingdesk.domain.record import Answer
from wellbeingdesk.domain.reminder import ReminderKind
from wellbeingdesk.domain.verdict import Standing, Verdict
from wellbeingdesk.usecases import gate
from wellbeingdesk.usecases.appearances import drawn_as_here, shows_the_statement
from wellbeingdesk.usecases.colleagues import own_card, read_sent_card, renew
from wellbeingdesk.usecases.instances import heed_instance, with_instance
from wellbeingdesk.usecases.packages import Package, PackageKind, write_package
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork

PAGES_NOT_COMPARED = "pages-not-compared"
"""In the audit: another version of the program made the pages, so they could not be made again here."""

_STATES = {
    Answer.AGREE: DecisionState.COUNTERSIGNED,
    Answer.DISAGREE: DecisionState.DISAGREED,
    Answer.DECLINE: DecisionState.DECLINED,
}


@dataclass(frozen=True, slots=True)
class AnswerTaken:
    """An answer that was kept. `pages_compared` is False where another version of the program drew its boxes: what is
    signed holds, and whether the pages show the same was not compared. `retired`: a later copy of the sender's desk was
    met before.
    """

    state: DecisionState
    pages_compared: bool
    retired: bool = False


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
    sealed = ports.sealer.seal(write_package(with_instance(ports, package)), (colleague.card.age_recipient,))
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
    definitions = tuple(ports.catalogue.source(ref.sha256) for ref in (record.form, record.policy))
    card = own_card(ports)
    return Package(PackageKind.REVIEW_REQUEST, decision_id, pdf, card.file, definitions), colleague


def _note_sent(ports: Ports, decision_id: str) -> Decision:
    now = ports.clock.now()
    with ports.uow() as uow:
        kept = uow.decisions.get(decision_id)
        waiting = kept.state is DecisionState.SIGNED
        decision = replace(kept, state=DecisionState.WITH_COLLEAGUE if waiting else kept.state, sent_at=now)
        uow.decisions.save(decision)
        uow.audit(AuditEntry("decision-sent", "decision", decision_id, decision.client_id))
        uow.commit()
    return decision


def take_answer(ports: Ports, package: Package) -> Done[AnswerTaken]:
    """Take back a colleague's answer: verified, of exactly the file that was sent, and kept. Runs on the bench.

    The sender's later card is kept too. The same answer twice changes nothing. Raises AnswerIsOfAnotherRecord,
    RecordDoesNotVerify, RecordDoesNotMatchItsPages, AnswerConflicts, FileNotOurs (the sender's card).
    """
    decision, sent, roots, second = ports.lanes.on_store(lambda: _sent(ports, package.record_id))
    verdict = ports.verifier.verify(package.pdf, roots)
    statement = verdict.countersignature
    if not verdict.whole or verdict.codes or statement is None or verdict.standing is Standing.SIGNED_BY_ONE:
        raise RecordDoesNotVerify(codes=", ".join(verdict.codes))
    if not package.pdf.startswith(sent) or statement.record_sha256 != decision.record_sha256:
        raise AnswerIsOfAnotherRecord
    if statement.reviewed_file_sha256 != hashlib.sha256(sent).hexdigest():
        raise AnswerIsOfAnotherRecord
    card = read_sent_card(ports, package.sender_card, statement.signatory.root_sha256)
    retired = heed_instance(ports, package, card)
    newest = card if card.sequence > second.card.sequence else second.card
    compared = drawn_as_here(ports, statement)
    if compared and not shows_the_statement(ports, package.pdf, sent, statement, newest.fingerprint):
        raise RecordDoesNotMatchItsPages
    state, events = ports.lanes.on_store(lambda: _keep_answer(ports, decision, package.pdf, verdict, card, compared))
    said = DecisionDeclined if state is DecisionState.DECLINED else DecisionCountersigned
    return Done(AnswerTaken(state, compared, retired), (said(decision.id, decision.client_id), *events))


def _sent(ports: Ports, record_id: str) -> tuple[Decision, bytes, frozenset[str], Colleague]:
    with ports.uow() as uow:
        if not uow.records.exists(record_id):
            raise AnswerIsOfAnotherRecord
        decision = uow.decisions.get(record_id)
        sent = uow.records.file(record_id, "signed")
        roots = verified_roots(uow, ports)
        second = uow.colleagues.get(decision.second_signer) if decision.second_signer else None
    if sent is None or second is None:
        raise AnswerIsOfAnotherRecord
    return decision, sent, roots, second


def _keep_answer(
    ports: Ports, decision: Decision, pdf: bytes, verdict: Verdict, card: ContactCard, compared: bool
) -> tuple[DecisionState, tuple[Event, ...]]:
    statement = verdict.countersignature
    if statement is None:
        raise AssertionError("checked by the caller")
    state, now, digest = _STATES[statement.answer], ports.clock.now(), hashlib.sha256(pdf).hexdigest()
    stage = "declined" if state is DecisionState.DECLINED else "countersigned"
    with ports.uow() as uow:
        for kept_stage in ("countersigned", "declined"):
            kept = uow.records.file(decision.id, kept_stage)
            if kept == pdf:
                return state, ()
            if kept is not None:
                uow.records.keep_file(decision.id, "conflict", digest, pdf)
                uow.audit(AuditEntry("answer-conflicts", "decision", decision.id, decision.client_id, digest))
                uow.commit()
                raise AnswerConflicts
        uow.records.keep_file(decision.id, stage, digest, pdf)
        uow.decisions.save(replace(decision, state=state, answered_at=now))
        renewed = renew(uow, uow.colleagues.get(decision.second_signer), card)
        uow.reminders.settle(ReminderKind.COUNTERSIGN_WAITING, decision.id, now)
        detail = "" if compared else PAGES_NOT_COMPARED
        uow.audit(AuditEntry(f"decision-{state}", "decision", decision.id, decision.client_id, digest, detail))
        uow.commit()
    return state, renewed.events
