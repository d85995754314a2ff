"""The boxes of a decision's last page, and the one-page files that fill them when somebody signs."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pikepdf

from wellbeingdesk.documents.characters import Characters
from wellbeingdesk.documents.typesetting import FLAT_ARCHIVE, Typesetter
from wellbeingdesk.domain.paper import TextDoesNotFit


@dataclass(frozen=True, slots=True)
class Box:
    """Size in millimetres."""

    width: int
    height: int


BOXES = {
    "SigA": Box(82, 34),
    "SigB": Box(82, 34),
    "B_decision": Box(170, 12),
    "B_reasons": Box(170, 112),
}

STAMP_TEMPLATE = "stamp-1"
TEXT_TEMPLATE = "box-1"
_STAMP_SCALES = (1.0, 0.9, 0.8)
_POINTS = {"B_decision": (11.0, 10.0, 9.0), "B_reasons": (10.0, 9.0, 8.0)}


class BoxSetter:
    """Sets text into a box at the largest size at which it fits."""

    def __init__(self, typesetter: Typesetter, characters: Characters) -> None:
        self._typesetter = typesetter
        self._characters = characters

    def stamp(self, lines: Sequence[str], fingerprint: str) -> bytes:
        """What is seen in a signature box. Raises TextDoesNotFit."""
        plain = [" ".join(self._characters.printable(line).split("\n")) for line in lines]

        def page(kept: int, scale: float) -> bytes:
            data = {"lines": _cut(plain, kept), "fingerprint": fingerprint, "scale": scale}
            return self._page(STAMP_TEMPLATE, "SigA", data)

        return _fitted("SigA", page, sum(map(len, plain)), _STAMP_SCALES)

    def text(self, field: str, text: str) -> bytes:
        """What is seen in B_decision or B_reasons. Raises TextDoesNotFit."""
        lines = [line.rstrip() for line in self._characters.printable(text).rstrip().split("\n")]
        weight = "semibold" if field == "B_decision" else "regular"

        def page(kept: int, points: float) -> bytes:
            return self._page(TEXT_TEMPLATE, field, {"lines": _cut(lines, kept), "points": points, "weight": weight})

        return _fitted(field, page, sum(map(len, lines)), _POINTS[field])

    def _page(self, template: str, field: str, data: dict[str, object]) -> bytes:
        box = BOXES[field]
        return self._typesetter.set(template, {**data, "width": box.width, "height": box.height}, FLAT_ARCHIVE)


def _fitted(field: str, page: Callable[[int, float], bytes], whole: int, sizes: Sequence[float]) -> bytes:
    for size in sizes:
        pdf = page(whole, size)
        if _one_page(pdf):
            return pdf
    raise TextDoesNotFit(field=field, over=whole - _most(lambda kept: _one_page(page(kept, sizes[-1])), whole))


def _most(fits: Callable[[int], bool], whole: int) -> int:
    """The largest number of characters that fits, by halving; `whole` does not."""
    least, most = 0, whole
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if fits(middle) else (least, middle)
    return least


def _cut(lines: Sequence[str], kept: int) -> list[str]:
    cut: list[str] = []
    for line in lines:
        cut.append(line[:kept])
        kept -= len(line)
        if kept <= 0:
            break
    return cut


def _one_page(pdf: bytes) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages) == 1
