"""Room on the disk that can be given back: with it a full disk does not lock anybody out of saving."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from wellbeingdesk.domain.worldly import DiskFull
from wellbeingdesk.store.private_files import make_private_file, sync_folder, writing_failed

NAME = "ballast"
SIZE = 32 * 1024 * 1024
_BLOCK = 1024 * 1024


class Ballast:
    """One file beside the store. Its bytes are random, so that no file system stores them in less room."""

    def __init__(self, folder: Path, size: int = SIZE) -> None:
        self._path = folder / NAME
        self._size = size

    def is_whole(self) -> bool:
        """Whether there is something to give back."""
        try:
            return self._path.stat().st_size >= self._size
        except OSError:
            return False

    def free(self) -> int:
        """Give the room back; the number of bytes, 0 where there was none. Raises CannotWrite."""
        try:
            size = self._path.stat().st_size
            self._path.unlink()
            sync_folder(self._path.parent)
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise writing_failed(error) from error
        return size

    def refill(self) -> bool:
        """Take the room again; False where it is taken already. Raises DiskFull, and then leaves what room there is.

        What is saved meanwhile must find room too, so it is taken only where as much again stays free.
        """
        if self.is_whole():
            return False
        self._demand_room()
        beside = self._path.with_name(NAME + ".part")
        try:
            beside.unlink(missing_ok=True)
            self._fill(beside)
            beside.replace(self._path)
            sync_folder(self._path.parent)
        except OSError as error:
            raise writing_failed(error) from error
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        return True

    def _demand_room(self) -> None:
        try:
            free = shutil.disk_usage(self._path.parent).free
        except OSError as error:
            raise writing_failed(error) from error
        if free < 2 * self._size:
            raise DiskFull

    def _fill(self, path: Path) -> None:
        with os.fdopen(make_private_file(path), "wb") as file:
            left = self._size
            while left:
                left -= file.write(os.urandom(min(_BLOCK, left)))
            file.flush()
            os.fsync(file.fileno())
