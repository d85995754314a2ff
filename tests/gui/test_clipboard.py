"""Only what a permit lets out reaches the clipboard; it is marked as secret and forgotten."""

from __future__ import annotations

from hashlib import sha256

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from wellbeingdesk.domain.permit import Outlet, Permit, Route
from wellbeingdesk.gui.clipboard import Clipboard

DIGITS = "12345 67890"


def permit_for(text: str, outlet: Outlet = Outlet.CLIPBOARD) -> Permit:
    return Permit("p1", outlet, Route.OWN_CARD, "", sha256(text.encode()).hexdigest())


def test_what_is_offered_is_marked_and_forgotten_in_time(qtbot: QtBot) -> None:
    owner = QObject()
    clipboard = Clipboard(owner, keep_seconds=0)
    clipboard.offer(permit_for(DIGITS), DIGITS)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == DIGITS
    assert data.data("x-kde-passwordManagerHint").data() == b"secret"
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")


@pytest.mark.parametrize("permit", [permit_for("other"), permit_for(DIGITS, Outlet.FILE)])
def test_a_permit_for_something_else_lets_nothing_out(qtbot: QtBot, permit: Permit) -> None:
    owner = QObject()
    QGuiApplication.clipboard().clear()
    with pytest.raises(ValueError, match=r"^$"):
        Clipboard(owner).offer(permit, DIGITS)
    assert QGuiApplication.clipboard().text() == ""
