"""Dated reminders: whatever has to be seen again on a day, set by any part of the program and shown on Today."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wellbeingdesk.domain.times import Instant


class ReminderKind(StrEnum):
    """Why something comes back; its words live in wording under `reminder.<kind>`."""

    UNSIGNED_DRAFT = "unsigned-draft"
    SAFETY_REVIEW = "safety-review"
    CONSENT_ENDS = "consent-ends"
    COUNTERSIGN_WAITING = "countersign-waiting"
    REVIEW_TO_ANSWER = "review-to-answer"
    DECISION_REVIEW = "decision-review"
    OUTCOME_TO_RECORD = "outcome-to-record"
    RECOVERY_DRILL = "recovery-drill"
    RECOVERY_MISSING = "recovery-missing"
    RESTORE_DRILL = "restore-drill"
    OWN_WORDS = "own-words"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to see again. `subject_id` is the note, consent, decision ... it is about."""

    id: str
    kind: ReminderKind
    due_on: date
    client_id: str
    subject_id: str
    text: str = ""
    done_at: Instant | None = None
