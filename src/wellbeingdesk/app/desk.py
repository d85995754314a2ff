"""Opens one desk: locks its folder, unlocks its keys, opens its store and binds the ports; without Qt."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from wellbeingdesk.app.anchors import HeadNote, two_places
from wellbeingdesk.app.house import House
from wellbeingdesk.app.slips import Slips, audit_failed
from wellbeingdesk.app.threads import DeskThreads, StoreLane
from wellbeingdesk.domain.anchor import NotAnchored
from wellbeingdesk.domain.desk import SetUp
from wellbeingdesk.domain.failures import Told, WorldError
from wellbeingdesk.domain.policy import Policy, ServiceSetup
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.domain.record import DefinitionRef
from wellbeingdesk.domain.recovery import ServiceRecipient
from wellbeingdesk.domain.service_access import ServiceAccess
from wellbeingdesk.domain.worldly import DefinitionUnknown
from wellbeingdesk.machine.folders import DeskLabel, write_label
from wellbeingdesk.machine.lock import DeskLock
from wellbeingdesk.machine.mounts import require_local
from wellbeingdesk.store.ballast import Ballast
from wellbeingdesk.store.desk_store import FILE_NAME, DeskStore
from wellbeingdesk.store.rekeying import store_takes
from wellbeingdesk.usecases.cover_packs import keep_pack, keys_of
from wellbeingdesk.usecases.cover_sheets import seal_at_lock
from wellbeingdesk.usecases.parting import Parting, part
from wellbeingdesk.usecases.ports import Clock, Identity, Ports, Session
from wellbeingdesk.usecases.rows import AuditEntry
from wellbeingdesk.usecases.service_access import demand_answer, keep_access
from wellbeingdesk.usecases.service_copies import leave_service_copy
from wellbeingdesk.usecases.service_pack import ServicePack, read_service_pack, setup_of_pack
from wellbeingdesk.usecases.set_up import demand_practitioner, practitioner_of, service_setup_of
from wellbeingdesk.usecases.ways import DeskKeys, Vault
from wellbeingdesk.usecases.ways_ended import keep_ended

PARTINGS: tuple[Parting, ...] = (seal_at_lock, leave_service_copy)
"""What is done at every lock, in this order."""


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """An unlocked desk. `close` waits for its threads, shuts the store and lets the folder go."""

    ports: Ports
    threads: DeskThreads
    store: DeskStore
    lock: DeskLock
    note: HeadNote | None = None

    def part(self) -> tuple[Told, ...]:
        """Leave behind what others need while the desk is locked; gives back what could not be. Before `close`."""
        return part(self.ports, PARTINGS)

    def close(self) -> None:
        """Lock the desk: nothing of it stays open, also where one of the steps fails."""
        with ExitStack() as steps:  # taken from the last to the first
            steps.callback(self.lock.release)
            if self.note is not None:
                steps.callback(self.note.settle)
            steps.callback(self.threads.close)
            steps.callback(lambda: self.threads.store.submit(self.store.close).result())
            steps.callback(lambda: self.threads.long.shutdown(wait=True))
            steps.callback(lambda: self.threads.reader.shutdown(wait=True))
            steps.callback(lambda: self.threads.bench.shutdown(wait=True))


def create_desk(house: House, set_up: SetUp, passphrase: str) -> OpenDesk:
    """Make a store and a signing identity, and open the desk. Slow: keys are derived.

    Raises the refusals of set-up, StoreOnNetworkFolder, DiskFull, CannotWrite.
    """
    pack = _pack(house, set_up)
    service = setup_of_pack(pack) if pack else service_setup_of(house.catalogue, set_up)
    recipient = _recipient(pack, set_up)
    demand_practitioner(set_up, passphrase)
    practitioner = practitioner_of(house.ids, set_up)
    desk_id = house.ids.new()
    house.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    require_local(house.data)
    folder = house.folders.create(desk_id)
    lock, threads, note = DeskLock(folder.path, house.clock.now()), DeskThreads(), house.head_note(desk_id)
    lock.take()
    try:
        if note is not None:
            note.read_ahead()
        vault = _vault(house, folder.path, desk_id, threads)
        keys = vault.create(passphrase)
        if recipient is not None:
            vault.add_escrow(passphrase, recipient)
        identity = house.signer.make_identity(practitioner, desk_id, house.clock.now())
        store = threads.store.submit(
            lambda: DeskStore.create(
                folder.path,
                keys,
                house.clock,
                practitioner,
                service,
                identity,
                desk_id,
                made_up=set_up.made_up,
                anchor=two_places(folder.path, keys.anchor, desk_id, note),
            )
        ).result()
        with _closed_on_failure(store, threads):
            threads.store.submit(lambda: _keep_policy(house, store, service, set_up.service_access)).result()
            write_label(folder, DeskLabel(desk_id, practitioner.name, service.service_name, set_up.made_up))
            with suppress(WorldError):  # told on Today, and taken as soon as there is room
                Ballast(folder.path, house.reserve_bytes).refill()
            desk = _bound(house, store, threads, lock, vault, note)
            if pack is not None and pack.cover:
                threads.store.submit(lambda: _keep_cover_keys(desk.ports, pack)).result()
            return desk
    except BaseException:
        threads.close()
        lock.release()
        _forget_unmade(folder.path)
        raise


def _forget_unmade(folder: Path) -> None:
    """A desk that was never made is not listed; nothing can have been saved without a store."""
    if not (folder / FILE_NAME).exists():
        shutil.rmtree(folder, ignore_errors=True)


def _pack(house: House, set_up: SetUp) -> ServicePack | None:
    if not set_up.pack:
        return None
    return read_service_pack(house.catalogue, house.signer, house.service_keys, set_up.pack)


def _recipient(pack: ServicePack | None, set_up: SetUp) -> ServiceRecipient | None:
    """The service's recovery key, where its pack brings one and the desk shall open to it."""
    said = demand_answer(pack, set_up.service_access) if pack else None
    return pack.recovery if pack and said is not None and said.opened else None


