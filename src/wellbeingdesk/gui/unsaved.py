"""What was typed and is not in the store yet: held in memory alone, so that neither lock nor a full disk loses it."""

from collections.abc import Callable
from dataclasses import dataclass

from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.events import Done, Event
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.usecases.kept_texts import SavedAgain
from wellbeingdesk.usecases.ports import Ports

Again = Callable[[Ports], Done[SavedAgain]]
"""Saves a text once more."""

_PAGES = {RecordKind.CONSENT: "consent.edit", RecordKind.DECISION: "decisions.edit"}


def page_of(draft: Draft) -> str:
    """The name of the page on which a draft is written."""
    return page_of_kind(draft.kind)


def page_of_kind(kind: RecordKind) -> str:
    """The same where the kind alone is known."""
    return _PAGES.get(kind, "clients.note")


class Unsaved:
    """By what the text belongs to. A save puts its text here before it begins and takes it away once it has worked.

    Saves touch it on the store's thread, the window reads it when that thread has answered them.
    """

    def __init__(self) -> None:
        self._held: dict[str, Again] = {}

    def put(self, key: str, again: Again) -> None:
        """In place of an earlier text of the same thing."""
        self._held[key] = again

    def drop(self, key: str) -> None:
        """It is saved, or the person let it go."""
        self._held.pop(key, None)

    def held(self) -> dict[str, Again]:
        """All there is."""
        return dict(self._held)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the texts that were held: saved as they are, put beside a draft, or why one still waits."""

    saved: int
    beside: tuple[SavedAgain, ...]
    told: Told | None


def save_held(ports: Ports, unsaved: Unsaved) -> Done[Outcome]:
    """Save every text that is held; what cannot be saved now either stays held."""
    saved, beside, told, events = 0, list[SavedAgain](), None, list[Event]()
    for key, again in unsaved.held().items():
        try:
            done = again(ports)
        except Told as error:
            told = error
            continue
        unsaved.drop(key)
        events.extend(done.events)
        if done.value.kept_id:
            beside.append(done.value)
        else:
            saved += 1
    return Done(Outcome(saved, tuple(beside), told), tuple(events))
