"""A desk opened without its passphrase: who did it and how is told in the desk itself, before anything else."""

import hashlib
import json
from dataclasses import dataclass, field, replace

from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.recovery import RecoveryCode, Share, SharePurpose, SlotKind
from wellbeingdesk.domain.recovery_paper import KeptRecovery, Opening, demand_people
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.recovery import change_kept
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork
from wellbeingdesk.usecases.ways import DeskKeys, Vault


@dataclass(frozen=True, slots=True, repr=False)
class WayBack:
    """What somebody typed from paper, whole and without a slip; `people` are the two who open with a service's key."""

    way: RecoveryCode | tuple[Share, Share]
    people: tuple[str, ...] = field(default=())

    @property
    def kind(self) -> SlotKind:
        """The kind of way in it is for."""
        if isinstance(self.way, RecoveryCode):
            return SlotKind.RECOVERY
        return SlotKind.ESCROW if self.way[0].purpose is SharePurpose.SERVICE else SlotKind.SHARES

    def demand(self) -> None:
        """Raises TwoPeopleAreNeeded."""
        if self.kind is SlotKind.ESCROW:
            demand_people(self.people)

    def open(self, vault: Vault) -> DeskKeys:
        """Slow. Raises as the vault says."""
        if isinstance(self.way, RecoveryCode):
            return vault.open_with_recovery(self.way)
        one, other = self.way
        return (vault.open_with_escrow if self.kind is SlotKind.ESCROW else vault.open_with_shares)(one, other)


def tell_opening(ports: Ports, *, back: WayBack) -> Done[None]:
    """Audited, and kept for the practitioner to read; the two people of a service by name.

    The audit names the kind and the digest of what is kept, so that no name can be taken out or exchanged later.
    """
    people = demand_people(back.people) if back.kind is SlotKind.ESCROW else ()
    opening = Opening(ports.clock.now(), back.kind, people)

    def keep(uow: UnitOfWork, kept: KeptRecovery) -> KeptRecovery:
        desk_id = ports.session.desk_id
        entry = AuditEntry("opened-with-recovery", "desk", desk_id, digest=opening_digest(opening), detail=back.kind)
        uow.audit(entry)
        return replace(kept, openings=(*kept.openings, opening))

    return change_kept(ports, keep)


def opening_digest(opening: Opening) -> str:
    """SHA-256 (hex) of the time in UTC, the kind and the names, as canonical JSON."""
    told = json.dumps([opening.at.iso(), opening.kind.value, *opening.people], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def audit_new_passphrase(ports: Ports) -> Done[None]:
    """In place of the forgotten one, which has ended."""
    with ports.uow() as uow:
        uow.audit(AuditEntry("passphrase-changed", "desk", ports.session.desk_id, detail="recovery"))
        uow.commit()
    return Done(None)
