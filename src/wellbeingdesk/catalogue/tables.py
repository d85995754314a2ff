"""Reads a TOML file from outside as a table, or says what is wrong with it."""

import re
import tomllib
from typing import Any

from wellbeingdesk.catalogue.faults import Fault

Table = dict[str, Any]

MOST_BYTES = 512 * 1024
"""Larger than any form that a person would fill in; what comes from outside is not parsed beyond it."""


def read_table(untrusted: bytes) -> Table:
    """The file as a table. Raises Fault."""
    if len(untrusted) > MOST_BYTES:
        raise Fault((), "too-large")
    try:
        return tomllib.loads(untrusted.decode("utf-8"))
    except UnicodeDecodeError:
        raise Fault((), "not-utf-8") from None
    except RecursionError:
        raise Fault((), "not-toml") from None
    except tomllib.TOMLDecodeError as error:
        raise Fault((), "not-toml", _line_of(error)) from None


def _line_of(error: Exception) -> int:
    found = re.search(r"line (\d+)", str(error))
    return int(found.group(1)) if found else 0
