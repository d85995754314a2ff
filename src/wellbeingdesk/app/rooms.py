"""Errands for the bench of the window: each loads what it needs there, so that nothing heavy is read beside a click."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from wellbeingdesk.app.to_come import HouseSource
from wellbeingdesk.domain.desk import SetUp
from wellbeingdesk.domain.policy import Policy

if TYPE_CHECKING:
    from wellbeingdesk.app.desk import OpenDesk
    from wellbeingdesk.domain.backup import BackupStep
    from wellbeingdesk.domain.restoring import BackupOffer
    from wellbeingdesk.gui.context import Pages
    from wellbeingdesk.usecases.recovering import WayBack
    from wellbeingdesk.usecases.service_pack import ServicePack


class Rooms:
    """What is behind the door, by what the window asks for."""

    def __init__(self, house: HouseSource) -> None:
        self._house = house
        self._on_the_way: list[OpenDesk] = []

    def arrived(self, desk: "OpenDesk") -> None:
        """The window has this desk now, and closes it."""
        self._on_the_way.remove(desk)

    def close(self) -> None:
        """Shut the desks that were opened for a window that closed before it had them; after the bench has ended."""
        with ExitStack() as steps:
            while self._on_the_way:
                steps.callback(self._on_the_way.pop().close)

    def _opened(self, desk: "OpenDesk") -> "OpenDesk":
        self._on_the_way.append(desk)
        return desk

    def policies(self) -> tuple[Policy, ...]:
        """The newest policies; with them everything that a desk needs is loaded."""
        from wellbeingdesk.app import errands

        errands.load_set_up()
        return self._house.ready().catalogue.policies()

    def unlock(self, desk_id: str, passphrase: str) -> "OpenDesk":
        """Open a desk."""
        from wellbeingdesk.app import errands

        return self._opened(errands.unlock_desk(self._house.ready(), desk_id, passphrase))

    def try_way_back(self, desk_id: str, back: "WayBack") -> "Callable[[str], OpenDesk]":
        """Open a desk without its passphrase, and tell it so; what comes back sets a new one and opens it for good."""
        from wellbeingdesk.app import errands

        house = self._house.ready()
        tried = errands.try_way_back(house, desk_id, back)
        return lambda new: self._opened(errands.recover_desk(house, tried, new))

    def load_forgotten(self) -> None:
        """The pages of a forgotten passphrase, which most days never need."""
        from wellbeingdesk.app import errands

        errands.load_forgotten()

    def rekey(self, desk_id: str, passphrase: str) -> "OpenDesk":
        """Give a closed desk new keys and open it."""
        from wellbeingdesk.app import errands

        return self._opened(errands.rekey_desk(self._house.ready(), desk_id, passphrase))

    def create(self, set_up: SetUp, passphrase: str) -> "OpenDesk":
        """Make a desk and open it."""
        from wellbeingdesk.app import errands

        return self._opened(errands.create_desk(self._house.ready(), set_up, passphrase))

    def try_out(self) -> "tuple[OpenDesk, str]":
        """A desk of made-up clients and its passphrase, which is no secret."""
        from wellbeingdesk.app import errands

        return self._opened(errands.make_try_out_desk(self._house.ready())), errands.try_out_passphrase()

    def load_restore(self) -> None:
        """The pages of a restore, which most days never need."""
        from wellbeingdesk.app import errands

        errands.load_restore()

    def look_at_backup(self, path: str) -> "BackupOffer":
        """What a backup says of itself."""
        from wellbeingdesk.app import restoring

        return restoring.look_at_backup(self._house.ready(), path)

    def try_way_into_backup(self, path: str, way: "WayBack | None", passphrase: str) -> None:
        """Whether this opens it."""
        from wellbeingdesk.app import restoring

        restoring.try_way(self._house.ready(), path, way, passphrase)

    def restore(
        self,
        path: str,
        way: "WayBack | None",
        passphrase: str,
        set_aside: bool,
        progress: "Callable[[BackupStep], None]",
    ) -> "OpenDesk":
        """A desk made anew from a backup, and open."""
        from wellbeingdesk.app import restoring

        house = self._house.ready()
        return self._opened(
            restoring.restore_desk(house, path, way, passphrase, set_aside=set_aside, progress=progress)
        )

    def read_pack(self, path: str) -> "ServicePack":
        """A service pack from a file."""
        from wellbeingdesk.app import errands

        return errands.open_pack(self._house.ready(), path)

    def read_logo(self, path: str) -> bytes:
        """A logo from a file."""
        from wellbeingdesk.app import errands

        return errands.open_logo(self._house.ready(), path)

    def pages(self) -> "Pages":
        """The pages of an open desk; loaded by the errand that opened it."""
        from wellbeingdesk.app import errands

        return errands.PAGES
