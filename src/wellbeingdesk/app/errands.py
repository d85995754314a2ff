"""What the window asks for before a desk is open; loaded with all it needs on the bench, after the window is seen."""

from wellbeingdesk.app.desk import create_desk, unlock_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.app.last_step import recovery_step
from wellbeingdesk.app.pages import PAGES
from wellbeingdesk.app.recovering import recover_desk, try_way_back
from wellbeingdesk.app.rekeying import rekey_desk
from wellbeingdesk.app.try_out import make_try_out_desk, try_out_passphrase
from wellbeingdesk.domain.picture import MOST_BYTES as LOGO_MOST_BYTES
from wellbeingdesk.domain.picture import demand_png
from wellbeingdesk.usecases.service_pack import MOST_BYTES, ServicePack, read_service_pack

__all__ = [
    "PAGES",
    "create_desk",
    "load_forgotten",
    "load_restore",
    "load_set_up",
    "make_try_out_desk",
    "open_logo",
    "open_pack",
    "recover_desk",
    "recovery_step",
    "rekey_desk",
    "try_out_passphrase",
    "try_way_back",
    "unlock_desk",
]


def open_pack(house: House, path: str) -> ServicePack:
    """A service pack that a person chose. Raises CannotRead, FileTooLarge and what reading a pack raises."""
    return read_service_pack(house.catalogue, house.signer, house.service_keys, house.files.read(path, MOST_BYTES))


def open_logo(house: House, path: str) -> bytes:
    """A logo that a person chose. Raises CannotRead, FileTooLarge, LogoIsNoPicture."""
    return demand_png(house.files.read(path, LOGO_MOST_BYTES))


def load_set_up() -> None:
    """Load the pages that stand before an open desk, which most starts never need."""
    import wellbeingdesk.gui.pages.forgotten
    import wellbeingdesk.gui.pages.restore
    import wellbeingdesk.gui.pages.setup  # noqa: F401  # loaded here so that it is not on the window's thread


def load_forgotten() -> None:
    """Load what a forgotten passphrase needs; the pages stand in one module with the others."""
    load_set_up()


def load_restore() -> None:
    """Load what a restore needs."""
    load_set_up()
    import wellbeingdesk.app.restoring  # noqa: F401  # as above
