"""Why a desk stays locked, said on the page of the locked desk: beside the passphrase, or above it where the keyring is
the reason and the passphrase may well be right.
"""

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.worldly import (
    DeviceSecretMissing,
    DeviceSecretReplaced,
    KeyringAbsent,
    KeyringFailed,
    KeyringInsecure,
    KeyringLocked,
    KeyringSilent,
)
from wellbeingdesk.gui.lock_screen import LockPage
from wellbeingdesk.gui.telling import Telling

_KEYRING = (
    DeviceSecretMissing,
    DeviceSecretReplaced,
    KeyringAbsent,
    KeyringFailed,
    KeyringInsecure,
    KeyringLocked,
    KeyringSilent,
)


def show_refused(page: LockPage, telling: Telling, told: Told) -> None:
    """What happened, what is safe, what to do; the other way in is on the page."""
    if not isinstance(told, _KEYRING):
        page.show_error(telling.sentence(told))
        return
    world = telling.world(told)
    page.show_trouble(world.what, f"{world.safe} {world.do}")
