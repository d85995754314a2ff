"""Cover keys in a service pack: its member `cover_recipients`, and how a later pack renews those of a desk."""

from dataclasses import dataclass

from wellbeingdesk.domain.cover_key import CoverKey
from wellbeingdesk.domain.desk import PackIsEarlier
from wellbeingdesk.domain.events import CoverKeysChanged, Done
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.usecases import cover_keeping as keeping
from wellbeingdesk.usecases.cover_keys import demand_no_desks_key, keep_keys_of_pack
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork
from wellbeingdesk.usecases.service_pack import MOST_BYTES, ServicePack, read_service_pack

PACK = "cover_pack"
"""Number and maker (SHA-256 of the root) of the pack whose keys were taken last."""


@dataclass(frozen=True, slots=True)
class OfferedCoverKeys:
    """What a pack brings for this desk: whose pack, the digits to compare with its maker's card, and what would change:
    keys that come, keys of an earlier pack that end, and those that stay.
    """

    service_name: str
    number: int
    maker: Practitioner
    root: str
    digits: str
    brought: tuple[CoverKey, ...]
    coming: tuple[CoverKey, ...]
    ending: tuple[CoverKey, ...]


def offered_cover_keys(ports: Ports, *, path: str) -> Done[OfferedCoverKeys]:
    """Read a pack for its cover keys alone; nothing is changed. Runs on the bench.

    Raises PackIsEarlier and what reading a pack raises.
    """
    pack = read_service_pack(ports.catalogue, ports.signer, ports.service_keys, ports.files.read(path, MOST_BYTES))
    brought = keys_of(pack, ports.clock.now())

    def compare() -> OfferedCoverKeys:
        with ports.uow() as uow:
            _demand_later(uow, pack.number, pack.maker.root_sha256)
            kept = keeping.keys_in(uow.desk.setting)
            for key in brought:
                demand_no_desks_key(uow, ports, key.recipient)
        before, after = {key.recipient for key in kept}, {key.recipient for key in brought}
        return OfferedCoverKeys(
            service_name=pack.service_name,
            number=pack.number,
            maker=pack.maker.practitioner,
            root=pack.maker.root_sha256,
            digits=pack.maker.fingerprint,
            brought=brought,
            coming=tuple(key for key in brought if key.recipient not in before),
            ending=tuple(key for key in kept if key.pack and key.recipient not in after),
        )

    return Done(ports.lanes.on_store(compare))


def take_cover_keys(ports: Ports, *, offered: OfferedCoverKeys) -> Done[None]:
    """The person has compared the digits and said yes. Raises PackIsEarlier."""
    with ports.uow() as uow:
        _demand_later(uow, offered.number, offered.root)
        keep_pack(uow, ports, offered.number, offered.root, offered.brought)
        uow.commit()
    return Done(None, (CoverKeysChanged(ports.session.desk_id),))


def keep_pack(uow: UnitOfWork, ports: Ports, number: int, root: str, brought: tuple[CoverKey, ...]) -> None:
    """Keep a pack's keys, and which pack of whom it was; the caller commits."""
    uow.desk.save_setting(PACK, f"{number} {root}")
    keep_keys_of_pack(uow, ports, brought)
    uow.audit(AuditEntry("cover-keys-brought", "desk", ports.session.desk_id, detail=f"pack {number}"))


def keys_of(pack: ServicePack, now: Instant) -> tuple[CoverKey, ...]:
    """With the pack's number."""
    return tuple(CoverKey(role, recipient, holder, now, pack.number) for role, recipient, holder in pack.cover)


def _demand_later(uow: UnitOfWork, number: int, root: str) -> None:
    """An earlier pack would bring back keys that the service has ended. The same one again changes nothing, and another
    maker counts anew.
    """
    known, _, by = (uow.desk.setting(PACK) or "0 ").partition(" ")
    if by == root and number < int(known):
        raise PackIsEarlier(found=number, known=int(known))
