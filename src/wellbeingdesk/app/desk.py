"""Opens one desk: locks its folder, unlocks its keys, opens its store and binds the ports; without Qt."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from wellbeingdesk.app.house import House
from wellbeingdesk.app.threads import DeskThreads, StoreLane
from wellbeingdesk.domain.desk import SetUp
from wellbeingdesk.domain.policy import Policy, ServiceSetup
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.domain.record import DefinitionRef
from wellbeingdesk.domain.worldly import DefinitionUnknown
from wellbeingdesk.machine.folders import DeskLabel, write_label
from wellbeingdesk.machine.lock import DeskLock
from wellbeingdesk.machine.mounts import require_local
from wellbeingdesk.store.desk_store import FILE_NAME, DeskStore
from wellbeingdesk.usecases.ports import Identity, Ports, Session, Vault
from wellbeingdesk.usecases.rows import AuditEntry
from wellbeingdesk.usecases.service_pack import read_service_pack, setup_of_pack
from wellbeingdesk.usecases.set_up import demand_practitioner, practitioner_of, service_setup_of


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """An unlocked desk. `close` waits for its threads, shuts the store and lets the folder go."""

    ports: Ports
    threads: DeskThreads
    store: DeskStore
    lock: DeskLock

    def close(self) -> None:
        """Lock the desk: nothing of it stays open, also where one of the steps fails."""
        with ExitStack() as steps:  # taken from the last to the first
            steps.callback(self.lock.release)
            steps.callback(self.threads.close)
            steps.callback(lambda: self.threads.store.submit(self.store.close).result())
            steps.callback(lambda: self.threads.reader.shutdown(wait=True))
            steps.callback(lambda: self.threads.bench.shutdown(wait=True))


def create_desk(house: House, set_up: SetUp, passphrase: str) -> OpenDesk:
    """Make a store and a signing identity, and open the desk. Slow: keys are derived.

    Raises the refusals of set-up, StoreOnNetworkFolder, DiskFull, CannotWrite.
    """
    service = _service_setup(house, set_up)
    demand_practitioner(set_up, passphrase)
    practitioner = practitioner_of(house.ids, set_up)
    desk_id = house.ids.new()
    house.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    require_local(house.data)
    folder = house.folders.create(desk_id)
    lock, threads = DeskLock(folder.path, house.clock.now()), DeskThreads()
    lock.take()
    try:
        vault = house.make_vault(folder.path, desk_id)
        keys = vault.create(passphrase)
        identity = house.signer.make_identity(practitioner, desk_id, house.clock.now())
        store = threads.store.submit(
            lambda: DeskStore.create(
                folder.path, keys, house.clock, practitioner, service, identity, desk_id, made_up=set_up.made_up
            )
        ).result()
        with _closed_on_failure(store, threads):
            threads.store.submit(lambda: _keep_policy(house, store, service)).result()
            write_label(folder, DeskLabel(desk_id, practitioner.name, service.service_name, set_up.made_up))
            return _bound(house, store, threads, lock, vault)
    except BaseException:
        threads.close()
        lock.release()
        _forget_unmade(folder.path)
        raise


def _forget_unmade(folder: Path) -> None:
    """A desk that was never made is not listed; nothing can have been saved without a store."""
    if not (folder / FILE_NAME).exists():
        shutil.rmtree(folder, ignore_errors=True)


def _service_setup(house: House, set_up: SetUp) -> ServiceSetup:
    if not set_up.pack:
        return service_setup_of(house.catalogue, set_up)
    return setup_of_pack(read_service_pack(house.catalogue, house.signer, set_up.pack))


def unlock_desk(house: House, desk_id: str, passphrase: str) -> OpenDesk:
    """Open a desk. Slow: keys are derived.

    Raises WrongPassphrase, KeyFileDamaged, StoreInUse, StoreMissing, StoreDamaged, StoreFromNewerVersion.
    """
    folder = next(one for one in house.folders.listed() if one.id == desk_id)
    require_local(folder.path)
    lock, threads = DeskLock(folder.path, house.clock.now()), DeskThreads()
    lock.take()
    try:
        vault = house.make_vault(folder.path, desk_id)
        keys = vault.unlock(passphrase)
        store = threads.store.submit(lambda: DeskStore.open(folder.path, keys, house.clock)).result()
        with _closed_on_failure(store, threads):
            return _bound(house, store, threads, lock, vault)
    except BaseException:
        threads.close()
        lock.release()
        raise


@contextmanager
def _closed_on_failure(store: DeskStore, threads: DeskThreads) -> Iterator[None]:
    try:
        yield
    except BaseException:
        threads.store.submit(store.close).result()
        raise


def _bound(house: House, store: DeskStore, threads: DeskThreads, lock: DeskLock, vault: Vault) -> OpenDesk:
    setup, practitioner, identity, policy = threads.store.submit(lambda: _own_facts(house, store)).result()
    session = Session(
        desk_id=store.desk_id,
        practitioner=practitioner,
        setup=setup,
        policy=policy,
        policy_ref=house.catalogue.policy_ref(policy),
        made_up=store.made_up,
    )
    ports = Ports(
        clock=house.clock,
        ids=house.ids,
        uow=store.uow,
        views=store.views(),
        vault=vault,
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
    return OpenDesk(ports, threads, store, lock)


def _keep_policy(house: House, store: DeskStore, service: ServiceSetup) -> None:
    """The desk keeps its own copy of its policy, so that a service's own one needs no file beside the store."""
    ref = DefinitionRef(service.policy_id, service.policy_version, service.policy_sha256)
    with store.uow() as uow:
        uow.records.keep_definition(ref, "policy", house.catalogue.source(ref.sha256))
        uow.audit(AuditEntry("policy-chosen", "policy", ref.id, digest=ref.sha256))
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
