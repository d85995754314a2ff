"""The keyrings of operating systems that we would trust with half of a secret, and how to reach them.

`keyring.get_keyring()` is never called: a settings file or an environment variable can make it load any code, or
choose a backend that keeps secrets in clear, or nowhere.
"""

import os
from contextlib import closing
from importlib import import_module
from importlib.util import find_spec
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
_DEFAULT_COLLECTION = "/org/freedesktop/secrets/aliases/default"


def first_viable() -> "KeyringBackend | None":
    """The first keyring of the list that runs here."""
    for module, name in _ALLOWED:
        try:
            kind: type[KeyringBackend] = getattr(import_module(module), name)
            if kind.viable:
                return _kept_here(kind())
        except Exception:  # noqa: S112  # one that does not even load is not there
            continue
    return None


def is_locked(backend: "KeyringBackend") -> bool:
    """Whether it is known to be locked, asked without a prompt; others than the Secret Service cannot be asked so."""
    if not type(backend).__module__.endswith(".SecretService"):
        return False
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        try:
            return bool(secretstorage.Collection(bus, _DEFAULT_COLLECTION).is_locked())
        except secretstorage.exceptions.ItemNotFoundException:
            # A session without a default collection would prompt too.
            return True


def is_overridden() -> bool:
    """Whether settings name a keyring, which we do not follow."""
    from keyring.util import platform_

    return "PYTHON_KEYRING_BACKEND" in os.environ or (platform_.config_root() / "keyringrc.cfg").exists()


def offers_insecure_ones() -> bool:
    """Whether the ones that other programs would get here are not on our list (files in clear, or nothing at all)."""
    return is_overridden() or _alternatives_are_installed()


def _alternatives_are_installed() -> bool:
    try:
        return find_spec("keyrings.alt") is not None
    except ModuleNotFoundError:
        return False


def _kept_here(backend: "KeyringBackend") -> "KeyringBackend":
    if type(backend).__module__.endswith(".Windows"):
        # The default there roams to other computers with the account.
        backend.persist = "local machine"  # type: ignore[attr-defined]  # a property of the Windows backend alone
    return backend
