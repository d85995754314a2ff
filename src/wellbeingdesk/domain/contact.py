"""How a client is reached and who is rung in an emergency; whether that is safe is asked, and never taken as read."""

from collections.abc import Iterable
from dataclasses import dataclass

from wellbeingdesk.domain.client import Channel, alike, folded
from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.times import Instant

REACHED_BY = (Channel.PHONE, Channel.EMAIL, Channel.POST)
"""Channels that have a number or an address; calls, voicemail and text messages share one number."""
DIALLED = (Channel.PHONE, Channel.TEXT, Channel.VOICEMAIL)


@dataclass(frozen=True, slots=True)
class ContactDetail:
    """What is dialled or written to; at most one for each channel, a postal address in several lines."""

    channel: Channel
    value: str


@dataclass(frozen=True, slots=True)
class EmergencyContact:
    """Somebody to reach in an emergency, who said so and when. Whether it is safe to contact them is None where nobody
    asked, never "no".
    """

    id: str
    client_id: str
    name: str
    relation: str
    reach: str
    safe_to_contact: bool | None
    said_by: str
    said_at: Instant
    ended_at: Instant | None = None


class EmergencyContactIsIncomplete(Refusal):
    """An emergency contact needs a name, a way to reach them, and who said so."""


class IsNotToBeTold(Refusal):
    """This name is that of somebody who must not be told, or nearly."""


def who_must_not_be_told(name: str, people: Iterable[str]) -> str | None:
    """The first of these names that could be the same person: nearly the same, or one name within the other."""
    mine = folded(name)
    return next((one for one in people if _could_be(mine, folded(one))), None)


def is_the_same_name(one: str, other: str) -> bool:
    """Whether nothing but case, accents and marks tells them apart."""
    return folded(one) == folded(other)


def _could_be(one: str, other: str) -> bool:
    if not one or not other:
        return False
    words, others = set(one.split()), set(other.split())
    return words <= others or others <= words or alike(one, other)
