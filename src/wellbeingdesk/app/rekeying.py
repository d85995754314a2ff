"""Gives a desk new keys: its store is shut, re-encrypted and opened again; without Qt."""

from concurrent.futures import ThreadPoolExecutor

from wellbeingdesk.app.desk import OpenDesk, folder_of, open_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.app.threads import STORE_WRITE
from wellbeingdesk.store.rekeying import rekey_store
from wellbeingdesk.usecases.ways import DeskKeys, Vault


def rekey_desk(house: House, desk_id: str, passphrase: str) -> OpenDesk:
    """New keys for a desk that is closed, then open it. Slow: every page is written again.

    Killed at any moment, the desk opens with the passphrase; whichever ways ended are told at that unlock.
    Raises as `unlock_desk`, DiskFull, CannotWrite.
    """
    folder = folder_of(house, desk_id)

    def way(vault: Vault) -> DeskKeys:
        with ThreadPoolExecutor(1, thread_name_prefix=STORE_WRITE) as lane:

            def rekey(old: DeskKeys, new: DeskKeys) -> None:
                lane.submit(lambda: rekey_store(folder, old, new, house.clock)).result()

            vault.rekey(passphrase, rekey)
        return vault.unlock(passphrase)

    return open_desk(house, desk_id, way)
