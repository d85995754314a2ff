"""A colleague's decision at this desk: taken in, checked, read, countersigned or declined, and sent back."""

import hashlib
from dataclasses import dataclass, replace

from wellbeingdesk.domain.colleague import Colleague, ContactCard, demand_different
from wellbeingdesk.domain.decision import (
    ColleagueUnknown,
    NotAddressedToYou,
    ReasonsAreNeeded,
    RecordDoesNotMatchItsPages,
    RecordDoesNotVerify,
    RequestConflicts,
    Review,
    ReviewAlreadyAnswered,
)
from wellbeingdesk.domain.events import Done, Event, ReviewAnswered, ReviewReceived
from wellbeingdesk.domain.form import Form
from wellbeingdesk.domain.permit import Outlet, Permit, Route
from wellbeingdesk.domain.record import (
    Answer,
    AuthorIdentity,
    Countersignature,
    DefinitionRef,
    RecordKind,
    SignedRecord,
)
from wellbeingdesk.domain.reminder import Reminder, ReminderKind
from wellbeingdesk.domain.verdict import Standing
from wellbeingdesk.domain.worldly import DefinitionUnknown
from wellbeingdesk.usecases import gate
from wellbeingdesk.usecases.appearances import LANGUAGE, TEMPLATE, appearances_of
from wellbeingdesk.usecases.colleagues import own_card, read_sent_card, renew
from wellbeingdesk.usecases.exchange import PAGES_NOT_COMPARED, verified_roots
from wellbeingdesk.usecases.instances import heed_instance, with_instance
from wellbeingdesk.usecases.packages import Package, PackageKind, write_package
from wellbeingdesk.usecases.papers import paper_of
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork
from wellbeingdesk.usecases.sealing import own_signatory

_ANSWERED_STAGES = ("countersigned", "declined")


@dataclass(frozen=True, slots=True)
class RequestTaken:
    """A decision that came to be countersigned. `pages_compared` is False where another version of the program made
    its pages: what is signed holds, and whether the pages show the same was not compared. `retired`: a later copy of
    the sender's desk was met before.
    """

    record_id: str
    pages_compared: bool
    retired: bool = False


def take_request(ports: Ports, package: Package) -> Done[RequestTaken]:
    """Take in a decision to countersign, beside one's own records, and the sender's card where it is a later one.

    The same file twice changes nothing. Runs on the bench. Raises RecordDoesNotVerify, NotAddressedToYou,
    SecondSignerMustDiffer, ColleagueUnknown, RecordDoesNotMatchItsPages, RequestConflicts, DefinitionUnknown,
    DefinitionFaulty, FileNotOurs (the sender's card).
    """
    roots = ports.lanes.on_store(lambda: _roots(ports))
    verdict = ports.verifier.verify(package.pdf, roots)
    record = verdict.record
    if verdict.standing is not Standing.SIGNED_BY_ONE or verdict.codes or record is None:
        raise RecordDoesNotVerify(codes=", ".join(verdict.codes))
    if record.draft.kind is not RecordKind.DECISION or record.draft.record_id != package.record_id:
        raise RecordDoesNotVerify(codes="RECORD:NOT_THIS_DECISION")
    me, named = own_signatory(ports), record.draft.second_signer
    demand_different(record.draft.author, me)
    if named is None or named.signatory.root_sha256 != me.root_sha256:
        raise NotAddressedToYou
    card = read_sent_card(ports, package.sender_card, record.draft.author.root_sha256)
    compared = _demand_pages_match(ports, package, record)
    retired = heed_instance(ports, package, card)
    events = ports.lanes.on_store(lambda: _keep_request(ports, package, record, card, compared))
    return Done(RequestTaken(record.draft.record_id, compared, retired), events)


def _roots(ports: Ports) -> frozenset[str]:
    with ports.uow() as uow:
        return verified_roots(uow, ports)


def _demand_pages_match(ports: Ports, package: Package, record: SignedRecord) -> bool:
    """Rebuild the pages from the signed record; False where another version of what typesets made them."""
    form = form_of(ports, package, record)
    made_here = record.draft.engine == ports.renderer.engine
    if not made_here or record.draft.template != ports.renderer.template("decision"):
        return False
    policy_source = _travelled(package, record.draft.policy)
    policy = ports.catalogue.read_policy(policy_source, record.draft.policy.id)
    rebuilt = ports.renderer.decision(record, form, policy, paper_of(record))
    if ports.verifier.base_of(package.pdf) != rebuilt:
        raise RecordDoesNotMatchItsPages
    return True


