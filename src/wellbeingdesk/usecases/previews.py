"""Looking at pages before they are given out, and where they could be printed."""

from wellbeingdesk.domain.events import Done
from wellbeingdesk.usecases.ports import PagePicture, Ports

SCREEN_DOTS_PER_INCH = 110
"""About as sharp as a page of 900 pixels can be shown."""


def page_pictures(ports: Ports, *, pdf: bytes) -> Done[tuple[PagePicture, ...]]:
    """Every page as a picture with its words. Runs on the bench."""
    return Done(ports.renderer.page_pictures(pdf, SCREEN_DOTS_PER_INCH))


def print_queues(ports: Ports) -> Done[tuple[str, ...]]:
    """Names of the printers, the default first. Runs on the bench."""
    return Done(ports.printer.queues())
