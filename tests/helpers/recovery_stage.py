"""Desks with a way back: made, tried, and opened without the passphrase, through the use-cases."""

from __future__ import annotations

from tests.helpers import desks
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.domain.recovery import Share, SlotKind
from wellbeingdesk.domain.recovery_paper import FreshPaper, KeptPaper
from wellbeingdesk.store import audit
from wellbeingdesk.usecases import recovery
from wellbeingdesk.usecases.recovery_views import kept_recovery
from wellbeingdesk.usecases.rows import AuditEntry

HOLDERS = ("Ada Example", "Ben Example", "Cy Example")


def makes_sheet(desk: OpenDesk) -> FreshPaper:
    """A sheet that nobody has tried yet."""
    return desks.on_bench(desk, recovery.make_sheet, passphrase=desks.PASSPHRASE).value


def makes_shares(desk: OpenDesk) -> FreshPaper:
    """Three shares that nobody has tried yet."""
    return desks.on_bench(desk, recovery.make_shares, passphrase=desks.PASSPHRASE, holders=HOLDERS).value


def tries(desk: OpenDesk, fresh: FreshPaper) -> None:
    """The groups by hand are typed back from the paper."""
    hand = tuple(code[-1] for code in fresh.codes)
    desks.on_bench(desk, recovery.confirm_paper, slot_id=fresh.slot_id, untrusted_hand=hand)


def shares_of(fresh: FreshPaper) -> tuple[Share, Share, Share]:
    """As their holders have them."""
    one, two, three = (Share(code) for code in fresh.codes)
    return one, two, three


def kept(desk: OpenDesk, fresh: FreshPaper) -> KeptPaper:
    """What the store remembers of a paper."""
    return desks.ask(desk, kept_recovery).paper(fresh.slot_id)


def audit_entries(desk: OpenDesk) -> list[AuditEntry]:
    """Every line of the audit, oldest first."""

    def read() -> list[AuditEntry]:
        with desk.store._reader.begin() as connection:
            return [line.entry for line in audit.lines(connection, "", 0, 1000)][::-1]

    return desk.threads.reader.submit(read).result()


def audited(desk: OpenDesk) -> list[tuple[str, str]]:
    """Action and detail of every line."""
    return [(entry.action, entry.detail) for entry in audit_entries(desk)]


def ways(desk: OpenDesk) -> list[SlotKind]:
    """What the key file lists."""
    return [slot.kind for slot in desk.ports.vault.slots()]


def other_letter(group: str) -> str:
    """The group with a slip in its first letter."""
    return ("A" if group[0] != "A" else "B") + group[1:]
