"""A client's facts as a person reads them: the line under the name, contact rules, who must not be told, near days."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from wellbeingdesk.domain.client import Channel, Client, ContactRule, PersonNotToTell
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.look import Words

CHANNEL_ICONS: dict[Channel, str] = {
    Channel.PHONE: "phone",
    Channel.VOICEMAIL: "voicemail",
    Channel.TEXT: "message-square",
    Channel.EMAIL: "mail",
    Channel.POST: "inbox",
}
DOT = "  ·  "


class ClientWords:
    """Sentences by key, with the facts put in."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.dates = Dates(words)
        self._months = words("clients.calendar.months").split()
        self._weekdays = words("clients.calendar.weekdays").split()

    def under_name(self, client: Client, today: date) -> str:
        """`she/her · 34 years · WD-7K3F`."""
        age = "" if client.born is None else self._words("clients.age", count=age_on(client.born, today))
        return DOT.join(part for part in (client.pronouns, age, client.reference) if part)

    def legal(self, client: Client) -> str:
        """`Legal name: ...` where it differs from the name used."""
        if not client.legal_name or client.legal_name == client.name_used:
            return ""
        return self._words("clients.legal", name=client.legal_name)

    def rule(self, rule: ContactRule) -> str:
        """One channel in plain words; what was not asked is said to be so, never taken for a no."""
        said = self._words(f"clients.contact.{rule.channel.value}.{_state(rule)}")
        return self._words("clients.contact.with-remark", said=said, remark=rule.remark) if rule.remark else said

    def channel(self, channel: Channel) -> str:
        """The channel's name alone."""
        return self._words(f"clients.contact.{channel.value}.name")

    def person(self, person: PersonNotToTell) -> str:
        """`Ngozi Okafor (mother)`."""
        if not person.relation:
            return person.name
        return self._words("clients.not-to-tell.person", name=person.name, relation=person.relation)

    def said_by(self, person: PersonNotToTell) -> str:
        """Who said so and when."""
        return self._words("clients.not-to-tell.said", who=person.said_by, when=self.dates.moment(person.said_at.wall))

    def long_day(self, day: date) -> str:
        """`Saturday 21 November 2026`."""
        return f"{self._weekdays[day.weekday()]} {day.day} {self.month(day)}"

    def month(self, day: date) -> str:
        """`November 2026`."""
        return f"{self._months[day.month - 1]} {day.year}"

    def near_day(self, day: date, today: date) -> str:
        """`today`, `tomorrow`, `yesterday`, `Mon 23 Nov`, and with the year where it is another one."""
        for away, key in ((0, "today"), (1, "tomorrow"), (-1, "yesterday")):
            if day == today + timedelta(days=away):
                return self._words(f"clients.calendar.{key}")
        return self.dates.short_day(day) if day.year == today.year else self.dates.day(day)

    def near_moment(self, wall: datetime, today: date) -> str:
        """The same with the time of day: `today 14:00`, `Mon 23 Nov, 09:30`."""
        near = self.near_day(wall.date(), today)
        gap = " " if abs((wall.date() - today).days) <= 1 else ", "
        return f"{near}{gap}{self.dates.clock(wall)}"

    def moment_alone(self, wall: datetime, today: date) -> str:
        """The same where it stands by itself and not within a sentence: `Today 14:00`."""
        near = self.near_moment(wall, today)
        return near[:1].upper() + near[1:]


def age_on(born: date, today: date) -> int:
    """Whole years lived."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def every_channel(rules: Iterable[ContactRule]) -> tuple[ContactRule, ...]:
    """One rule per channel, in the order of the channels; those never asked about are there as such."""
    kept = {rule.channel: rule for rule in rules}
    return tuple(kept.get(channel, ContactRule(channel)) for channel in Channel)


def still_not_told(people: Iterable[PersonNotToTell]) -> tuple[PersonNotToTell, ...]:
    """Those who must not be told now."""
    return tuple(one for one in people if one.ended_at is None)


def _state(rule: ContactRule) -> str:
    if rule.allowed is None:
        return "not-asked"
    if not rule.allowed:
        return "no"
    return {True: "may-name", False: "may-not-name", None: "naming-not-asked"}[rule.may_name_service]
