"""A colleague's decision at this desk: taken in, checked, read, countersigned or declined, and sent back."""

import hashlib
from dataclasses import dataclass, replace

from wellbeingdesk.domain.colleague import Colleague, demand_different
from wellbeingdesk.domain.decision import (
    ColleagueUnknown,
    NotAddressedToYou,
    ReasonsAreNeeded,
    RecordDoesNotMatchItsPages,
    RecordDoesNotVerify,
    Review,
    ReviewAlreadyAnswered,
)
from wellbeingdesk.domain.events import Done, ReviewAnswered, ReviewReceived
from wellbeingdesk.domain.form import Form
from wellbeingdesk.domain.permit import Outlet, Permit, Route
from wellbeingdesk.domain.record import Answer, Countersignature, DefinitionRef, SignedRecord
from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.domain.verdict import Standing
from wellbeingdesk.domain.worldly import DefinitionUnknown
from wellbeingdesk.usecases import gate
from wellbeingdesk.usecases.appearances import appearances_of
from wellbeingdesk.usecases.colleagues import own_card
from wellbeingdesk.usecases.exchange import verified_roots
from wellbeingdesk.usecases.packages import Package, PackageKind, write_package
from wellbeingdesk.usecases.papers import paper_of
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry
from wellbeingdesk.usecases.sealing import own_signatory

_ANSWERED_STAGES = ("countersigned", "declined")


def take_request(ports: Ports, package: Package) -> Done[str]:
    """Take in a decision to countersign, beside one's own records. Runs on the bench.

    Raises RecordDoesNotVerify, NotAddressedToYou, SecondSignerMustDiffer, ColleagueUnknown, RecordDoesNotMatchItsPages.
    """
    roots = ports.lanes.on_store(lambda: _roots(ports))
    verdict = ports.verifier.verify(package.pdf, roots)
    record = verdict.record
    if verdict.standing is not Standing.SIGNED_BY_ONE or verdict.codes or record is None:
        raise RecordDoesNotVerify(codes=", ".join(verdict.codes))
    me, named = own_signatory(ports), record.draft.second_signer
    demand_different(record.draft.author, me)
    if named is None or named.signatory.root_sha256 != me.root_sha256:
        raise NotAddressedToYou
    _demand_pages_match(ports, package, record)
    ports.lanes.on_store(lambda: _keep_request(ports, package, record))
    return Done(record.draft.record_id, (ReviewReceived(record.draft.record_id),))


def _roots(ports: Ports) -> frozenset[str]:
    with ports.uow() as uow:
        return verified_roots(uow, ports)


def _demand_pages_match(ports: Ports, package: Package, record: SignedRecord) -> None:
    """Rebuild the pages from the signed record; another version of what typesets cannot, and verify says so."""
    made_here = record.draft.engine == ports.renderer.engine
    if not made_here or record.draft.template != ports.renderer.template("decision"):
        return
    form = form_of(ports, package, record)
    policy_source = _travelled(package, record.draft.policy)
    policy = ports.catalogue.read_policy(policy_source, record.draft.policy.id)
    rebuilt = ports.renderer.decision(record, form, policy, paper_of(record))
    if ports.verifier.base_of(package.pdf) != rebuilt:
        raise RecordDoesNotMatchItsPages


def form_of(ports: Ports, package: Package, record: SignedRecord) -> Form:
    """The form a record was written on, from the package."""
    return ports.catalogue.read_form(_travelled(package, record.draft.form), record.draft.form.id)


def _travelled(package: Package, ref: DefinitionRef) -> bytes:
    for one in package.definitions:
        if hashlib.sha256(one.source).hexdigest() == ref.sha256:
            return one.source
    raise DefinitionUnknown(id=ref.id, version=ref.version)


def _keep_request(ports: Ports, package: Package, record: SignedRecord) -> None:
    now, digest = ports.clock.now(), hashlib.sha256(package.pdf).hexdigest()
    with ports.uow() as uow:
        author = uow.colleagues.by_root(record.draft.author.root_sha256)
        if author is None:
            raise ColleagueUnknown
        if uow.decisions.review(record.draft.record_id) is not None:
            return
        for one in package.definitions:
            if hashlib.sha256(one.source).hexdigest() == one.ref.sha256:
                uow.records.keep_definition(one.ref, one.kind, one.source)
        uow.decisions.add_review(Review(record.draft.record_id, record.statement_sha256, author.id, now))
        uow.decisions.keep_review_file(record.draft.record_id, "signed", digest, package.pdf)
        uow.reminders.set(
            Reminder(ports.ids.new(), ReminderKind.REVIEW_TO_ANSWER, now.wall.date(), "", record.draft.record_id)
        )
        uow.audit(AuditEntry("review-received", "review", record.draft.record_id, digest=record.statement_sha256))
        uow.commit()


@dataclass(frozen=True, slots=True)
class ReviewInHand:
    """What the reviewing page shows: the record as signed, its form, its PDF, and how far its author is known."""

    review: Review
    author: Colleague
    record: SignedRecord
    form: Form
    pdf: bytes


