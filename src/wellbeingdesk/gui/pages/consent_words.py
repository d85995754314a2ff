"""Consents in words: whether one is in force, from when until when, and for whom."""

from wellbeingdesk.domain.consent import Consent
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.look import Words
from wellbeingdesk.gui.pages.decision_layout import DOT
from wellbeingdesk.gui.widgets.chip import Tone


class ConsentWords:
    """Sentences by key with the facts put in."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.dates = Dates(words)

    def state(self, consent: Consent, now: Instant) -> str:
        """`In force`, `From 3 May 2027`, `Ended 3 May 2027` or `Withdrawn 21 Nov 2026`."""
        if consent.withdrawn_at is not None:
            return self._words("consent.state.withdrawn", when=self.dates.day(consent.withdrawn_at.wall.date()))
        if consent.counts_at(now):
            return self._words("consent.state.in-force")
        if consent.ends_on is not None and consent.ends_on < now.wall.date():
            return self._words("consent.state.ended", when=self.dates.day(consent.ends_on))
        return self._words("consent.state.not-yet", when=self.dates.day(consent.starts_on))

    def recipient(self, consent: Consent) -> str:
        """`Dr Made Up · my GP`."""
        return DOT.join(part for part in (consent.recipient_name, consent.recipient_role) if part)

    def span(self, consent: Consent) -> str:
        """`21 Nov 2026 to 3 May 2027`."""
        starts = self.dates.day(consent.starts_on)
        if consent.ends_on is None:
            return self._words("consent.span-open", starts=starts)
        return self._words("consent.span", starts=starts, ends=self.dates.day(consent.ends_on))


def state_tone(consent: Consent, now: Instant) -> Tone:
    """The colour that repeats the state's words."""
    if consent.withdrawn_at is not None:
        return "warn"
    return "ok" if consent.counts_at(now) else "plain"
