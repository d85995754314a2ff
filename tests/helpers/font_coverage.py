"""Which characters the shipped fonts have: `python -m tests.helpers.font_coverage` writes coverage.json anew."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"

FALLBACK_ORDER = (
    "Inter",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Gurmukhi",
    "Noto Sans Gujarati",
    "Noto Sans Tamil",
    "Noto Sans Thai",
    "Noto Sans Ethiopic",
    "WenQuanYi Micro Hei",
)


def measured() -> dict[str, Any]:
    """Families in the order in which a missing character is looked for, with what every face of the family has."""
    from fontTools.ttLib import TTFont

    have: dict[str, set[int]] = {}
    files: dict[str, str] = {}
    for path in sorted(FONTS.glob("*.[ot]tf")):
        files[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
        with TTFont(path, lazy=True) as font:
            family = font["name"].getDebugName(16) or font["name"].getDebugName(1)
            points = {point for point in font.getBestCmap() if not _never_printed(point)}
        have[family] = have.get(family, points) & points
    if set(have) != set(FALLBACK_ORDER):
        raise ValueError(
            f"the fallback order and the shipped families differ: {sorted(set(have) ^ set(FALLBACK_ORDER))}"
        )
    every = set().union(*have.values())
    return {
        "families": {family: _ranges(have[family]) for family in FALLBACK_ORDER},
        "marks": _ranges(point for point in every if unicodedata.category(chr(point)).startswith("M")),
        "files": files,
    }


def _never_printed(point: int) -> bool:
    """Controls and private use: a font may draw them, but nobody else reads the same in them."""
    return unicodedata.category(chr(point)) in {"Cc", "Co", "Cs", "Cn"}


def _ranges(points: Iterable[int]) -> str:
    spans: list[list[int]] = []
    for point in sorted(points):
        if spans and point == spans[-1][1] + 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return " ".join(f"{first:x}" if first == last else f"{first:x}-{last:x}" for first, last in spans)


def text_of(coverage: dict[str, Any]) -> str:
    """The file's text."""
    return json.dumps(coverage, indent=1) + "\n"


if __name__ == "__main__":
    (FONTS / "coverage.json").write_text(text_of(measured()), encoding="ascii")