def review_in_hand(ports: Ports, *, record_id: str) -> Done[ReviewInHand]:
    """Open a colleague's decision to read it; the opening is audited first. Runs on the bench."""
    review, author, pdf = ports.lanes.on_store(lambda: _opened(ports, record_id))
    verdict = ports.verifier.verify(pdf, frozenset())
    if verdict.record is None:
        raise RecordDoesNotVerify(codes=", ".join(verdict.codes))
    ref = verdict.record.draft.form
    source = ports.lanes.on_store(lambda: _definition(ports, ref))
    return Done(ReviewInHand(review, author, verdict.record, ports.catalogue.read_form(source, ref.id), pdf))


def _opened(ports: Ports, record_id: str) -> tuple[Review, Colleague, bytes]:
    with ports.uow() as uow:
        review = uow.decisions.review(record_id)
        pdf = uow.decisions.review_file(record_id, "signed")
        if review is None or pdf is None:
            raise AssertionError("a review has its file")
        author = uow.colleagues.get(review.author_id)
        uow.audit(AuditEntry("review-opened", "review", record_id))
        uow.commit()
    return review, author, pdf


def _definition(ports: Ports, ref: DefinitionRef) -> bytes:
    with ports.uow() as uow:
        source = uow.records.definition(ref.sha256)
    if source is None:
        raise DefinitionUnknown(id=ref.id, version=ref.version)
    return source


def answer_review(ports: Ports, *, record_id: str, answer: Answer, reasons: str, passphrase: str) -> Done[None]:
    """Countersign or decline, with the passphrase entered again. Runs on the bench.

    Raises WrongPassphrase, ReasonsAreNeeded, ReviewAlreadyAnswered, SecondSignerMustDiffer, TextDoesNotFit.
    """
    if answer is not Answer.AGREE and not reasons.strip():
        raise ReasonsAreNeeded
    review, author, pdf = ports.lanes.on_store(lambda: _opened(ports, record_id))
    if review.answered_at is not None:
        raise ReviewAlreadyAnswered
    ports.vault.demand(passphrase)
    statement = _statement(ports, review, pdf, answer, reasons)
    signed = _signed(ports, statement, author, pdf)
    ports.lanes.on_store(lambda: _keep_answer(ports, review, answer, signed))
    return Done(None, (ReviewAnswered(record_id),))


def _statement(ports: Ports, review: Review, pdf: bytes, answer: Answer, reasons: str) -> Countersignature:
    verdict = ports.verifier.verify(pdf, frozenset())
    record = verdict.record
    if record is None or record.draft.second_signer is None:
        raise RecordDoesNotVerify(codes=", ".join(verdict.codes))
    me = own_signatory(ports)
    demand_different(record.draft.author, me)
    return Countersignature(
        record_id=review.id,
        record_sha256=review.record_sha256,
        reviewed_file_sha256=hashlib.sha256(pdf).hexdigest(),
        answer=answer,
        reasons=reasons.strip(),
        capacity=record.draft.second_signer.capacity,
        signatory=me,
        at=ports.clock.now(),
    )


def _signed(ports: Ports, statement: Countersignature, author: Colleague, pdf: bytes) -> bytes:
    digits = own_card(ports).fingerprint
    appearances = appearances_of(ports, statement, digits, author_checked=author.verified)
    value = ports.signer.make_countersignature_value(statement, ports.identity)
    signed = ports.signer.countersign_pdf(pdf, value, appearances, ports.identity, statement.at)
    verdict = ports.verifier.verify(signed, frozenset({ports.identity.root_sha256}))
    if not verdict.whole or verdict.codes:
        raise AssertionError(verdict.codes)
    return signed


def _keep_answer(ports: Ports, review: Review, answer: Answer, pdf: bytes) -> None:
    now, digest = ports.clock.now(), hashlib.sha256(pdf).hexdigest()
    stage = "declined" if answer is Answer.DECLINE else "countersigned"
    with ports.uow() as uow:
        kept = uow.decisions.review(review.id)
        if kept is None or kept.answered_at is not None:
            raise ReviewAlreadyAnswered
        uow.decisions.keep_review_file(review.id, stage, digest, pdf)
        uow.decisions.save_review(replace(review, answer=answer.value, answered_at=now))
        uow.reminders.settle(ReminderKind.REVIEW_TO_ANSWER, review.id, now)
        uow.audit(AuditEntry(f"review-{answer}", "review", review.id, digest=digest))
        uow.commit()


def send_answer(ports: Ports, *, record_id: str, path: str) -> Done[Permit]:
    """Seal the answered record for its author and write the file. Runs on the bench."""

    def read() -> tuple[bytes, Colleague]:
        with ports.uow() as uow:
            review = uow.decisions.review(record_id)
            files = [uow.decisions.review_file(record_id, stage) for stage in _ANSWERED_STAGES]
            pdf = next((one for one in files if one is not None), None)
            if review is None or pdf is None:
                raise AssertionError("only an answered review is sent")
            return pdf, uow.colleagues.get(review.author_id)

    pdf, author = ports.lanes.on_store(read)
    package = Package(PackageKind.REVIEW_ANSWER, record_id, pdf, own_card(ports).file)
    sealed = ports.sealer.seal(write_package(package), (author.card.age_recipient,))
    return gate.write_out(
        ports, route=Route.COUNTERSIGNATURE, subject_id=record_id, payload=sealed, path=path, outlet=Outlet.PACKAGE
    )
