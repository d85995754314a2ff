"""What the ways in have to tell on Today: that a change of keys ended some of them."""

from wellbeingdesk.domain.notice import Notice
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.ways_ended import ended_ways

PAGE = "settings.ways"


def ended_notices(ports: Ports) -> tuple[Notice, ...]:
    """Also where the change was cut short and came to its end at an unlock."""
    ended = ended_ways(ports)
    if ended is None:
        return ()
    names = (ports.catalogue.words(f"notice.ways-ended.kind.{kind.value}") for kind in dict.fromkeys(ended.kinds))
    return (Notice("ways-ended", "warn", {"ended": ", ".join(names)}, ended.at, PAGE, mark=ended.at.iso()),)
