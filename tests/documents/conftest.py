"""What the tests of paper share: one renderer, and a way to read what it set."""

from collections.abc import Callable

import pytest

from tests.documents.samples import RESOURCES, words
from wellbeingdesk.documents.renderer import TypstRenderer

Reader = Callable[[bytes], str]


@pytest.fixture(scope="session")
def renderer() -> TypstRenderer:
    """The real one, on the shipped fonts, templates and words."""
    return TypstRenderer(RESOURCES, words)


@pytest.fixture(scope="session")
def text_of(renderer: TypstRenderer) -> Reader:
    """All text of a document, in reading order, with line ends as spaces."""

    def read(pdf: bytes) -> str:
        return " ".join(" ".join(page.text for page in renderer.page_pictures(pdf, 20)).split())

    return read
