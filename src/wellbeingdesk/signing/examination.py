"""One examination of one signed PDF: runs every check, collects every fault, and says where the file stands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from wellbeingdesk.domain.record import Answer, Countersignature, SignedRecord
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.domain.verdict import SignatureFound, Standing, Verdict
from wellbeingdesk.signing import revision_checks, verifier_checks
from wellbeingdesk.signing.canonical import Flaw
from wellbeingdesk.signing.pdf_fields import FIRST, SECOND
from wellbeingdesk.signing.pdf_reading import (
    FoundSignature,
    OpenPdf,
    as_first_signed,
    form_fields,
    open_pdf,
    signature_in,
)
from wellbeingdesk.signing.record import parse_record
from wellbeingdesk.signing.verdict_codes import UNREADABLE
from wellbeingdesk.signing.verifier_checks import HeldSignature

T = TypeVar("T")

SLOTS = {FIRST: "A", SECOND: "B"}
A, B = SLOTS[FIRST], SLOTS[SECOND]
RECORD = "RECORD"
REFUSED = "REFUSED"
"""A check failed in a way nobody foresaw; on hostile bytes that is a fault of the file."""


@dataclass(slots=True)
class Examination:
    """What was found so far. Only without faults may anything but the codes be believed."""

    codes: list[str] = field(default_factory=list)
    first: HeldSignature | None = None
    second: HeldSignature | None = None
    record: SignedRecord | None = None
    said: Countersignature | None = None

    def run(self, prefix: str, check: Callable[[], T]) -> T | None:
        """The check's result, or None with its fault noted."""
        try:
            return check()
        except Flaw as flaw:
            self.note(prefix, flaw.code)
        except Exception:  # whatever a hostile file makes a library raise
            self.note(prefix, REFUSED)
        return None

    def note(self, prefix: str, code: str) -> None:
        """Note a fault once."""
        full = f"{prefix}:{code}" if prefix else code
        if full not in self.codes:
            self.codes.append(full)

    def verdict(self, known_roots: frozenset[str]) -> Verdict:
        """The verdict; of a file that does not hold nothing but the codes is passed on."""
        if self.codes or self.first is None or self.record is None:
            standing = Standing.UNREADABLE if UNREADABLE & set(self.codes) else Standing.NOT_VALID
            return Verdict(standing, tuple(self.codes), (), None, None)
        signatures = [_found(FIRST, self.first, known_roots)]
        if self.second is not None:
            signatures.append(_found(SECOND, self.second, known_roots))
        return Verdict(self._standing(), (), tuple(signatures), self.record, self.said)

    def _standing(self) -> Standing:
        if self.said is None:
            return Standing.SIGNED_BY_ONE
        return Standing.DECLINED if self.said.answer is Answer.DECLINE else Standing.SIGNED_BY_BOTH


def examine(untrusted_pdf: bytes, now: datetime) -> Examination:
    """Judge the first signature on its own bytes alone, then what came after it."""
    seen = Examination()
    opened = seen.run("", lambda: open_pdf(untrusted_pdf))
    if opened is None:
        return seen
    fields = seen.run("", lambda: form_fields(opened.reader))
    if fields is None:
        return seen
    if "/V" not in fields[FIRST]:
        seen.note("", "NOT_SIGNED")
        return seen
    if opened.revisions == 1:
        seen.note("", "RE_SAVED")
    first_bytes = seen.run(A, lambda: as_first_signed(opened))
    if first_bytes is None:
        return seen
    first = seen.run(A, lambda: open_pdf(first_bytes))
    if first is not None:
        _examine_first(seen, first, now)
    if first is not None and len(first_bytes) != len(untrusted_pdf):
        _examine_rest(seen, opened, first, now)
    return seen


def _examine_first(seen: Examination, first: OpenPdf, now: datetime) -> None:
    found = seen.run(A, lambda: signature_in(first, FIRST))
    if found is None:
        seen.note(A, "MODIFIED")
        return
    seen.first = seen.run(A, lambda: verifier_checks.check_signature(found, now))
    seen.run(A, lambda: revision_checks.check_first_revision(first))
    seen.run(A, lambda: verifier_checks.check_locks(first))
    seen.run(A, lambda: verifier_checks.check_unmodified(first, FIRST))
    seen.run("", lambda: verifier_checks.check_nothing_runs(first))
    payload = seen.run("", lambda: verifier_checks.read_attached_record(first))
    if payload is None:
        return
    record = seen.run(RECORD, lambda: parse_record(payload))
    held = seen.first
    if record is not None and held is not None:
        seen.run(A, lambda: verifier_checks.check_author(record, held))
    seen.record = record


def _examine_rest(seen: Examination, opened: OpenPdf, first: OpenPdf, now: datetime) -> None:
    seen.run(A, lambda: verifier_checks.check_unmodified(opened, FIRST))
    if seen.run(B, lambda: revision_checks.second_is_empty(opened)) is not False:
        seen.note("", "BYTES_AFTER_A")
        return
    seen.run("", lambda: revision_checks.check_second_revision(opened, first))
    found = seen.run(B, lambda: signature_in(opened, SECOND))
    if found is None:
        return
    if found.end != len(opened.content):
        seen.note("", "BYTES_AFTER_B")
    seen.run(B, lambda: verifier_checks.check_unmodified(opened, SECOND))
    seen.run(B, lambda: verifier_checks.check_second_lock(found))
    _examine_second(seen, opened, first, found, now)


def _examine_second(seen: Examination, opened: OpenPdf, first: OpenPdf, found: FoundSignature, now: datetime) -> None:
    held, record = seen.first, seen.record
    second = seen.second = seen.run(B, lambda: verifier_checks.check_signature(found, now))
    if second is not None and held is not None:
        seen.run(B, lambda: verifier_checks.check_keys(held.chain, second.chain))
    if second is None or record is None:
        return
    said = seen.said = seen.run(
        B, lambda: verifier_checks.check_countersignature(opened, first.content, record, second)
    )
    if said is not None and held is not None:
        seen.run(B, lambda: verifier_checks.check_order(held, second, said))


def _found(name: str, held: HeldSignature, known_roots: frozenset[str]) -> SignatureFound:
    subject = held.chain.subject
    return SignatureFound(
        slot=name,
        name=subject.name,
        body=subject.body,
        number=subject.number,
        root_sha256=held.chain.root_sha256,
        leaf_sha256=held.chain.leaf_sha256,
        signers_clock=_instant(held.signed_at),
        known=held.chain.root_sha256 in known_roots,
    )


def _instant(moment: datetime) -> Instant:
    # A PDF names an offset and no zone.
    offset = moment.utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    zone = (
        "UTC" if minutes == 0 else f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    )
    return Instant(moment.astimezone(UTC), zone, minutes)
