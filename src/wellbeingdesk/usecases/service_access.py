"""Whether the service's recovery key opens this desk, as its practitioner said at set-up or later, and who answers if
it does not.
"""

import json
from dataclasses import dataclass
from datetime import date

from wellbeingdesk.domain.events import Done, SetupChanged
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.domain.recovery import ServiceRecipient, SlotInfo, SlotKind
from wellbeingdesk.domain.service_access import Employment, EmploymentIsNotSaid, ServiceAccess
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork
from wellbeingdesk.usecases.service_key import service_key
from wellbeingdesk.usecases.service_pack import MOST_BYTES, ServicePack, read_service_pack

_ACCESS = "service_access"


@dataclass(frozen=True, slots=True)
class AccessStanding:
    """`said` is None where nobody was asked yet; `ways` are the service's ways in, as the key file lists them; `own` is
    a key that was made at this desk.
    """

    said: ServiceAccess | None
    said_on: date
    ways: tuple[SlotInfo, ...]
    own: ServiceRecipient | None


@dataclass(frozen=True, slots=True)
class OfferedKey:
    """What a service pack brings: whose key, who made the pack, and the digits to compare with its maker's card."""

    service_name: str
    number: int
    maker: Practitioner
    digits: str
    recipient: ServiceRecipient | None


def demand_answer(pack: ServicePack, said: ServiceAccess | None) -> ServiceAccess | None:
    """Where a pack brings a key, set-up asks; where it brings none, nothing is asked. Raises EmploymentIsNotSaid."""
    if pack.recovery is None:
        return None
    if said is None:
        raise EmploymentIsNotSaid
    return said


def service_access(ports: Ports) -> AccessStanding:
    """How it stands now."""
    ways = tuple(slot for slot in ports.vault.slots() if slot.kind is SlotKind.ESCROW)
    made, kept = service_key(ports), ports.views.setting(_ACCESS)
    own = ports.service_keys.read(made.line) if made else None
    if kept is None:
        return AccessStanding(None, date.min, ways, own)
    fields = json.loads(kept)
    said = ServiceAccess(
        Employment(fields["employment"]), fields["opened"], fields["answers_name"], fields["answers_role"]
    )
    return AccessStanding(said, date.fromisoformat(fields["on"]), ways, own)


def offered_key(ports: Ports, *, path: str) -> Done[OfferedKey]:
    """Read a service pack for its key alone. Runs on the bench. Raises what reading a pack raises."""
    untrusted = ports.files.read(path, MOST_BYTES)
    pack = read_service_pack(ports.catalogue, ports.signer, ports.service_keys, untrusted)
    maker = pack.maker
    return Done(OfferedKey(pack.service_name, pack.number, maker.practitioner, maker.fingerprint, pack.recovery))


def open_to_service(
    ports: Ports, *, passphrase: str, recipient: ServiceRecipient, employment: Employment
) -> Done[SlotInfo]:
    """Let two of the service's shares open this desk; an earlier key of the service ends. Runs on the bench.

    Raises WrongPassphrase, TooManyWaysIn, ServiceKeyFaulty, CannotWrite, DiskFull, and what the keyring says.
    """
    earlier = [slot.id for slot in ports.vault.slots() if slot.kind is SlotKind.ESCROW]
    slot = ports.vault.add_escrow(passphrase, recipient)
    for slot_id in earlier:
        ports.vault.drop_slot(passphrase, slot_id)
    ports.lanes.on_store(lambda: _say(ports, ServiceAccess(employment, opened=True)))
    return Done(slot, (SetupChanged(ports.session.desk_id),))


def close_to_service(ports: Ports, *, passphrase: str, said: ServiceAccess) -> Done[None]:
    """Let the service's key open this desk no more, and keep who answers instead. Runs on the bench.

    Old copies of the key file are still open to it. Raises LastWayIn, and as `open_to_service`.
    """
    for slot in ports.vault.slots():
        if slot.kind is SlotKind.ESCROW:
            ports.vault.drop_slot(passphrase, slot.id)
    ports.lanes.on_store(lambda: _say(ports, said))
    return Done(None, (SetupChanged(ports.session.desk_id),))


def _say(ports: Ports, said: ServiceAccess) -> None:
    with ports.uow() as uow:
        keep_access(uow, ports.session.desk_id, said, ports.clock.now().wall.date().isoformat())
        uow.commit()


def keep_access(uow: UnitOfWork, desk_id: str, said: ServiceAccess, on: str) -> None:
    """Keep what was said, and audit it; the caller commits."""
    fields = {
        "employment": said.employment.value,
        "opened": said.opened,
        "answers_name": " ".join(said.answers_name.split()),
        "answers_role": " ".join(said.answers_role.split()),
        "on": on,
    }
    uow.desk.save_setting(_ACCESS, json.dumps(fields))
    action = "opened-to-service" if said.opened else "closed-to-service"
    answers = "" if said.opened else f"{fields['answers_name']}, {fields['answers_role']}"
    detail = "; ".join(part for part in (said.employment.value, answers) if part)
    uow.audit(AuditEntry(action, "desk", desk_id, detail=detail))
