"""Taking in a file that somebody handed over: a contact card, a decision to countersign, or the answer to one."""

from dataclasses import dataclass
from enum import StrEnum

from wellbeingdesk.domain.events import Done
from wellbeingdesk.usecases import exchange, reviews
from wellbeingdesk.usecases.colleagues import add_colleague
from wellbeingdesk.usecases.packages import MOST_BYTES, PackageKind, read_package
from wellbeingdesk.usecases.ports import Ports

_AGE_BEGINS = b"age-encryption.org/"


class ReceivedKind(StrEnum):
    """What a file turned out to be."""

    CARD = "card"
    REVIEW_REQUEST = "review-request"
    REVIEW_ANSWER = "review-answer"


@dataclass(frozen=True, slots=True)
class Received:
    """What arrived and the id to open it by: a colleague's, a review's or a decision's. `state` is a decision's new
    state. `pages_compared` is False where another version of the program drew the pages: what is signed holds, and
    whether they show the same was not compared. `retired`: it comes from an older copy of the sender's desk than one
    that was met before, as from a laptop that was given up after a restore.
    """

    kind: ReceivedKind
    id: str
    state: str = ""
    pages_compared: bool = True
    retired: bool = False


def receive_file(ports: Ports, *, path: str) -> Done[Received]:
    """Read a file that a person chose and take it in. Runs on the bench.

    Raises CannotRead, FileTooLarge, FileNotOurs, FileTruncated, FileFromNewerVersion, PackageNotForThisDesk,
    and the refusals of taking in a card, a request or an answer.
    """
    untrusted = ports.files.read(path, MOST_BYTES)
    if not untrusted.startswith(_AGE_BEGINS):
        card = ports.lanes.on_store(lambda: add_colleague(ports, untrusted_card=untrusted))
        return Done(Received(ReceivedKind.CARD, card.value.id), card.events)
    package = read_package(ports.sealer.open(untrusted, ports.identity.age_identity))
    if package.kind is PackageKind.REVIEW_REQUEST:
        request = reviews.take_request(ports, package)
        found = request.value
        taken = Received(
            ReceivedKind.REVIEW_REQUEST,
            found.record_id,
            pages_compared=found.pages_compared,
            retired=found.retired,
        )
        return Done(taken, request.events)
    answer = exchange.take_answer(ports, package)
    said = answer.value
    taken = Received(ReceivedKind.REVIEW_ANSWER, package.record_id, said.state.value, said.pages_compared, said.retired)
    return Done(taken, answer.events)
