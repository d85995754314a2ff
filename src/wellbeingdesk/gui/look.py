"""The frozen look that app hands to the window: words, fonts, icons and colours; gui opens no resource itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Words = Callable[..., str]
"""`words(key, **facts)`: a sentence of the wording file; the fact `count` chooses the plural."""


@dataclass(frozen=True, slots=True, repr=False)
class Look:
    """Everything the window shows that is not a record.

    Sentences by key, TTF bytes, SVG bytes by icon name, colours by scheme and token.
    """

    words: Words
    fonts: tuple[bytes, ...]
    icons: Mapping[str, bytes]
    tokens: Mapping[str, Mapping[str, str]]
