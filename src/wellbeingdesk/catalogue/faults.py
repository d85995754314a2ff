"""What is wrong in a definition file, and where in it."""

import unicodedata
from collections.abc import Sequence

LONGEST_NAME = 120


class Fault(Exception):
    """One fault inside a file; `code` has its sentence under `definition.<code>`, line is 0 where nobody knows it."""

    def __init__(self, key: Sequence[str], code: str, line: int = 0) -> None:
        super().__init__(code)
        self.key = ".".join(plain(part) for part in key)
        self.code = code
        self.line = line


def plain(text: str) -> str:
    """A name out of a file, short and without control characters, fit to be shown in a sentence."""
    kept = "".join("?" if unicodedata.category(letter)[0] == "C" else letter for letter in text)
    return kept if len(kept) <= LONGEST_NAME else kept[: LONGEST_NAME - 1] + "…"
