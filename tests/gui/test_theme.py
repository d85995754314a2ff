"""Colours that can be told apart, icons that are sharp, chips that stay round, a theme that follows the system."""

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from wellbeingdesk.gui import contrast, stylesheet
from wellbeingdesk.gui.look import Look
from wellbeingdesk.gui.theme import SCHEMES, Theme
from wellbeingdesk.gui.widgets.buttons import Button
from wellbeingdesk.gui.widgets.chip import Chip
from wellbeingdesk.gui.widgets.surface import Panel

SHOWN = [scheme for scheme in SCHEMES if scheme != "system"]


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast.ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast.ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast.ratio("#ffffff", "#777777") == contrast.ratio("#777777", "#ffffff")


@pytest.mark.parametrize("scheme", SHOWN)
def test_every_pair_of_colours_can_be_told_apart(look: Look, scheme: str) -> None:
    assert not contrast.faults(look.tokens[scheme])


def test_a_pair_too_close_is_found(look: Look) -> None:
    assert "text on window" in contrast.faults({**look.tokens["light"], "text": "#999999"})[0]


def test_all_schemes_name_the_same_tokens_and_the_sheet_uses_no_other(look: Look) -> None:
    used = set(re.findall(r"@([a-z][a-z0-9-]*)", "".join(v for v in vars(stylesheet).values() if isinstance(v, str))))
    names = {scheme: set(tokens) for scheme, tokens in look.tokens.items()}
    assert set(names) == set(SHOWN)
    assert names["light"] == names["dark"] == names["high-contrast"]
    assert used - {"token"} <= names["light"]


def test_what_the_system_prefers_is_followed(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.apply(qapp, "dark")
    assert theme.in_force == "dark"
    theme.apply(qapp, "system")
    assert theme.in_force == "light"  # the offscreen platform knows no preference
    assert theme.scheme == "system"


def test_text_grows_and_shrinks_within_bounds(theme: Theme, qapp: QApplication) -> None:
    theme.apply(qapp, "light", 5.0)
    assert theme.text_scale == 2.0
    assert qapp.font().pointSizeF() == 20.0
    assert theme.scaled(10) == 20
    theme.apply(qapp, "light", 0.1)
    assert theme.points(10) == 9.0


def test_an_icon_has_as_many_pixels_as_the_screen(theme: Theme) -> None:
    picture = theme.icon("lock", "accent").pixmap(QSize(16, 16), 2.0, QIcon.Mode.Normal, QIcon.State.Off)
    assert (picture.width(), picture.devicePixelRatio()) == (32, 2.0)
    assert _colours(picture.toImage()) == {theme.colour("accent")}


def test_an_icon_follows_the_scheme_and_fades_when_disabled(theme: Theme, qapp: QApplication) -> None:
    icon = theme.icon("lock", "text")
    theme.apply(qapp, "dark")
    assert _colours(icon.pixmap(24, 24).toImage()) == {theme.colour("text")}
    faded = icon.pixmap(QSize(24, 24), QIcon.Mode.Disabled, QIcon.State.Off)
    assert _colours(faded.toImage()) == {theme.colour("disabled")}


@pytest.mark.parametrize("scale", [1.0, 1.15, 1.35, 2.0])
def test_chips_stay_round_and_large_enough(theme: Theme, qapp: QApplication, qtbot: QtBot, scale: float) -> None:
    theme.apply(qapp, "light", scale)
    panel = Panel("surface")
    qtbot.addWidget(panel)
    chip = Chip("Draft", "info")
    panel.column.addWidget(chip)
    panel.show()
    assert chip.height() >= 24
    picture = panel.grab().toImage()
    corner = picture.pixelColor(chip.x() + 1, chip.y() + 1).name()
    inside = picture.pixelColor(chip.x() + chip.height() // 2, chip.y() + 3).name()
    assert corner == theme.colour("surface")  # a radius above half the height would fill the corner
    assert inside == theme.colour("info-soft")


@pytest.mark.parametrize("scheme", SHOWN)
def test_a_placeholder_can_be_read(theme: Theme, qapp: QApplication, qtbot: QtBot, scheme: str) -> None:
    theme.apply(qapp, scheme, 2.0)  # type: ignore[arg-type]  # one of SCHEMES
    line = QLineEdit()
    qtbot.addWidget(line)
    line.setPlaceholderText("▇▇▇▇MMMM")
    line.resize(400, 60)
    line.show()
    picture = line.grab().toImage()
    middle = [picture.pixelColor(x, y).name() for x in range(20, 200) for y in range(20, 40)]
    assert max(contrast.ratio(one, theme.colour("field")) for one in middle) >= contrast.TEXT


def test_a_button_is_never_narrower_than_its_words(theme: Theme, qtbot: QtBot) -> None:
    holder = Panel("surface")
    qtbot.addWidget(holder)
    button = Button(theme, "Save this draft and go on", "save")
    holder.column.addWidget(button)
    holder.resize(10, 10)
    holder.show()
    assert button.width() >= button.minimumSizeHint().width() >= button.fontMetrics().horizontalAdvance(button.text())


def test_the_sheet_is_understood_by_qt(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    """Qt warns of a sheet it cannot read, which fails a test; this proves that rules arrive."""
    button = QPushButton("x")
    button.setProperty("kind", "primary")
    qtbot.addWidget(button)
    button.resize(80, 40)
    button.show()
    assert button.grab().toImage().pixelColor(12, 20).name() == theme.colour("accent")
    assert isinstance(button, QWidget)


def _colours(image: QImage) -> set[str]:
    """Colours of the fully opaque pixels."""
    found = (QColor(image.pixelColor(x, y)) for x in range(image.width()) for y in range(image.height()))
    return {one.name() for one in found if one.alpha() == 255}
