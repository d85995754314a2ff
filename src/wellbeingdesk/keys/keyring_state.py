"""How this computer's keyring stands, for the page on which somebody considers using it."""

from wellbeingdesk.domain.keyring import KeyringState
from wellbeingdesk.keys import keyring_check
from wellbeingdesk.keys.keyring_backends import offers_insecure_ones

_STATES = {
    keyring_check.KeyringState.READY: KeyringState.READY,
    keyring_check.KeyringState.NONE: KeyringState.NONE,
    keyring_check.KeyringState.LOCKED: KeyringState.LOCKED,
    keyring_check.KeyringState.FAILED: KeyringState.FAILED,
    keyring_check.KeyringState.NO_ANSWER: KeyringState.SILENT,
}


class ThisKeyring:
    """Implements the port `Keyring`."""

    def state(self) -> KeyringState:
        """Something is written, read back and removed."""
        state = _STATES[keyring_check.check_keyring().state]
        return KeyringState.INSECURE if state is KeyringState.NONE and offers_insecure_ones() else state
