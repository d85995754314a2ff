"""What happened: facts that a use-case returns, each naming what it touched, so that pages know when to ask again."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Generic, TypeVar

T = TypeVar("T")


class Noun(StrEnum):
    """The kinds of thing that an event can touch."""

    DESK = "desk"
    CLIENT = "client"
    NOTE = "note"
    APPOINTMENT = "appointment"
    CONSENT = "consent"
    DECISION = "decision"
    COLLEAGUE = "colleague"
    EXCHANGE = "exchange"
    SAFETY = "safety"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened to one thing; `client_id` is empty where no client is concerned."""

    noun: ClassVar[Noun]

    id: str
    client_id: str = ""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a use-case gives back: a value and the events to announce."""

    value: T
    events: tuple[Event, ...] = ()


class SetupChanged(Event):
    """The service's choices or pack changed."""

    noun = Noun.DESK


class BackupsChanged(Event):
    """A backup was made, failed or was tried, or where and when they are made was chosen."""

    noun = Noun.DESK


class NoticePutAside(Event):
    """A person has read what the desk had to tell."""

    noun = Noun.DESK


class StoreCaredFor(Event):
    """The store was checked, cleaned, accepted or given room: what is told of it may have changed."""

    noun = Noun.DESK


class WayInChanged(Event):
    """A way into the desk was made, tried, dropped or knowingly done without."""

    noun = Noun.DESK


class CoverKeysChanged(Event):
    """Who can open the cover sheet, or where it lies, changed."""

    noun = Noun.DESK


class CoverSheetSealed(Event):
    """The cover sheet was sealed and put into its folder."""

    noun = Noun.DESK


class ClientAdded(Event):
    """A client file was opened for the first time."""

    noun = Noun.CLIENT


class ClientChanged(Event):
    """Names, pronouns or the like were changed."""

    noun = Noun.CLIENT


class ClientOpened(Event):
    """A file was opened and read."""

    noun = Noun.CLIENT


class ContactRulesChanged(Event):
    """Contact preferences were changed."""

    noun = Noun.CLIENT


class PersonNotToTellAdded(Event):
    """Somebody must not be told."""

    noun = Noun.CLIENT


class PersonNotToTellEnded(Event):
    """Somebody may be told again."""

    noun = Noun.CLIENT


class ContactDetailsChanged(Event):
    """A number or an address was changed."""

    noun = Noun.CLIENT


class EmergencyContactAdded(Event):
    """Somebody is to be reached in an emergency."""

    noun = Noun.CLIENT


class EmergencyContactEnded(Event):
    """Somebody is no longer to be reached in an emergency."""

    noun = Noun.CLIENT


class NoteDrafted(Event):
    """A draft was begun or saved."""

    noun = Noun.NOTE


class NoteSigned(Event):
    """A note was signed and locked."""

    noun = Noun.NOTE


class AddendumSigned(Event):
    """An addendum was signed."""

    noun = Noun.NOTE


class KeptTextDropped(Event):
    """A text that was put beside a draft is kept no longer."""

    noun = Noun.NOTE


class DraftDiscarded(Event):
    """A draft was put aside."""

    noun = Noun.NOTE


class AppointmentMade(Event):
    """An appointment was made."""

    noun = Noun.APPOINTMENT


class OutcomeRecorded(Event):
    """What became of an appointment was recorded."""

    noun = Noun.APPOINTMENT


class OutcomeTakenBack(Event):
    """What had been recorded of an appointment was a slip."""

    noun = Noun.APPOINTMENT


class ConsentDrafted(Event):
    """A consent was begun or saved."""

    noun = Noun.CONSENT


class ConsentGiven(Event):
    """A consent was given and signed."""

    noun = Noun.CONSENT


class ConsentWithdrawn(Event):
    """A consent stopped counting."""

    noun = Noun.CONSENT


class DecisionDrafted(Event):
    """A decision was begun or saved."""

    noun = Noun.DECISION


class DecisionSigned(Event):
    """A decision was signed by its author."""

    noun = Noun.DECISION


class DecisionExported(Event):
    """A decision left for a colleague or as a finished record."""

    noun = Noun.DECISION


class DecisionCountersigned(Event):
    """A decision came back countersigned."""

    noun = Noun.DECISION


class DecisionDeclined(Event):
    """A decision came back declined."""

    noun = Noun.DECISION


class ColleagueAdded(Event):
    """A contact card was received."""

    noun = Noun.COLLEAGUE


class ColleagueVerified(Event):
    """A colleague's digits were typed in their presence."""

    noun = Noun.COLLEAGUE


class ColleagueCardChanged(Event):
    """A colleague's card was replaced by a later one."""

    noun = Noun.COLLEAGUE


class ReviewReceived(Event):
    """A colleague's decision arrived for countersignature."""

    noun = Noun.EXCHANGE


class ReviewAnswered(Event):
    """A colleague's decision was countersigned or declined here."""

    noun = Noun.EXCHANGE


class SafetyPlanOpened(Event):
    """A safety plan is open."""

    noun = Noun.SAFETY


class SafetyPlanClosed(Event):
    """A safety plan was closed."""

    noun = Noun.SAFETY


class ReminderSet(Event):
    """A dated reminder was set."""

    noun = Noun.REMINDER


class ReminderDone(Event):
    """A reminder was dealt with."""

    noun = Noun.REMINDER
