"""A process of its own that reopens the tour's stores with their passphrases and looks whether the rows are there."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from wellbeingdesk.app.desk import OpenDesk, unlock_desk
from wellbeingdesk.app.desk_list import desks_on_laptop
from wellbeingdesk.app.house import build_house
from wellbeingdesk.tour.expectations import Expected


def main() -> int:
    """Reads what to expect from standard input, never from the command line: passphrases are among it."""
    told = json.loads(sys.stdin.read())
    missing = [what for one in told for what in _missing(Expected(**one))]
    print(", ".join(missing))
    return 1 if missing else 0


def _missing(expected: Expected) -> list[str]:
    house = build_house(Path(expected.data))
    (listed,) = desks_on_laptop(house.data)
    desk = unlock_desk(house, listed.id, expected.passphrase)
    try:
        return desk.threads.reader.submit(lambda: list(_look(desk, expected))).result()
    finally:
        desk.close()


def _look(desk: OpenDesk, expected: Expected) -> Iterator[str]:
    views = desk.ports.views
    names = {line.name_used for line in views.client_lines("", 0, 100)}
    yield from (f"{expected.who}: client" for name in expected.clients if name not in names)
    texts = _signed_texts(desk)
    for what in ("note", "addendum"):
        wanted = getattr(expected, what)
        if wanted and wanted not in texts:
            yield f"{expected.who}: {what}"
    withdrawn = {consent.withdrawal_words for consent, _ in views.consents() if consent.withdrawn_at is not None}
    if expected.withdrawal and expected.withdrawal not in withdrawn:
        yield f"{expected.who}: consent"
    states = [line.decision.state.value for line in views.decisions()]
    if states != ([expected.decision] if expected.decision else []):
        yield f"{expected.who}: decision"
    answers = [line.review.answer for line in views.reviews()]
    if answers != ([expected.review] if expected.review else []):
        yield f"{expected.who}: review"


def _signed_texts(desk: OpenDesk) -> set[object]:
    views = desk.ports.views
    found: set[object] = set()
    for line in views.client_lines("", 0, 100):
        for entry in views.timeline(line.id, 0, 100):
            if entry.kind == "note" and entry.signed:
                rows = (views.record(entry.id), *views.addenda(entry.id))
                found |= {answer.value for row in rows for answer in row.record.answers}
    return found


if __name__ == "__main__":
    sys.exit(main())
