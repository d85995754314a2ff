"""Opens a desk whose passphrase is forgotten: with a sheet, with two shares, or by two people of its service."""

from dataclasses import dataclass

from wellbeingdesk.app.desk import OpenDesk, open_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.domain.passphrase import require_length
from wellbeingdesk.usecases.recovering import WayBack, audit_new_passphrase, tell_opening


@dataclass(frozen=True, slots=True, repr=False)
class WayTried:
    """A way back that opened this desk a moment ago, and was told in its audit."""

    desk_id: str
    back: WayBack


def try_way_back(house: House, desk_id: str, back: WayBack) -> WayTried:
    """Open the desk, tell so in its audit, and close it again, before a new passphrase is asked for. Slow.

    Raises TwoPeopleAreNeeded, and as `open_desk`.
    """
    back.demand()
    desk = open_desk(house, desk_id, back.open)
    try:
        desk.threads.store.submit(lambda: tell_opening(desk.ports, back=back)).result()
    finally:
        desk.close()
    return WayTried(desk_id, back)


def recover_desk(house: House, tried: WayTried, new: str) -> OpenDesk:
    """Set the new passphrase and open the desk with it. Slow. Raises PassphraseTooShort, and as `open_desk`."""
    require_length(new)
    desk = open_desk(house, tried.desk_id, lambda vault: vault.reset_passphrase(tried.back.way, new))
    try:
        desk.threads.store.submit(lambda: audit_new_passphrase(desk.ports)).result()
    except BaseException:
        desk.close()
        raise
    return desk
