"""Random identifiers: UUIDs for the program, short references for people."""

import secrets
import uuid

REFERENCE_ALPHABET = "23456789CDFGHJKMNPQRTVWXY"
"""No 0/O, 1/I/L, 2/Z, 5/S, 8/B pair and no vowel: read aloud, written by hand, and never a word."""


class SystemIds:
    """Implements the port Ids."""

    def new(self) -> str:
        """A random UUID."""
        return str(uuid.uuid4())

    def reference(self) -> str:
        """For example `WD-7K3F`: one of 390,625, so the caller checks that it is free."""
        return "WD-" + "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(4))
