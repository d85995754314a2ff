"""Which keyring this computer offers and whether it is one we would trust with half of a secret; for `doctor`.

`keyring.get_keyring()` is never called: a settings file or an environment variable can make it load any code, or
choose a backend that keeps secrets in clear, or nowhere.
"""

import os
import secrets
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_ALLOWED = (
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.libsecret", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
)
_SERVICE = "WellbeingDesk self-check"
_DEFAULT_COLLECTION = "/org/freedesktop/secrets/aliases/default"


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
    overridden = _is_overridden()
    Thread(target=lambda: answers.put(_check(overridden)), name="keyring-check", daemon=True).start()
    try:
        return answers.get(timeout=seconds)
    except Empty:
        return KeyringCheck("", KeyringState.NO_ANSWER, overridden)


def _check(overridden: bool) -> KeyringCheck:
    backend = _first_viable()
    if backend is None:
        return KeyringCheck("", KeyringState.NONE, overridden)
    kind = type(backend)
    try:
        state = _round_trip(backend)
    except Exception:  # a backend may raise anything its desktop throws at it
        state = KeyringState.FAILED
    return KeyringCheck(f"{kind.__module__}.{kind.__qualname__}", state, overridden)


def _first_viable() -> "KeyringBackend | None":
    for module, name in _ALLOWED:
        try:
            kind: type[KeyringBackend] = getattr(import_module(module), name)
            if kind.viable:
                return kind()
        except Exception:  # noqa: S112  # one that does not even load is not there
            continue
    return None


def _round_trip(backend: "KeyringBackend") -> KeyringState:
    if type(backend).__module__.endswith(".SecretService") and _secret_service_is_locked():
        return KeyringState.LOCKED
    if type(backend).__module__.endswith(".Windows"):
        # The default there roams to other computers with the account.
        backend.persist = "local machine"  # type: ignore[attr-defined]  # a property of the Windows backend alone
    name, nonce = secrets.token_hex(8), secrets.token_hex(16)
    backend.set_password(_SERVICE, name, nonce)
    try:
        same = backend.get_password(_SERVICE, name) == nonce
    finally:
        backend.delete_password(_SERVICE, name)
    return KeyringState.READY if same else KeyringState.FAILED


def _secret_service_is_locked() -> bool:
    """Asked without a prompt; a session without a default collection would prompt too."""
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        try:
            return bool(secretstorage.Collection(bus, _DEFAULT_COLLECTION).is_locked())
        except secretstorage.exceptions.ItemNotFoundException:
            return True


def _is_overridden() -> bool:
    from keyring.util import platform_

    return "PYTHON_KEYRING_BACKEND" in os.environ or (platform_.config_root() / "keyringrc.cfg").exists()
