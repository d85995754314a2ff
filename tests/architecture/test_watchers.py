"""The watchers that look for leaks, stray log records and network use do see them."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import leaks, no_network
from tests.helpers.log_watch import LogWatch


def test_a_forgotten_thread_is_seen() -> None:
    before = leaks.look(with_qt=False).living()
    done = threading.Event()
    thread = threading.Thread(target=done.wait, name="wd-forgotten")
    thread.start()
    try:
        assert leaks.outlived(before, with_qt=False) == ["thread 'wd-forgotten'"]
    finally:
        done.set()
        thread.join()
    assert not leaks.outlived(before, with_qt=False)


def test_a_forgotten_window_is_seen(qtbot: QtBot) -> None:
    before = leaks.look(with_qt=True).living()
    window = QWidget()
    window.setObjectName("forgotten")
    window.show()
    assert "forgotten" in "".join(leaks.outlived(before, with_qt=True))
    window.deleteLater()
    assert not leaks.outlived(before, with_qt=True)


def test_a_forgotten_timer_is_seen(qtbot: QtBot) -> None:
    before = leaks.look(with_qt=True).living()
    timer = QTimer()
    timer.setObjectName("forgotten")
    timer.start(60_000)
    assert "forgotten" in "".join(leaks.outlived(before, with_qt=True))
    timer.stop()
    assert not leaks.outlived(before, with_qt=True)


def test_a_forgotten_qt_thread_is_seen(qtbot: QtBot) -> None:
    before = leaks.look(with_qt=True).living()
    thread = QThread()
    thread.setObjectName("forgotten")
    thread.start()
    try:
        assert "forgotten" in "".join(leaks.outlived(before, with_qt=True))
    finally:
        thread.quit()
        thread.wait()
    assert not leaks.outlived(before, with_qt=True)


def test_a_stray_log_record_is_seen() -> None:
    watch = LogWatch()
    watch.handle(logging.makeLogRecord({"name": "x", "levelname": "WARNING", "levelno": 30, "msg": "disk %s"}))
    assert watch.complaints() == ["unexpected WARNING from x: disk %s"]
    watch.expect("WARNING", "disk")
    assert not watch.complaints()


def test_an_expected_log_record_must_come() -> None:
    watch = LogWatch()
    watch.expect("ERROR", "disk full")
    assert watch.complaints()


def test_an_expected_record_does_not_fail_its_test(expected_log: Callable[[str, str], None]) -> None:
    expected_log("WARNING", "^half full$")
    logging.getLogger("wellbeingdesk").warning("half full")


@pytest.mark.expected_log("ERROR", "^full$")
def test_a_marked_record_does_not_fail_its_test() -> None:
    logging.getLogger("wellbeingdesk").error("full")


def test_a_connection_is_refused_and_remembered() -> None:
    with socket.socket() as outside, pytest.raises(no_network.NetworkUsed):
        outside.connect(("192.0.2.1", 80))
    with pytest.raises(no_network.NetworkUsed):
        socket.getaddrinfo("example.org", 443)
    with socket.socket() as server, pytest.raises(no_network.NetworkUsed):
        server.bind(("127.0.0.1", 0))
    assert len(no_network.taken_attempts()) == 3


@pytest.mark.parametrize("address", [("127.0.0.1", 631), ("::1", 631, 0, 0), ("localhost", 631)])
def test_the_print_service_of_this_computer_is_allowed(address: tuple[object, ...]) -> None:
    with socket.socket() as sock:
        assert no_network.refusal("socket.connect", (sock, address)) is None
    assert no_network.refusal("socket.getaddrinfo", (address[0], address[1], 0, 0, 0)) is None


@pytest.mark.parametrize("address", [("127.0.0.1", 80), ("192.0.2.1", 631), ("example.org", 631)])
def test_nothing_else_is_allowed(address: tuple[object, ...]) -> None:
    with socket.socket() as sock:
        assert no_network.refusal("socket.connect", (sock, address))
