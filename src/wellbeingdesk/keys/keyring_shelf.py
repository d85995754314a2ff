"""This computer's keyring as the shelf of a device secret: asked on a thread of its own, for a limited time."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Generic, TypeVar

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.worldly import (
    DeviceSecretMissing,
    DeviceSecretReplaced,
    KeyringAbsent,
    KeyringFailed,
    KeyringInsecure,
    KeyringLocked,
    KeyringSilent,
)
from wellbeingdesk.keys.derivation import KEY_BYTES
from wellbeingdesk.keys.keyring_backends import first_viable, is_locked, offers_insecure_ones

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "WellbeingDesk"
_SAID_WHEN_LOCKED = {"KeyringLocked", "InitError", "LockedException", "PromptDismissedException"}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, repr=False)
class _Answer(Generic[_T]):
    value: _T


class KeyringShelf:
    """Implements DeviceShelf. A keyring that asks a question nobody answers within the seconds counts as silent."""

    def __init__(self, seconds: float = 5.0) -> None:
        self._seconds = seconds

    def put(self, name: str, secret: bytes) -> None:
        """Keep it, and see that it comes back. Raises KeyringAbsent, -Insecure, -Locked, -Silent, -Failed."""

        def keep(backend: "KeyringBackend") -> None:
            written = b64encode(secret).decode()
            backend.set_password(_SERVICE, name, written)
            if backend.get_password(_SERVICE, name) != written:
                raise KeyringFailed

        self._asked(keep)

    def fetch(self, name: str) -> bytes:
        """What is kept under the name. Raises as `put`, and DeviceSecretMissing, DeviceSecretReplaced."""
        untrusted = self._asked(lambda backend: backend.get_password(_SERVICE, name))
        if untrusted is None:
            raise DeviceSecretMissing
        try:
            secret = b64decode(untrusted, validate=True)
        except ValueError:
            raise DeviceSecretReplaced from None
        if len(secret) != KEY_BYTES:
            raise DeviceSecretReplaced
        return secret

    def remove(self, name: str) -> None:
        """Forget it, where that can be done; a secret left behind opens nothing by itself."""
        with suppress(WorldError):
            self._asked(lambda backend: backend.delete_password(_SERVICE, name))

    def _asked(self, ask: "Callable[[KeyringBackend], _T]") -> _T:
        return asked(ask, self._seconds)


def asked(ask: "Callable[[KeyringBackend], _T]", seconds: float) -> _T:
    """The answer of this computer's keyring. Raises KeyringAbsent, -Insecure, -Locked, -Silent, -Failed."""
    answers: SimpleQueue[_Answer[_T] | WorldError] = SimpleQueue()
    Thread(target=lambda: answers.put(_outcome(ask)), name="keyring", daemon=True).start()
    try:
        outcome = answers.get(timeout=seconds)
    except Empty:
        raise KeyringSilent from None
    if isinstance(outcome, WorldError):
        raise outcome
    return outcome.value


def _outcome(ask: "Callable[[KeyringBackend], _T]") -> "_Answer[_T] | WorldError":
    """The answer, or how it is told that there is none; nothing of the keyring's own words goes on."""
    try:
        return _Answer(ask(_opened()))
    except WorldError as told:
        return told
    except Exception as error:  # a backend may raise anything its desktop throws at it
        return KeyringLocked() if type(error).__name__ in _SAID_WHEN_LOCKED else KeyringFailed()


def _opened() -> "KeyringBackend":
    backend = first_viable()
    if backend is None:
        raise KeyringInsecure if offers_insecure_ones() else KeyringAbsent
    if is_locked(backend):
        raise KeyringLocked
    return backend
