"""The way to the store and back: answers on the window's thread, none for the dead, failures told where they belong."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.leaks import drain
from wellbeingdesk.domain.events import ClientAdded, Done, Event
from wellbeingdesk.domain.failures import Refusal, Told
from wellbeingdesk.domain.worldly import DiskFull
from wellbeingdesk.gui.changes import Changes
from wellbeingdesk.gui.newest import Newest
from wellbeingdesk.gui.runner import Door, Runner, RunnerClosed
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.wanted import NoLongerWanted


class ClientUnknown(Refusal):
    """As the domain has it; here only to be refused with."""


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> QWidget:
    """A page with a banner bar."""
    made = QWidget()
    inside = column()
    inside.addWidget(BannerBar(theme))
    made.setLayout(inside)
    qtbot.addWidget(made)
    made.show()
    return made


def add_client(_ports: Ports, name: str) -> Done[str]:
    return Done(f"{name} in {threading.current_thread().name}", (ClientAdded("c1", "c1"),))


def refuse(_ports: Ports) -> Done[None]:
    raise ClientUnknown


def test_an_answer_comes_on_the_windows_thread(runner: Runner, page: QWidget, qtbot: QtBot) -> None:
    got: list[tuple[str, QThread]] = []
    runner.change(add_client, "Ada").start(page, lambda value: got.append((value, QThread.currentThread())))
    assert not runner.settled()
    assert not got  # never before start() has returned
    qtbot.waitUntil(runner.settled)
    (value, thread) = got[0]
    assert value.startswith("Ada in store_")
    app = QCoreApplication.instance()
    assert app is not None
    assert thread is app.thread()


def test_each_kind_of_work_has_its_thread(runner: Runner, page: QWidget, qtbot: QtBot) -> None:
    got: list[str] = []
    runner.ask(lambda _ports: threading.current_thread().name).start(page, got.append)
    qtbot.waitUntil(runner.settled)
    runner.work(lambda _ports: Done(threading.current_thread().name)).start(page, got.append)
    qtbot.waitUntil(runner.settled)
    assert [name.rsplit("_", 1)[0] for name in got] == ["store-reader", "bench"]


def test_events_are_announced_before_the_answer(runner: Runner, changes: Changes, page: QWidget, qtbot: QtBot) -> None:
    order: list[object] = []
    changes.happened.connect(lambda events, cause: order.append((events, cause)))
    runner.change(add_client, "Ada").start(page, lambda _value: order.append("answer"))
    qtbot.waitUntil(runner.settled)
    events: tuple[Event, ...] = (ClientAdded("c1", "c1"),)
    assert order == [(events, page), "answer"]


def test_how_far_a_job_is_is_heard_on_the_windows_thread_while_the_page_lives(runner: Runner, qtbot: QtBot) -> None:
    page, heard, threads = QWidget(), list[int](), list[QThread]()

    def hear(step: int) -> None:
        heard.append(step)
        threads.append(QThread.currentThread())

    tell = runner.hears(page, hear)

    def slow(_ports: Ports) -> Done[None]:
        for step in range(3):
            tell(step)
        return Done(None)

    runner.watch(slow).start(page, lambda _none: None)
    qtbot.waitUntil(runner.settled)
    assert heard == [0, 1, 2]
    assert set(threads) == {QThread.currentThread()}
    page.deleteLater()
    drain()
    tell(3)
    drain()
    assert heard == [0, 1, 2]


def test_an_answer_to_a_dead_page_is_dropped_but_its_events_are_not(
    runner: Runner, changes: Changes, qtbot: QtBot
) -> None:
    gate, page, got = threading.Event(), QWidget(), list[str]()
    heard: list[tuple[Event, ...]] = []
    changes.happened.connect(lambda events, _cause: heard.append(events))

    def slow(ports: Ports) -> Done[str]:
        gate.wait()
        return add_client(ports, "Ada")

    runner.change(slow).start(page, got.append)
    page.deleteLater()
    drain()
    gate.set()
    qtbot.waitUntil(runner.settled)
    assert not got
    assert len(heard) == 1


def test_a_refusal_goes_to_who_asked_for_it(runner: Runner, page: QWidget, qtbot: QtBot) -> None:
    told: list[Told] = []
    runner.change(refuse).start(page, lambda _none: None, told.append)
    qtbot.waitUntil(runner.settled)
    assert told[0].code == "refusal.ClientUnknown"
    assert not page.findChildren(BannerBar)[0].banners()


def test_a_refusal_otherwise_stands_on_its_page(runner: Runner, page: QWidget, telling: Telling, qtbot: QtBot) -> None:
    child = QWidget(page)
    runner.change(refuse).start(child, lambda _none: None)
    qtbot.waitUntil(runner.settled)
    (banner,) = page.findChildren(BannerBar)[0].banners()
    assert banner.sentence == telling.sentence(ClientUnknown())


def test_a_failure_of_the_world_is_told_in_a_dialog(runner: Runner, page: QWidget, qtbot: QtBot) -> None:
    def fail(_ports: Ports) -> Done[None]:
        raise DiskFull

    runner.change(fail).start(page, lambda _none: None)
    qtbot.waitUntil(runner.settled)
    (sheet,) = page.findChildren(Sheet)
    assert sheet.isVisible()
    sheet.reject()


@pytest.mark.expected_log("ERROR", "^fault [0-9A-F]{6}: ZeroDivisionError at test_runner.py")
def test_our_own_fault_is_told_and_logged_without_what_it_held(
    runner: Runner, page: QWidget, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_ports: Ports, name: str) -> Done[float]:
        return Done(len(name) / 0)

    runner.change(fail, "Ada Lovelace").start(page, lambda _none: None)
    qtbot.waitUntil(runner.settled)
    (sheet,) = page.findChildren(Sheet)
    assert "Lovelace" not in caplog.text
    sheet.reject()


def test_closing_waits_and_drops_what_comes_late(runner: Runner, page: QWidget, qtbot: QtBot) -> None:
    begun, gate, finished, got = threading.Event(), threading.Event(), list[bool](), list[str]()

    def slow(ports: Ports) -> Done[str]:
        begun.set()
        gate.wait()
        finished.append(True)
        return add_client(ports, "Ada")

    runner.change(slow).start(page, got.append)
    begun.wait()
    threading.Timer(0.05, gate.set).start()
    runner.close()
    assert finished == [True]
    QCoreApplication.sendPostedEvents()
    assert not got
    with pytest.raises(RunnerClosed):
        runner.change(add_client, "Ada").start(page, got.append)


def test_a_page_closed_by_the_announcement_gets_no_answer(runner: Runner, changes: Changes, qtbot: QtBot) -> None:
    page, got = QWidget(), list[str]()

    def close(_events: object) -> None:
        page.deleteLater()
        drain()

    changes.happened.connect(close)
    runner.change(add_client, "Ada").start(page, got.append)
    qtbot.waitUntil(runner.settled)
    assert not got


def test_the_door_runs_plain_work(telling: Telling, qtbot: QtBot) -> None:
    bench = ThreadPoolExecutor(1, thread_name_prefix="bench")
    door, owner, got = Door(bench, telling), QObject(), list[int]()
    door.work(pow, 2, 10).start(owner, got.append)
    qtbot.waitUntil(door.settled)
    door.close()
    bench.shutdown()
    assert got == [1024]


def test_many_jobs_all_come_back(runner: Runner, page: QWidget, qtbot: QtBot) -> None:
    got: list[int] = []

    def times_two(number: int) -> Callable[[Ports], int]:
        return lambda _ports: number * 2

    for number in range(200):
        runner.ask(times_two(number)).start(page, got.append)
    qtbot.waitUntil(runner.settled)
    assert got == [number * 2 for number in range(200)]


def test_a_question_that_is_wanted_no_longer_is_answered_by_nobody(runner: Runner, page: QWidget, qtbot: QtBot) -> None:
    newest = Newest()
    got: list[str] = []
    told: list[Told] = []

    asked = threading.Event()

    def search(_ports: Ports, words: str, wanted: Callable[[], bool]) -> str:
        asked.wait(10)
        if not wanted():
            raise NoLongerWanted
        return words

    for words in ("ri", "riv", "river"):
        runner.ask(search, words, newest.asked()).start(page, got.append, told.append)
    asked.set()
    qtbot.waitUntil(runner.settled)
    assert got == ["river"]
    assert not told
    assert not page.findChildren(BannerBar)[0].banners()
