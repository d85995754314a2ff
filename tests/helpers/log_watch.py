"""Collects log records of WARNING and above, and tells which of them a test did not expect."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Expected:
    """A record a test counts on: its level by name, and a pattern its message must contain."""

    level: str
    text: str

    def fits(self, record: logging.LogRecord) -> bool:
        """Whether this record is the one expected."""
        return record.levelname == self.level and re.search(self.text, record.getMessage()) is not None


@dataclass
class LogWatch(logging.Handler):
    """One test's ear on the root logger."""

    expected: list[Expected] = field(default_factory=list)
    records: list[logging.LogRecord] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.WARNING)

    def __hash__(self) -> int:
        return id(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the record for the end of the test."""
        self.records.append(record)

    def expect(self, level: str, text: str) -> None:
        """Says that such a record will come; one that does not come fails the test as well."""
        self.expected.append(Expected(level, text))

    def complaints(self) -> list[str]:
        """Records that came unexpected, and expected ones that did not come."""
        unexpected = [
            f"unexpected {r.levelname} from {r.name}: {r.getMessage()}"
            for r in self.records
            if not any(e.fits(r) for e in self.expected)
        ]
        missing = [
            f"expected {e.level} {e.text!r} did not come"
            for e in self.expected
            if not any(e.fits(r) for r in self.records)
        ]
        return unexpected + missing
