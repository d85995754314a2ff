"""Which characters can be printed, and what stands in the place of one that cannot: [U+1F600]."""

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

# Marks that only steer the order of writing, byte order marks and the choice of a picture's style are left out. The
# two overrides turn words round without a trace, so they are shown.
_SILENT = re.compile(
    "[\u061c\u200e\u200f\u202a\u202b\u202c\u2066-\u2069\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_OVERRIDES = "\u202d\u202e"
_JOINERS = "\u200c\u200d"

# A word longer than this would run off the page; scripts that break anywhere by themselves are left alone.
_LONG_RUN = re.compile(r"[^\s\u200b\u0e00-\u0eff\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff]{40,}")
_BREAK_EVERY = 12
_BREAK = "\u200b"


class Characters:
    """The shipped fonts' characters, by family in the order of fallback, as coverage.json lists them."""

    def __init__(self, coverage: Path) -> None:
        listed = json.loads(coverage.read_text(encoding="ascii"))
        self._families = tuple(_Ranges(spans) for spans in listed["families"].values())
        marks = _Ranges(listed["marks"])
        self._with_marks = re.compile(f".[{marks.as_class()}{_JOINERS}]*[{marks.as_class()}]", re.DOTALL)
        every = "".join(family.as_class() for family in self._families)
        self._foreign = re.compile(f"[^{every}\n\t{_JOINERS}]|[{_OVERRIDES}]")

    def printable(self, text: str) -> str:
        """The text as it can be set: composed, lost characters as [U+XXXX], endless words breakable."""
        plain = _prepared(text)
        lost = set(self._lost(plain))
        if lost:
            plain = "".join(_named(sign) if at in lost else sign for at, sign in enumerate(plain))
        return _LONG_RUN.sub(_breakable, plain)

    def unprintable(self, texts: Sequence[str]) -> tuple[str, ...]:
        """What prints as [U+XXXX], each once, in order."""
        found: dict[str, None] = {}
        for text in texts:
            plain = _prepared(text)
            found.update((plain[at], None) for at in sorted(set(self._lost(plain))))
        return tuple(found)

    def _lost(self, plain: str) -> Iterator[int]:
        """Positions of characters that cannot be printed, alone or on the letter they stand on."""
        for match in self._foreign.finditer(plain):
            yield match.start()
        seen: dict[str, tuple[int, ...]] = {}
        for match in self._with_marks.finditer(plain):
            cluster = match.group()
            if cluster not in seen:
                seen[cluster] = self._loose(cluster)
            yield from (match.start() + at for at in seen[cluster])

    def _loose(self, cluster: str) -> tuple[int, ...]:
        """Marks that no single font can set on their letter: type cannot be mixed within one cluster."""
        signs = [(at, ord(sign)) for at, sign in enumerate(cluster) if sign not in _JOINERS]
        if any(all(point in family for _, point in signs) for family in self._families):
            return ()
        home = next((family for family in self._families if signs[0][1] in family), None)
        return tuple(at for at, point in signs[1:] if home is None or point not in home)


class _Ranges:
    """A set of code points as sorted spans."""

    def __init__(self, spans: str) -> None:
        ends = [span.partition("-") for span in spans.split()]
        self._first = [int(first, 16) for first, _, _ in ends]
        self._last = [int(last or first, 16) for first, _, last in ends]

    def __contains__(self, point: int) -> bool:
        at = bisect_right(self._first, point) - 1
        return at >= 0 and point <= self._last[at]

    def as_class(self) -> str:
        """The spans as the inside of a regular expression's brackets."""
        return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in zip(self._first, self._last, strict=True))


def _prepared(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return _SILENT.sub("", _LINE_ENDS.sub("\n", composed)).replace("\t", "    ")


def _named(sign: str) -> str:
    return f"[U+{ord(sign):04X}]"


def _breakable(match: re.Match[str]) -> str:
    parts: list[str] = []
    since = 0
    for sign in match.group():
        if since >= _BREAK_EVERY and not unicodedata.category(sign).startswith("M") and sign not in _JOINERS:
            parts.append(_BREAK)
            since = 0
        parts.append(sign)
        since += 1
    return "".join(parts)
