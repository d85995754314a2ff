"""The pinned Qt binding keeps None's reference count; 6.12.0 on Python 3.11 lost one with every void call."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_void_calls_keep_the_count_of_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setText("a")
    assert abs(sys.getrefcount(None) - before) < 50
