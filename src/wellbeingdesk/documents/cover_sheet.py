"""Lays out the cover sheet: each client with an open file, how to reach them, and who must not be told."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from wellbeingdesk.documents.surroundings import surroundings
from wellbeingdesk.documents.wording import Sheet, Speech
from wellbeingdesk.domain.client import Channel, ContactRule
from wellbeingdesk.domain.contact import DIALLED, who_must_not_be_told
from wellbeingdesk.domain.cover_sheet import CoverAppointment, CoverClient, CoverContact, CoverSheet, NotToTell
from wellbeingdesk.usecases.ports import Paper

_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")
_ANSWERS = {True: "yes", False: "no", None: "unknown"}


def cover_sheet(speech: Speech, sheet: CoverSheet, paper: Paper) -> Sheet:
    """The whole sheet, by next appointment and then by name."""
    title, confidential = _say(speech, "title"), _say(speech, "confidential")
    made = speech.moment(sheet.made_at.wall)
    return {
        **surroundings(
            speech, paper, f"{confidential}: {title}", about=[], running=[confidential, title], running_right=made,
            footer=[confidential, title, made], keyword="cover-sheet-1", made=sheet.made_at.utc,
        ),
        "large": paper.large_print,
        "seal": confidential,
        "heading": title,
        "lead": _say(speech, "about", name=sheet.practitioner.name),
        "facts": [fact for fact in _facts(speech, sheet, paper) if fact["lines"]],
        "use": _say(speech, "use"),
        "hints": list(_hints(speech, sheet)),
        "empty": [] if sheet.clients else [_say(speech, "empty_title"), _say(speech, "empty")],
        "clients": [_client(speech, client, sheet.made_at.zone) for client in sheet.in_order],
    }  # fmt: skip


def _facts(speech: Speech, sheet: CoverSheet, paper: Paper) -> Iterator[Sheet]:
    who = sheet.practitioner
    whose = ", ".join(part for part in (speech.plain(who.name), speech.plain(who.role)) if part)
    plans = sum(client.safety_review_on is not None for client in sheet.clients)
    yield _fact(speech, "desk_of", whose)
    yield _fact(speech, "service", speech.plain(paper.service_name))
    yield _fact(speech, "made", speech.instant(sheet.made_at))
    if sheet.clients:
        yield _fact(speech, "clients", str(len(sheet.clients)))
        yield _fact(speech, "safety_plans", str(plans))


def _fact(speech: Speech, key: str, line: str) -> Sheet:
    return {"label": _say(speech, key), "lines": [line] if line else []}


def _hints(speech: Speech, sheet: CoverSheet) -> Iterator[str]:
    if not sheet.clients:
        return
    yield _say(speech, "not_asked_means")
    yield _say(speech, "none_kept")


def _client(speech: Speech, client: CoverClient, zone: str) -> Sheet:
    legal = client.legal_name.strip()
    about = [
        speech.plain(client.pronouns),
        _say(speech, "legal", name=legal) if legal else "",
        speech.plain(client.reference),
    ]
    review = client.safety_review_on
    return {
        "name": speech.plain(client.name_used),
        "about": [line for line in about if line],
        "safety": "" if review is None else _say(speech, "safety", day=_day(speech, review)),
        "rows": [
            _row(speech, "not_to_tell", _not_to_tell(speech, client.not_to_tell)),
            _row(speech, "reach", list(_reach(speech, client))),
            _row(speech, "emergency", _emergency(speech, client)),
            _row(speech, "appointments", _appointments(speech, client, zone)),
        ],
    }


def _row(speech: Speech, part: str, lines: list[Sheet]) -> Sheet:
    return {"label": _say(speech, f"part.{part}"), "lines": lines}


def _line(*texts: str, start: str = "", grave: bool = False, under: bool = False) -> Sheet:
    """Each text keeps its own direction of writing. `under` belongs to the line above it."""
    return {"start": start, "texts": [text for text in texts if text], "grave": grave, "under": under}


def _not_to_tell(speech: Speech, people: tuple[NotToTell, ...]) -> list[Sheet]:
    if not people:
        return [_line(_say(speech, "not_to_tell.nobody"))]
    return [_must_not_be_told(speech, one) for one in people]


def _must_not_be_told(speech: Speech, one: NotToTell) -> Sheet:
    return _line(
        _who_said(speech, one.said_by, one.said_on), start=_with_relation(speech, one.name, one.relation), grave=True
    )


def _who_said(speech: Speech, said_by: str, said_on: date | None) -> str:
    if not said_by.strip() or said_on is None:
        return ""
    return _say(speech, "not_to_tell.said", name=said_by, date=speech.day(said_on))


def _with_relation(speech: Speech, name: str, relation: str) -> str:
    if not relation.strip():
        return speech.plain(name)
    return _say(speech, "not_to_tell.with", name=name, relation=relation)


def _reach(speech: Speech, client: CoverClient) -> Iterator[Sheet]:
    """What is allowed first, with its conditions and below them the number or address; then what is not, then what
    nobody asked, each in one line where nothing more is to be said.
    """
    known = {rule.channel: rule for rule in client.contact_rules}
    written = {_stands_beside(one.channel, known): _one_line(speech, one.value) for one in client.contact_details}
    every = [known.get(channel, ContactRule(channel)) for channel in Channel]
    for allowed in (True, False, None):
        bare = []
        for rule in (rule for rule in every if rule.allowed is allowed):
            conditions, value = list(_conditions(speech, rule)), written.get(rule.channel)
            if conditions or value:
                yield _line(*conditions, start=_channels(speech, [rule], allowed))
            else:
                bare.append(rule)
            if value:
                yield _line(value, under=True)
        if bare:
            yield _line(start=_channels(speech, bare, allowed))


def _stands_beside(channel: Channel, rules: dict[Channel, ContactRule]) -> Channel:
    """A number serves calls, texts and voicemail; it stands once, beside the first of them that is allowed."""
    if channel is not Channel.PHONE:
        return channel
    return next((one for one in DIALLED if one in rules and rules[one].allowed), channel)


def _one_line(speech: Speech, text: str) -> str:
    return _unbroken(", ".join(speech.plain(line.strip().rstrip(",")) for line in text.splitlines() if line.strip()))


def _channels(speech: Speech, rules: list[ContactRule], allowed: bool | None) -> str:
    named = ", ".join(_say(speech, f"channel.{rule.channel}") for rule in rules)
    return _say(speech, f"rule.{_ANSWERS[allowed]}", channels=named)


def _conditions(speech: Speech, rule: ContactRule) -> Iterator[str]:
    if rule.allowed is True or rule.may_name_service is not None:
        yield _say(speech, f"rule.names_{_ANSWERS[rule.may_name_service]}")
    if rule.remark.strip():
        yield _unbroken(speech.plain(rule.remark.strip()))


def _emergency(speech: Speech, client: CoverClient) -> list[Sheet]:
    not_to_tell = [one.name for one in client.not_to_tell]
    lines = [line for one in client.emergency_contacts for line in _contact(speech, one, not_to_tell)]
    return [line for line in lines if line["start"] or line["texts"]] or [_line(_say(speech, "emergency.none"))]


def _contact(speech: Speech, one: CoverContact, not_to_tell: list[str]) -> Iterator[Sheet]:
    """Whether it is safe, who, how, and who said so. Whoever must not be told by now, or has a name like theirs, is
    warned of first.
    """
    warned = one.safe_to_contact is not False and who_must_not_be_told(one.name, not_to_tell) is not None
    safe = _say(speech, "emergency.warned" if warned else f"emergency.{_ANSWERS[one.safe_to_contact]}")
    grave = warned or one.safe_to_contact is False
    yield _line(_with_relation(speech, one.name, one.relation), start=safe, grave=grave)
    yield _line(_one_line(speech, one.reach), grave=grave, under=True)
    yield _line(_who_said(speech, one.said_by, one.said_on), grave=grave, under=True)


def _unbroken(text: str) -> str:
    """Digits with a space between stay on one line: half a telephone number is soon misread."""
    return _BETWEEN_DIGITS.sub("\u00a0", text)


def _appointments(speech: Speech, client: CoverClient, zone: str) -> list[Sheet]:
    if not client.appointments:
        return [_line(_say(speech, "none_ahead"))]
    first, *others = (_appointment(speech, one, zone) for one in client.in_time_order)
    more = [_line(_say(speech, "later", count=client.later))] if client.later else []
    return [_line(start=first), *map(_line, others), *more]


def _appointment(speech: Speech, one: CoverAppointment, zone: str) -> str:
    wall: datetime = one.planned.wall
    when = _say(speech, "at", day=_day(speech, wall.date()), time=wall.strftime("%H:%M"))
    if one.planned.zone != zone:
        when = _say(speech, "with_zone", when=when, zone=one.planned.zone)
    return _say(speech, "length", when=when, minutes=one.minutes, how=_say(speech, f"how.{one.modality}"))


def _day(speech: Speech, day: date) -> str:
    weekday = _say(speech, f"weekday.d{day.isoweekday()}")
    return _say(speech, "day", weekday=weekday, date=speech.day(day))


def _say(speech: Speech, key: str, **facts: str | int) -> str:
    return speech.sentence(f"cover-sheet.{key}", **facts)
