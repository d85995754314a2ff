"""What must be found in a store after the tour, handed as plain values to the process that looks."""

from dataclasses import dataclass

from wellbeingdesk.gui.look import Words
from wellbeingdesk.tour.scene import AUTHOR


@dataclass(frozen=True, slots=True)
class Expected:
    """Of one desk: whose, where, its passphrase, and what the store must hold."""

    who: str
    data: str
    passphrase: str
    clients: tuple[str, ...]
    note: str
    addendum: str
    withdrawal: str
    decision: str
    review: str

    @classmethod
    def of(cls, words: Words, who: str, data: str) -> "Expected":
        """The author has clients and a decision, the colleague an answered review."""
        writes = who == AUTHOR
        people = ("client", "arabic", "chinese", "emoji", "similar") if writes else ()
        return cls(
            who=who,
            data=data,
            passphrase=words(f"tour.people.passphrase-{who}"),
            clients=tuple(words(f"tour.people.{one}") for one in people),
            note=words("tour.note.subjective") if writes else "",
            addendum=words("tour.addendum.text") if writes else "",
            withdrawal=words("tour.consent.withdrawal") if writes else "",
            decision="countersigned" if writes else "",
            review="" if writes else "agree",
        )
