"""A short note in this computer's keyring, read ahead and written behind: a slow or silent one is in nobody's way."""

from base64 import b64decode, b64encode
from functools import partial
from queue import Empty, SimpleQueue
from threading import Condition, Thread
from typing import TYPE_CHECKING

from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.worldly import KeyringFailed
from wellbeingdesk.keys.keyring_shelf import asked

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "WellbeingDesk"


class KeyringNote:
    """One note of one name. Nothing here raises: a keyring that fails once is left alone until the next unlocking."""

    def __init__(self, name: str, seconds: float = 3.0) -> None:
        self._name = name
        self._seconds = seconds
        self._found: SimpleQueue[bytes | None] = SimpleQueue()
        self._changed = Condition()
        self._next: bytes | None = None
        self._writing = self._given_up = False

    def read_ahead(self) -> None:
        """Begin to ask, while the passphrase is still being worked on; `read` gets the answer."""
        Thread(target=lambda: self._found.put(self._ask()), name="keyring-read", daemon=True).start()

    def read(self) -> bytes | None:
        """What `read_ahead` found; None where there is nothing, or no answer in time. Untrusted."""
        try:
            return self._found.get(timeout=self._seconds + 1)
        except Empty:
            return None

    def write(self, payload: bytes) -> None:
        """In place of the last one, soon; where several wait, the newest alone is written."""
        with self._changed:
            if self._given_up:
                return
            self._next = payload
            if not self._writing:
                self._writing = True
                Thread(target=self._write_all, name="keyring-write", daemon=True).start()

    def settle(self) -> None:
        """Wait for what is being written, but no longer than a keyring may take."""
        with self._changed:
            self._changed.wait_for(lambda: not self._writing, timeout=self._seconds + 1)

    def _ask(self) -> bytes | None:
        try:
            untrusted = asked(lambda backend: backend.get_password(_SERVICE, self._name), self._seconds)
            return None if untrusted is None else b64decode(untrusted, validate=True)
        except (WorldError, ValueError):
            return None

    def _write_all(self) -> None:
        while (payload := self._taken()) is not None:
            keep = partial(self._keep, b64encode(payload).decode())
            try:
                asked(keep, self._seconds)
            except WorldError:
                with self._changed:
                    self._given_up, self._next = True, None

    def _taken(self) -> bytes | None:
        with self._changed:
            payload, self._next = self._next, None
            if payload is None:
                self._writing = False
                self._changed.notify_all()
            return payload

    def _keep(self, text: str, backend: "KeyringBackend") -> None:
        backend.set_password(_SERVICE, self._name, text)
        if backend.get_password(_SERVICE, self._name) != text:
            raise KeyringFailed
