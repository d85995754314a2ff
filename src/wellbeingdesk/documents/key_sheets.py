"""Lays out a recovery sheet and a share: groups in boxes with one left empty, a code to scan, and what to do."""

from collections.abc import Sequence

from wellbeingdesk.documents.codes import code_picture
from wellbeingdesk.documents.surroundings import surroundings
from wellbeingdesk.documents.wording import Sheet, Speech
from wellbeingdesk.domain.key_sheet import DRILLS, RecoverySheet, ShareSheet, short_id
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.domain.recovery import SharePurpose
from wellbeingdesk.usecases.ports import Paper

HOLDERS = 5
"""As many holders of a share, one after the other, have their line on it."""


def recovery_sheet(speech: Speech, sheet: RecoverySheet, paper: Paper) -> Sheet:
    """The whole sheet. It is given seven groups and draws the eighth as empty boxes."""
    title = _say(speech, "sheet.title")
    name = sheet.practitioner.name
    facts = [
        _fact(speech, "opens", [_say(speech, "sheet.opens", name=name)]),
        _fact(speech, "desk", _desk(speech, sheet.practitioner, sheet.desk_id)),
        _fact(speech, "service", [speech.plain(paper.service_name)]),
        _fact(speech, "made", [speech.instant(sheet.made_at)]),
    ]
    return {
        **_around(speech, paper, title, sheet, desk_line(speech, sheet.desk_id)),
        **_key(speech, "sheet", sheet.groups, sheet.scanned),
        "lead": _say(speech, "sheet.lead"),
        "facts": [fact for fact in facts if fact["lines"]],
        "warning": None,
        "parts": [
            _part(speech, "sheet.use", ("what",), ("start", "choose", "type", "passphrase")),
            _part(speech, "keep", ("locked", "apart", "copies")),
            _part(speech, "sheet.after", ("void", "still", "other")),
            _part(speech, "letters", ("signs", "check")),
        ],
        "held": None,
        "drills": _drills(speech, "sheet"),
    }


def share_sheet(speech: Speech, sheet: ShareSheet, paper: Paper) -> Sheet:
    """The whole share: number, what two of them open, who holds it."""
    title = _say(speech, "share.title", number=sheet.number)
    kind = sheet.purpose.value
    of = [desk_line(speech, sheet.desk_id)] if sheet.purpose is SharePurpose.DESK else []
    return {
        **_around(speech, paper, title, sheet, " · ".join([*of, _set(speech, sheet)])),
        **_key(speech, "share", sheet.groups, sheet.scanned),
        "lead": _say(speech, "share.lead"),
        "facts": [fact for fact in _share_facts(speech, sheet, paper) if fact["lines"]],
        "warning": {
            "title": _say(speech, "share.warning_title"),
            "text": _say(speech, f"share.warning_{kind}"),
        },
        "parts": [
            _part(speech, "share.use", (), ("agree", "start", "choose", "type")),
            _part(speech, "keep_share", ("locked", "apart", "copies")),
            _part(speech, "share.after", (f"void_{kind}", "still", "leaving")),
            _part(speech, "letters", ("signs", "check")),
        ],
        "held": {
            "title": _say(speech, "share.held"),
            "labels": [_say(speech, f"share.held_{part}") for part in ("name", "since", "signature")],
            "rows": HOLDERS,
        },
        "drills": _drills(speech, "share"),
    }


def desk_line(speech: Speech, desk_id: str) -> str:
    """For example: Desk 4F2A-91C0."""
    return _say(speech, "desk", id=short_id(desk_id))


def _share_facts(speech: Speech, sheet: ShareSheet, paper: Paper) -> list[Sheet]:
    service = speech.plain(paper.service_name)
    if sheet.practitioner is not None:
        opens = _say(speech, "share.opens_desk", name=sheet.practitioner.name)
        whose = [_fact(speech, "desk", _desk(speech, sheet.practitioner, sheet.desk_id))]
    else:
        named = service or _say(speech, "share.service_unnamed")
        opens = _say(speech, "share.opens_service", service=named)
        whose = []
    return [
        _fact(speech, "opens", [opens]),
        *whose,
        _fact(speech, "service", [service]),
        _fact(speech, "made", [f"{speech.instant(sheet.made_at)}, {_set(speech, sheet)}"]),
        _fact(speech, "holder", [speech.plain(sheet.holder)]),
    ]


def _set(speech: Speech, sheet: ShareSheet) -> str:
    return _say(speech, "set", name=sheet.set_name)


def _around(speech: Speech, paper: Paper, title: str, sheet: RecoverySheet | ShareSheet, of: str) -> Sheet:
    made = _say(speech, "made", moment=speech.moment(sheet.made_at.wall))
    return {
        **surroundings(
            speech, paper, title, about=[], running=[title], running_right=of, footer=[title, of, made],
            keyword="key-sheet-1", made=sheet.made_at.utc,
        ),
        "large": paper.large_print,
        "secret": _say(speech, "secret"),
    }  # fmt: skip


def _key(speech: Speech, kind: str, groups: Sequence[str], scanned: str) -> Sheet:
    last = len(groups) + 1
    return {
        "groups": [{"number": at, "letters": list(group)} for at, group in enumerate(groups, 1)],
        "by-hand": {
            "number": last,
            "caption": _say(speech, "by_hand"),
            "below": _say(speech, f"{kind}.by_hand", number=last),
        },
        "code": {
            "svg": code_picture(scanned),
            "alt": _say(speech, "code_alt"),
            "text": _say(speech, "code_text"),
        },
    }


def _part(speech: Speech, name: str, lines: Sequence[str], steps: Sequence[str] = ()) -> Sheet:
    return {
        "title": _say(speech, f"{name}.title"),
        "lines": [_say(speech, f"{name}.{line}") for line in lines],
        "steps": [_say(speech, f"{name}.{step}") for step in steps],
    }


def _drills(speech: Speech, kind: str) -> Sheet:
    return {
        "title": _say(speech, "drills"),
        "text": _say(speech, f"drills_text.{kind}"),
        "label": _say(speech, "drill_date"),
        "count": DRILLS,
    }


def _desk(speech: Speech, practitioner: Practitioner, desk_id: str) -> list[str]:
    whose = ", ".join(part for part in (speech.plain(practitioner.name), speech.plain(practitioner.role)) if part)
    return [" · ".join(part for part in (whose, desk_line(speech, desk_id)) if part)]


def _fact(speech: Speech, key: str, lines: list[str]) -> Sheet:
    return {"label": _say(speech, f"fact.{key}"), "lines": [line for line in lines if line]}


def _say(speech: Speech, key: str, **facts: str | int) -> str:
    return speech.sentence(f"key-sheet.{key}", **facts)
