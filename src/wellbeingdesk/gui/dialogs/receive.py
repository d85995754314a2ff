"""Takes in a file that somebody handed over, and leads to where it belongs."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.usecases.receiving import Received, ReceivedKind, receive_file

FILE_KINDS = "colleagues.files.any"


def receive(context: PageContext, owner: QWidget) -> None:
    """Ask for a file; a card, a decision to countersign and an answer each open their own page."""

    def take(path: str | None) -> None:
        if path:
            job = context.runner.work(receive_file, path=path)
            job.start(owner, lambda received: _lead_to(context, received))

    context.asking.open_file(owner, FILE_KINDS, take)


def _lead_to(context: PageContext, received: Received) -> None:
    words = context.words
    more = "" if received.pages_compared else " " + words("colleagues.received.not-compared")
    if received.retired:
        more += " " + words("colleagues.received.retired")
    match received.kind:
        case ReceivedKind.CARD:
            context.toast(words("colleagues.received.card"))
            context.navigate("colleagues", colleague_id=received.id)
        case ReceivedKind.REVIEW_REQUEST:
            context.toast(words("colleagues.received.request") + more)
            context.navigate("decisions.review", record_id=received.id)
        case ReceivedKind.REVIEW_ANSWER:
            context.toast(words(f"colleagues.received.answer.{received.state}") + more)
            context.navigate("decisions.view", decision_id=received.id)
