"""What a reviewer has written and not signed yet: kept beside the review, so that locking loses nothing."""

import json
from dataclasses import asdict, dataclass

from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.record import Answer
from wellbeingdesk.usecases.kept_texts import SavedAgain
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """The answer chosen so far, empty for none, and the reasons as typed."""

    answer: str = ""
    reasons: str = ""

    def chosen(self) -> Answer | None:
        """The answer, where one is chosen."""
        return Answer(self.answer) if self.answer else None


def note_on(ports: Ports, record_id: str) -> ReviewNote:
    """What is kept of an answer that was not signed yet."""
    kept = ports.views.setting(_key(record_id))
    return ReviewNote(**json.loads(kept)) if kept else ReviewNote()


def keep_note(ports: Ports, *, record_id: str, note: ReviewNote) -> Done[SavedAgain]:
    """In place of what was kept before; nothing is kept of an answer that was signed meanwhile. Raises DiskFull."""
    with ports.uow() as uow:
        review = uow.decisions.review(record_id)
        if review is None or review.answered_at is not None:
            return Done(SavedAgain())
        uow.desk.save_setting(_key(record_id), json.dumps(asdict(note)))
        uow.audit(AuditEntry("review-note-kept", "review", record_id))
        uow.commit()
    return Done(SavedAgain())


def forget_note(ports: Ports, *, record_id: str) -> Done[None]:
    """The answer is signed: its draft is not needed any more."""
    with ports.uow() as uow:
        uow.desk.save_setting(_key(record_id), "")
        uow.audit(AuditEntry("review-note-forgotten", "review", record_id))
        uow.commit()
    return Done(None)


def _key(record_id: str) -> str:
    return f"review-note:{record_id}"
