"""A desk whose day can be turned on, and what a test does with its backups on the threads where the window would."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from tests.helpers.desks import PASSPHRASE, ask, on_store, policy_named
from wellbeingdesk.app.desk import OpenDesk, create_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.app.self_test import made_up_set_up
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.domain.times import Instant, instant_from_utc
from wellbeingdesk.usecases import clients, drafts, notes
from wellbeingdesk.usecases.backup_views import BackupFacts, backup_facts

T = TypeVar("T")


@dataclass
class TurnedClock:
    """A clock that a test sets."""

    moment: datetime

    def now(self) -> Instant:
        """As it was set."""
        return instant_from_utc(self.moment, "Europe/London")

    def on(self, **more: int) -> None:
        """Later."""
        self.moment += timedelta(**more)


def turned_clock() -> TurnedClock:
    """Now, and from here on by hand."""
    return TurnedClock(datetime.now(UTC).replace(hour=10, minute=0, second=0, microsecond=0))


def real_desk(house: House, policy_id: str) -> OpenDesk:
    """A desk that does not count as one to try things out, on which nobody would miss a backup."""
    set_up = made_up_set_up(policy_named(house, policy_id), "Sam Example", "000001")
    return create_desk(house, replace(set_up, made_up=False), PASSPHRASE)


def on_long(desk: OpenDesk, usecase: Callable[..., T], **values: object) -> T:
    """Where the window would make a backup."""
    return desk.threads.long.submit(lambda: usecase(desk.ports, **values)).result()


def facts(desk: OpenDesk) -> BackupFacts:
    """What the page would show."""
    return ask(desk, backup_facts)


def signs_note(desk: OpenDesk, text: str, name: str = "Elif Yıldız") -> str:
    """A client with a signed note; gives back the client's id."""
    client_id = on_store(desk, clients.add_client, name_used=name).value
    draft = on_store(
        desk,
        drafts.begin_draft,
        kind=RecordKind.NOTE,
        client_id=client_id,
        form_id="note-narrative",
        answers={"narrative": text},
    ).value
    on_store(desk, notes.sign_note, draft_id=draft.id, version=draft.version)
    return client_id


def backups_in(folder: Path) -> list[Path]:
    """Oldest first."""
    return sorted(folder.glob("*.wbdbackup"))


def audited(desk: OpenDesk) -> list[tuple[str, str, str]]:
    """Action, entity and detail of every line, oldest first."""

    def read() -> list[tuple[str, str, str]]:
        with desk.store._reader.connect() as connection:
            rows = connection.exec_driver_sql("SELECT action, entity, detail FROM audit ORDER BY seq")
            return [(row[0], row[1], row[2]) for row in rows]

    return desk.threads.reader.submit(read).result()
