"""Which keyring this computer offers and whether it is one we would trust with half of a secret; for `doctor`."""

import secrets
from dataclasses import dataclass
from enum import StrEnum
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from wellbeingdesk.keys.keyring_backends import first_viable, is_locked, is_overridden

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "WellbeingDesk self-check"


class KeyringState(StrEnum):
    """What became of a nonce written, read back and removed."""

    READY = "ready"
    NONE = "none"
    LOCKED = "locked"
    FAILED = "failed"
    NO_ANSWER = "no-answer"


@dataclass(frozen=True, slots=True)
class KeyringCheck:
    """`backend` is empty where there is none; `overridden`: settings name another, which we do not use."""

    backend: str
    state: KeyringState
    overridden: bool

    @property
    def safe(self) -> bool:
        """Whether it may hold a second factor: on the list, unlocked, and giving back what it was given."""
        return self.state is KeyringState.READY


def check_keyring(seconds: float = 5.0) -> KeyringCheck:
    """Try the first keyring of the list that runs here; a prompt nobody answers within the seconds counts as none."""
    answers: SimpleQueue[KeyringCheck] = SimpleQueue()
    overridden = is_overridden()
    Thread(target=lambda: answers.put(_check(overridden)), name="keyring-check", daemon=True).start()
    try:
        return answers.get(timeout=seconds)
    except Empty:
        return KeyringCheck("", KeyringState.NO_ANSWER, overridden)


def _check(overridden: bool) -> KeyringCheck:
    backend = first_viable()
    if backend is None:
        return KeyringCheck("", KeyringState.NONE, overridden)
    kind = type(backend)
    try:
        state = _round_trip(backend)
    except Exception:  # a backend may raise anything its desktop throws at it
        state = KeyringState.FAILED
    return KeyringCheck(f"{kind.__module__}.{kind.__qualname__}", state, overridden)


def _round_trip(backend: "KeyringBackend") -> KeyringState:
    if is_locked(backend):
        return KeyringState.LOCKED
    name, nonce = secrets.token_hex(8), secrets.token_hex(16)
    backend.set_password(_SERVICE, name, nonce)
    try:
        same = backend.get_password(_SERVICE, name) == nonce
    finally:
        backend.delete_password(_SERVICE, name)
    return KeyringState.READY if same else KeyringState.FAILED
