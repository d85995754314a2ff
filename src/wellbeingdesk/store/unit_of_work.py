"""The unit of work: one writing transaction with every repository, undone unless committed, never unaudited."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from wellbeingdesk.domain.anchor import AuditHead
from wellbeingdesk.domain.disposal import DisposalOrder, Disposed
from wellbeingdesk.store import audit, disposal
from wellbeingdesk.store.appointment import StoredAppointments
from wellbeingdesk.store.bugs import CommitWithoutAudit, UnitOfWorkStillOpen
from wellbeingdesk.store.client import StoredClients
from wellbeingdesk.store.colleague import StoredColleagues
from wellbeingdesk.store.consent import StoredConsents
from wellbeingdesk.store.contact import StoredContacts
from wellbeingdesk.store.cover import StoredCover
from wellbeingdesk.store.decision import StoredDecisions
from wellbeingdesk.store.desk import StoredDesk
from wellbeingdesk.store.draft import StoredDrafts
from wellbeingdesk.store.engine import demand_sound
from wellbeingdesk.store.record import StoredRecords
from wellbeingdesk.store.reminder import StoredReminders
from wellbeingdesk.store.transaction import Transaction
from wellbeingdesk.usecases.contact_rows import ContactRows
from wellbeingdesk.usecases.cover_rows import CoverRows
from wellbeingdesk.usecases.ports import Clock
from wellbeingdesk.usecases.reminder_rows import ReminderRows
from wellbeingdesk.usecases.rows import (
    AppointmentRows,
    AuditEntry,
    ClientRows,
    ColleagueRows,
    ConsentRows,
    DecisionRows,
    DeskRows,
    DraftRows,
    RecordRows,
)


class StoredUnitOfWork:
    """One transaction on the store's writing thread; `actor` is the id of the practitioner whose desk it is."""

    clients: ClientRows
    appointments: AppointmentRows
    drafts: DraftRows
    records: RecordRows
    consents: ConsentRows
    decisions: DecisionRows
    colleagues: ColleagueRows
    reminders: ReminderRows
    desk: DeskRows
    cover: CoverRows
    contacts: ContactRows

    def __init__(
        self,
        engine: Engine,
        audit_key: bytes,
        clock: Clock,
        actor: str,
        after_commit: Callable[[AuditHead, frozenset[str]], None] | None = None,
    ) -> None:
        """`after_commit` hears the audit's new head and the actions that led to it; it must not raise."""
        self._engine = engine
        self._audit_key = audit_key
        self._clock = clock
        self._actor = actor
        self._after_commit = after_commit
        self._head: AuditHead | None = None
        self._actions: set[str] = set()
        self._connection: Connection | None = None
        self._transaction: Transaction | None = None

    def __enter__(self) -> Self:
        """Raises UnitOfWorkStillOpen where one is begun inside another."""
        if self._connection is not None:
            raise UnitOfWorkStillOpen
        try:
            self._connection = self._engine.connect()
        except NoFreeConnection:
            raise UnitOfWorkStillOpen from None
        try:
            self._connection.begin()
        except BaseException:
            self._let_go()
            raise
        self._open_repositories(Transaction(self._connection))
        return self

    def _open_repositories(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._head, self._actions = None, set()
        self.clients = StoredClients(transaction)
        self.appointments = StoredAppointments(transaction)
        self.drafts = StoredDrafts(transaction)
        self.records = StoredRecords(transaction)
        self.consents = StoredConsents(transaction)
        self.decisions = StoredDecisions(transaction)
        self.colleagues = StoredColleagues(transaction)
        self.reminders = StoredReminders(transaction)
        self.desk = StoredDesk(transaction)
        self.cover = StoredCover(transaction)
        self.contacts = StoredContacts(transaction)

    def audit(self, entry: AuditEntry) -> None:
        """Chain one entry."""
        now = self._clock.now()
        self._head = audit.append(self._running(), self._audit_key, now, self._actor, entry, self._head)
        self._actions.add(entry.action)

    def dispose_client(self, order: DisposalOrder) -> Disposed:
        """Delete everything of one client, under this order and with its audit line.

        What is left in the index and in free pages goes with `DeskStore.finish_disposals`.
        """
        done = disposal.dispose_client(self._running(), order)
        self.audit(AuditEntry("client-disposed", "client", order.client_id, order.client_id, detail=order.id))
        return done

    def commit(self) -> None:
        """Raises CommitWithoutAudit, DiskFull, CannotWrite, StoreDamaged; then nothing is written.

        Only a draft's later saves may stand alone: of those the audit holds the first and the last (ARCHITECTURE).
        """
        transaction = self._running()
        if self._head is None and (transaction.owes_audit or not transaction.wrote):
            raise CommitWithoutAudit
        demand_sound(transaction.connection)
        transaction.connection.commit()
        self._transaction = None
        if self._head is not None and self._after_commit is not None:
            self._after_commit(self._head, frozenset(self._actions))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._transaction is not None:
                demand_sound(self._transaction.connection)
        finally:
            self._let_go()

    def _running(self) -> Transaction:
        if self._transaction is None:
            raise RuntimeError("the unit of work is over")
        return self._transaction

    def _let_go(self) -> None:
        """Closing a connection rolls back what was not committed."""
        connection, self._connection, self._transaction = self._connection, None, None
        if connection is not None:
            connection.close()
