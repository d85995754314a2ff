"""Failed attempts find their way into the audit: at the opening, and from inside the open desk as they are heard of."""

from concurrent.futures import Executor
from contextlib import suppress

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.recovery import FailedAttempts
from wellbeingdesk.store.desk_store import DeskStore
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork


def audit_failed(uow: UnitOfWork, desk_id: str, failed: FailedAttempts) -> None:
    """Before the locked desk and inside the open one are two things to whoever reads the audit."""
    last = failed.last.isoformat(timespec="seconds") if failed.last else ""
    for action, count in (("unlock-failed", failed.outside), ("passphrase-failed", failed.inside)):
        if count:
            uow.audit(AuditEntry(action, "desk", desk_id, detail=f"{count} {last}".strip()))


class Slips:
    """What failed inside an open desk. It is heard of on the bench, which waits for nothing here."""

    def __init__(self, store: DeskStore, lane: Executor) -> None:
        self._store = store
        self._lane = lane
        self._waiting: list[FailedAttempts] = []

    def hear(self, failed: FailedAttempts) -> None:
        """On any thread."""
        self._lane.submit(self._note, failed)

    def _note(self, failed: FailedAttempts) -> None:
        """On the store's thread; what a full disk keeps out goes along with the next."""
        self._waiting.append(failed)
        with suppress(WorldError), self._store.uow() as uow:
            for one in self._waiting:
                audit_failed(uow, self._store.desk_id, one)
            uow.commit()
            self._waiting.clear()
