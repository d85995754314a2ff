"""Measures contrast as WCAG 2.2 does, and names the pairs of colours that every scheme must keep apart."""

from collections.abc import Mapping
from dataclasses import dataclass

TEXT = 4.5
"""The least ratio of text to its ground (WCAG 1.4.3)."""

PART = 3.0
"""The least ratio of a control's edge, a focus ring or an icon to its ground (WCAG 1.4.11)."""

_TONES = ("danger", "warn", "ok", "info")
_GROUNDS = ("window", "surface", "raised", "sidebar", "field")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tokens that meet on the screen, and how far apart they must stand."""

    front: str
    ground: str
    least: float


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def pairs() -> tuple[Pair, ...]:
    """Every pair of tokens that the stylesheet or a painter lays on one another."""
    grounds = [*_GROUNDS, "hover", "selected"]
    found = [Pair(text, ground, TEXT) for text in ("text", "text2") for ground in grounds]
    found += [Pair("text3", ground, TEXT) for ground in _GROUNDS]
    found += [Pair("accent", ground, TEXT) for ground in (*_GROUNDS, "selected", "avatar")]
    found += [Pair("text", "pressed", TEXT), Pair("text", "avatar", TEXT)]
    found += [Pair("on-accent", fill, TEXT) for fill in ("accent", "accent-hover", "accent-pressed")]
    found += [Pair("window", "danger", TEXT), Pair("surface", "danger", TEXT)]
    found += [Pair(tone, f"{tone}-soft", TEXT) for tone in _TONES]
    found += [Pair("text", f"{tone}-soft", TEXT) for tone in _TONES]
    found += [Pair(tone, ground, TEXT) for tone in _TONES for ground in ("window", "surface", "raised")]
    found += [Pair(edge, ground, PART) for edge in ("control", "focus") for ground in _GROUNDS]
    found += [Pair("focus", "selected", PART)]
    return tuple(found)


def faults(tokens: Mapping[str, str]) -> tuple[str, ...]:
    """The pairs of one scheme that stand too close, each as `text on window 3.10 < 4.5`."""
    measured = ((pair, ratio(tokens[pair.front], tokens[pair.ground])) for pair in pairs())
    return tuple(
        f"{pair.front} on {pair.ground} {value:.2f} < {pair.least}" for pair, value in measured if value < pair.least
    )
