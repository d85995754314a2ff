"""The pages that stand before an open desk, each with what it needs of the rooms; the window shows one at a time."""

from wellbeingdesk.app.rooms import Rooms
from wellbeingdesk.domain.desk import DeskOnLaptop
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.gui.asking import Asking
from wellbeingdesk.gui.pages.forgotten import ForgottenContext, ForgottenPages
from wellbeingdesk.gui.pages.restore import RestoreContext, RestorePages
from wellbeingdesk.gui.pages.setup import DoorContext, SetUpPages
from wellbeingdesk.gui.runner import Door
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme


def set_up_pages(
    rooms: Rooms, theme: Theme, asking: Asking, telling: Telling, door: Door, policies: tuple[Policy, ...]
) -> SetUpPages:
    """The first run."""
    return SetUpPages(
        DoorContext(
            theme=theme,
            words=theme.words,
            asking=asking,
            telling=telling,
            door=door,
            policies=policies,
            read_pack=rooms.read_pack,
            create=rooms.create,
            read_logo=rooms.read_logo,
        )
    )


def forgotten_pages(rooms: Rooms, theme: Theme, telling: Telling, door: Door, desk: DeskOnLaptop) -> ForgottenPages:
    """A desk whose passphrase is forgotten."""
    return ForgottenPages(
        ForgottenContext(
            theme=theme,
            words=theme.words,
            telling=telling,
            door=door,
            try_way=lambda back: rooms.try_way_back(desk.id, back),
            known=(desk.practitioner_name, desk.service_name),
        )
    )


def restore_pages(rooms: Rooms, theme: Theme, asking: Asking, telling: Telling, door: Door) -> RestorePages:
    """A desk from a backup."""
    return RestorePages(
        RestoreContext(
            theme=theme,
            words=theme.words,
            asking=asking,
            telling=telling,
            door=door,
            look=rooms.look_at_backup,
            try_way=rooms.try_way_into_backup,
            restore=rooms.restore,
        )
    )
