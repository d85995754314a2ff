"""File names to suggest: they say nothing about anybody."""

import secrets

_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without those that look alike when read out or copied by hand."""


def neutral_name(ending: str) -> str:
    """`wbd-7F3K.age`."""
    return f"wbd-{''.join(secrets.choice(_SIGNS) for _ in range(4))}.{ending}"
