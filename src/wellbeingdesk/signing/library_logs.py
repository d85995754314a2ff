"""Silences the PDF library, whose warnings quote what it found in a document, which may be a client's."""

import logging

LOGGERS = ("pyhanko", "pyhanko_certvalidator")


def silence() -> None:
    """Let none of its records through; what it refuses reaches us as an exception or a result."""
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
