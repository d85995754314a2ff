"""How this desk likes to look: its colours and the size of its text, kept from one unlocking to the next."""

from dataclasses import dataclass

from wellbeingdesk.domain.events import Done
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry

SCHEME, TEXT_PERCENT = "appearance_scheme", "appearance_text_percent"


@dataclass(frozen=True, slots=True)
class Appearance:
    """`scheme` is `system`, `light`, `dark` or `high-contrast`; text is 90 to 200 percent."""

    scheme: str = "system"
    text_percent: int = 100


def appearance(ports: Ports) -> Appearance:
    """What was chosen at this desk, or the system's own."""
    percent = ports.views.setting(TEXT_PERCENT) or ""
    return Appearance(ports.views.setting(SCHEME) or "system", int(percent) if percent.isdecimal() else 100)


def choose_appearance(ports: Ports, *, chosen: Appearance) -> Done[None]:
    """Keep it for the next time."""
    with ports.uow() as uow:
        uow.desk.save_setting(SCHEME, chosen.scheme)
        uow.desk.save_setting(TEXT_PERCENT, str(chosen.text_percent))
        uow.audit(AuditEntry("appearance-chosen", "desk", ports.session.desk_id))
        uow.commit()
    return Done(None)