def unlock_desk(house: House, desk_id: str, passphrase: str) -> OpenDesk:
    """Open a desk. Slow: keys are derived.

    Raises WrongPassphrase, KeyFileDamaged, StoreInUse, StoreMissing, StoreDamaged, StoreFromNewerVersion.
    """
    return open_desk(house, desk_id, lambda vault: vault.unlock(passphrase))


def open_desk(house: House, desk_id: str, way: Callable[[Vault], DeskKeys]) -> OpenDesk:
    """Open a desk by any of its ways in. Slow. Raises as `unlock_desk`, and what the way says."""
    folder = folder_of(house, desk_id)
    require_local(folder)
    lock, threads, note = DeskLock(folder, house.clock.now()), DeskThreads(), house.head_note(desk_id)
    lock.take()
    try:
        if note is not None:
            note.read_ahead()  # it answers while the key is derived
        vault = _vault(house, folder, desk_id, threads)
        keys = way(vault)
        anchor = two_places(folder, keys.anchor, desk_id, note)
        store = threads.store.submit(lambda: DeskStore.open(folder, keys, house.clock, anchor, vault.files())).result()
        with _closed_on_failure(store, threads):
            threads.store.submit(lambda: _tell_audit(store, vault, house.clock)).result()
            return _bound(house, store, threads, lock, vault, note)
    except BaseException:
        threads.close()
        lock.release()
        raise


def _vault(house: House, folder: Path, desk_id: str, threads: DeskThreads) -> Vault:
    """A change of keys that was cut short is found out by asking the store, on the thread that may."""
    return house.make_vault(
        folder, desk_id, lambda keys: threads.store.submit(lambda: store_takes(folder, keys)).result()
    )


def _tell_audit(store: DeskStore, vault: Vault, clock: Clock) -> None:
    """What happened while the store was closed and could hold no line of it."""
    if isinstance(store.standing, NotAnchored) and store.standing.first:
        store.accept_standing()  # made before heads were kept outside: nothing is missing, it begins here
    if vault.voided:
        with store.uow() as uow:
            keep_ended(uow, store.desk_id, vault.voided, clock.now())
            uow.commit()
    if vault.failed_attempts.count:
        with store.uow() as uow:
            audit_failed(uow, store.desk_id, vault.failed_attempts)
            uow.commit()


@contextmanager
def _closed_on_failure(store: DeskStore, threads: DeskThreads) -> Iterator[None]:
    try:
        yield
    except BaseException:
        threads.store.submit(store.close).result()
        raise


def _bound(
    house: House, store: DeskStore, threads: DeskThreads, lock: DeskLock, vault: Vault, note: HeadNote | None
) -> OpenDesk:
    setup, practitioner, identity, policy = threads.store.submit(lambda: _own_facts(house, store)).result()
    session = Session(
        desk_id=store.desk_id,
        practitioner=practitioner,
        setup=setup,
        policy=policy,
        policy_ref=house.catalogue.policy_ref(policy),
        made_up=store.made_up,
        folder=str(store.folder),
    )
    ports = Ports(
        clock=house.clock,
        ids=house.ids,
        uow=store.uow,
        views=store.views(),
        vault=vault,
        service_keys=house.service_keys,
        keyring=house.keyring,
        store=store,
        ballast=Ballast(store.folder, house.reserve_bytes),
        signer=house.signer,
        verifier=house.verifier,
        sealer=house.sealer,
        renderer=house.renderer,
        catalogue=house.catalogue,
        files=house.files,
        printer=house.printer,
        machine=house.machine,
        lanes=StoreLane(threads),
        session=session,
        identity=identity,
    )
    vault.tell_slips(Slips(store, threads.store).hear)
    return OpenDesk(ports, threads, store, lock, note)


def _keep_policy(house: House, store: DeskStore, service: ServiceSetup, said: ServiceAccess | None) -> None:
    """The desk keeps its own copy of its policy, so that a service's own one needs no file beside the store."""
    ref = DefinitionRef(service.policy_id, service.policy_version, service.policy_sha256)
    with store.uow() as uow:
        uow.records.keep_definition(ref, "policy", house.catalogue.source(ref.sha256))
        uow.audit(AuditEntry("policy-chosen", "policy", ref.id, digest=ref.sha256))
        if said is not None:
            keep_access(uow, store.desk_id, said, house.clock.now().wall.date().isoformat())
        uow.commit()


def _keep_cover_keys(ports: Ports, pack: ServicePack) -> None:
    with ports.uow() as uow:
        keep_pack(uow, ports, pack.number, pack.maker.root_sha256, keys_of(pack, ports.clock.now()))
        uow.commit()


def _own_facts(house: House, store: DeskStore) -> tuple[ServiceSetup, Practitioner, Identity, Policy]:
    with store.uow() as uow:
        setup, practitioner = uow.desk.setup(), uow.desk.practitioner()
        source = uow.records.definition(setup.policy_sha256)
    if source is None:
        raise DefinitionUnknown(id=setup.policy_id, version=setup.policy_version)
    return setup, practitioner, store.identity(), house.catalogue.read_policy(source, setup.policy_id)


def folder_of(house: House, desk_id: str) -> Path:
    """Where a desk lies."""
    return next(one.path for one in house.folders.listed() if one.id == desk_id)
