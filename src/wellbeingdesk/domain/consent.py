"""Consent to share: who, what, why, how and until when; withdrawn consent stops counting from when it was said."""

from dataclasses import dataclass
from datetime import date

from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.form import Answers
from wellbeingdesk.domain.times import Instant

CONSENT_FORM = "consent-to-share"


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent as given, from its signed record; dates are days in the client's life, both inclusive."""

    id: str
    client_id: str
    record_sha256: str
    recipient_name: str
    recipient_role: str
    items: tuple[str, ...]
    items_other: str
    purpose: str
    channels: tuple[str, ...]
    starts_on: date
    ends_on: date | None
    given_at: Instant
    withdrawn_at: Instant | None = None
    withdrawal_words: str = ""

    def counts_at(self, moment: Instant) -> bool:
        """Whether it may be relied on at that moment (C1, U12)."""
        if moment.utc < self.given_at.utc or self.withdrawn_by(moment):
            return False
        day = moment.wall.date()
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def withdrawn_by(self, moment: Instant) -> bool:
        """Whether it had been withdrawn by then."""
        return self.withdrawn_at is not None and self.withdrawn_at.utc <= moment.utc


class ConsentEndsBeforeItStarts(Refusal):
    """The last day lies before the first."""


class ConsentIsWithdrawn(Refusal):
    """This consent was withdrawn and allows nothing any more. Facts: when."""


class ConsentNotInForce(Refusal):
    """This consent has not begun or has ended."""


class WithdrawalLiesInFuture(Refusal):
    """A withdrawal counts from when it was said, which cannot be later than now."""


def consent_from(consent_id: str, client_id: str, record_sha256: str, answers: Answers, given_at: Instant) -> Consent:
    """The ledger's row of a signed consent form."""
    starts, ends = answers.get("starts_on"), answers.get("ends_on")
    consent = Consent(
        id=consent_id,
        client_id=client_id,
        record_sha256=record_sha256,
        recipient_name=_text(answers, "recipient_name"),
        recipient_role=_text(answers, "recipient_role"),
        items=_many(answers, "items"),
        items_other=_text(answers, "items_other"),
        purpose=_text(answers, "purpose"),
        channels=_many(answers, "channels"),
        starts_on=date.fromisoformat(starts) if isinstance(starts, str) and starts else given_at.wall.date(),
        ends_on=date.fromisoformat(ends) if isinstance(ends, str) and ends else None,
        given_at=given_at,
    )
    if consent.ends_on is not None and consent.ends_on < consent.starts_on:
        raise ConsentEndsBeforeItStarts
    return consent


def _text(answers: Answers, key: str) -> str:
    value = answers.get(key)
    return value.strip() if isinstance(value, str) else ""


def _many(answers: Answers, key: str) -> tuple[str, ...]:
    value = answers.get(key)
    return value if isinstance(value, tuple) else ()
