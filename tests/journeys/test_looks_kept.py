"""Each desk is shown as it was left: its colours and text size come with it, and stay behind with it."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.desks import make_desk, on_store, weak_house
from tests.journeys.conftest import SitDown
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.usecases.appearance import Appearance, choose_appearance


def test_a_desk_is_shown_as_it_likes_to_look(tmp_path: Path, sit_down: SitDown, theme: Theme) -> None:
    house = weak_house(tmp_path / "laptop")
    desk = make_desk(house)
    on_store(desk, choose_appearance, chosen=Appearance("dark", 125))
    desk.close()
    seat = sit_down(house)
    seat.unlocks()
    assert (theme.in_force, theme.text_scale) == ("dark", 1.25)


def test_a_desk_at_which_nobody_chose_leaves_the_look_alone(tmp_path: Path, sit_down: SitDown, theme: Theme) -> None:
    house = weak_house(tmp_path / "laptop")
    make_desk(house).close()
    seat = sit_down(house)
    seat.unlocks()
    assert (theme.in_force, theme.text_scale) == ("light", 1.0)