def form_of(ports: Ports, package: Package, record: SignedRecord) -> Form:
    """The form a record was written on, from the package. Raises DefinitionUnknown, DefinitionFaulty."""
    ref = record.draft.form
    form = ports.catalogue.read_form(_travelled(package, ref), ref.id)
    if (form.id, form.version) != (ref.id, ref.version):
        raise RecordDoesNotVerify(codes="RECORD:NOT_THE_FORM_IT_NAMES")
    return form


def _travelled(package: Package, ref: DefinitionRef) -> bytes:
    for one in package.definitions:
        if hashlib.sha256(one).hexdigest() == ref.sha256:
            return one
    raise DefinitionUnknown(id=ref.id, version=ref.version)


def _keep_request(
    ports: Ports, package: Package, record: SignedRecord, card: ContactCard, compared: bool
) -> tuple[Event, ...]:
    now, digest = ports.clock.now(), hashlib.sha256(package.pdf).hexdigest()
    draft = record.draft
    with ports.uow() as uow:
        known = uow.colleagues.by_root(draft.author.root_sha256)
        if known is None:
            raise ColleagueUnknown
        author = renew(uow, known, card)
        if not draft.author.same_but_role(author.value.card.signatory):
            raise RecordDoesNotVerify(codes="A:NOT_WHOM_THE_CARD_NAMES")
        if _is_here(uow, package, record):
            return ()
        for kind, ref in (("form", draft.form), ("policy", draft.policy)):
            uow.records.keep_definition(ref, kind, _travelled(package, ref))
        uow.decisions.add_review(Review(draft.record_id, record.statement_sha256, author.value.id, now))
        uow.decisions.keep_review_file(draft.record_id, "signed", digest, package.pdf)
        uow.reminders.set(
            Reminder(ports.ids.new(), ReminderKind.REVIEW_TO_ANSWER, now.wall.date(), "", draft.record_id)
        )
        detail = "" if compared else PAGES_NOT_COMPARED
        uow.audit(AuditEntry("review-received", "review", draft.record_id, "", record.statement_sha256, detail))
        uow.commit()
    return (ReviewReceived(draft.record_id), *author.events)


def _is_here(uow: UnitOfWork, package: Package, record: SignedRecord) -> bool:
    """Whether this very file came before. Another one under the same id is kept beside it. Raises RequestConflicts."""
    kept = uow.decisions.review(package.record_id)
    if kept is None:
        return False
    same_file = uow.decisions.review_file(package.record_id, "signed") == package.pdf
    if same_file and kept.record_sha256 == record.statement_sha256:
        return True
    digest = hashlib.sha256(package.pdf).hexdigest()
    uow.decisions.keep_review_file(package.record_id, "conflict", digest, package.pdf)
    uow.audit(AuditEntry("request-conflicts", "review", package.record_id, digest=digest))
    uow.commit()
    raise RequestConflicts


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
    statement = _statement(ports, review, author, pdf, answer, reasons)
    signed = _signed(ports, statement, pdf)
    ports.lanes.on_store(lambda: _keep_answer(ports, review, answer, signed))
    return Done(None, (ReviewAnswered(record_id),))


def _statement(
    ports: Ports, review: Review, author: Colleague, pdf: bytes, answer: Answer, reasons: str
) -> Countersignature:
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
        author_identity=AuthorIdentity.CHECKED if author.verified else AuthorIdentity.NOT_CHECKED,
        template=ports.renderer.template(TEMPLATE),
        engine=ports.renderer.engine,
        language=LANGUAGE,
    )


def _signed(ports: Ports, statement: Countersignature, pdf: bytes) -> bytes:
    digits = own_card(ports).fingerprint
    appearances = appearances_of(ports, statement, digits)
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
    sealed = ports.sealer.seal(write_package(with_instance(ports, package)), (author.card.age_recipient,))
    return gate.write_out(
        ports, route=Route.COUNTERSIGNATURE, subject_id=record_id, payload=sealed, path=path, outlet=Outlet.PACKAGE
    )
