"""The project's files speak of the program, not of the tools and people that happened to make it."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise

from tests.helpers import source_files

# First 12 hex digits of the SHA-256 of each word or pair of words in lower case. Written out, the list would
# itself be the breach.
PRIVATE = {
    "053ea4804ef1", "31d123108dba", "3ea125d0bff3", "442e56863b7e", "487b91042c7c", "4d34241765c2",
    "549eb0447cc9", "57de4cf40144", "5eff592cc497", "60965168ce76", "6f23d18048a7", "7d2ef72a97f6",
    "7d3194f79e64", "94a168d2da57", "a4d76a4d5958", "a5ea7d719f7a", "c247e9808f5e", "c5f9d8f01eaa",
    "c70eca6b0f88", "c857d09db23e", "cdcbb68a3444", "d298391b0743", "de2187af3fb0", "e3f27b59e163",
    "e9acff1bccde",
}  # fmt: skip
NOT_PROSE = (".lock", ".svg")


def digest(words: str) -> str:
    """How a word or pair is listed."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def private_faults(path: str, text: str, private: set[str]) -> list[str]:
    """The listed words and pairs that stand in this text."""
    words = re.findall(r"[a-z]+", text.lower())
    said = {*words, *map(" ".join, pairwise(words))}
    return [f"{path}: {w!r}" for w in sorted(said) if digest(w) in private]


def test_nowhere() -> None:
    faults = [
        f
        for p, t in source_files.texts().items()
        if not p.endswith(NOT_PROSE)
        for f in private_faults(p, f"{p} {t}", PRIVATE)
    ]
    assert not faults, "\n".join(faults)


def test_a_planted_word_is_found() -> None:
    planted = {digest("gizmo"), digest("strange tool")}
    assert private_faults("docs/a.md", "Made with a Gizmo.", planted) == ["docs/a.md: 'gizmo'"]
    assert private_faults("docs/a.md", "made by a strange\ntool", planted) == ["docs/a.md: 'strange tool'"]
    assert not private_faults("docs/a.md", "a strange old tool", planted)
