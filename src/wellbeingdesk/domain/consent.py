"""Consent to share: who, what, why, how and until when; withdrawn consent stops counting from when it was said."""

from dataclasses import dataclass
from datetime import date

from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.form import Answers
from wellbeingdesk.domain.times import Instant

CONSENT_FORM = "consent-to-share"
THEY_TELL_US = "they-tell-us"
INFORMED_AND_EXPLICIT = ("explained", "explicit")
"""Answers that must be Yes: a No is a refusal, and a refusal is no consent (C1)."""


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent as given, from its signed record; dates are days in the client's life, both inclusive."""

    id: str
    client_id: str
    record_sha256: str
    recipient_name: str
    recipient_role: str
    recipient_organisation: str
    items: tuple[str, ...]
    items_other: str
    items_excluded: str
    purpose: str
    direction: str
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

    @property
    def lets_us_tell(self) -> bool:
        """Whether it allows us to tell, not only them to tell us."""
        return self.direction != THEY_TELL_US

    def withdrawn_by(self, moment: Instant) -> bool:
        """Whether it had been withdrawn by then."""
        return self.withdrawn_at is not None and self.withdrawn_at.utc <= moment.utc


class ConsentEndsBeforeItStarts(Refusal):
    """The last day lies before the first."""


class ConsentIsWithdrawn(Refusal):
    """This consent was withdrawn and allows nothing any more. Facts: when."""


class ConsentNotInForce(Refusal):
    """This consent has not begun or has ended."""


class ConsentWasNotAgreed(Refusal):
    """The client was not told, or did not agree; a refusal is not recorded as a consent."""


class ConsentIsTheOtherWay(Refusal):
    """This consent lets them tell us, not us tell them."""


class WithdrawalLiesInFuture(Refusal):
    """A withdrawal counts from when it was said, which cannot be later than now."""


def consent_from(consent_id: str, client_id: str, record_sha256: str, answers: Answers, given_at: Instant) -> Consent:
    """The ledger's row of a signed consent form."""
    if any(answers.get(key) is False for key in INFORMED_AND_EXPLICIT):
        raise ConsentWasNotAgreed
    starts, ends = answers.get("starts_on"), answers.get("ends_on")
    consent = Consent(
        id=consent_id,
        client_id=client_id,
        record_sha256=record_sha256,
        recipient_name=_text(answers, "recipient_name"),
        recipient_role=_text(answers, "recipient_role"),
        recipient_organisation=_text(answers, "recipient_organisation"),
        items=_many(answers, "items"),
        items_other=_text(answers, "items_other"),
        items_excluded=_text(answers, "items_excluded"),
        purpose=_text(answers, "purpose"),
        direction=_text(answers, "direction"),
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
