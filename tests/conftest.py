"""What every test gets: a quiet screen, a home of its own, no network, and a look for what it left behind."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import leaks, no_network
from tests.helpers.log_watch import LogWatch

pytest_plugins = ("tests.helpers.desks",)
ROOT = Path(__file__).resolve().parents[1]
AGAINST_WHEEL = os.environ.get("WELLBEINGDESK_WHEEL") == "1"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="show the windows on the real screen, to watch")


def pytest_configure(config: pytest.Config) -> None:
    _refuse_the_wrong_program()
    os.environ.update(QT_SCALE_FACTOR="1", QT_FONT_DPI="96", QT_ENABLE_HIGHDPI_SCALING="1")
    os.environ.setdefault("LANG", "C.UTF-8")
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        # No real desktop: neither its session bus (and with it the keyring) nor its settings.
        os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    no_network.install()


def _refuse_the_wrong_program() -> None:
    """The suite says which program it tests; finding the other one is an error, never a silent swap."""
    spec = find_spec("wellbeingdesk")
    if spec is None or spec.origin is None:
        raise pytest.UsageError("wellbeingdesk is not installed here; start the suite with ./test")
    from_source = Path(spec.origin).resolve().is_relative_to(ROOT / "src")
    if from_source == AGAINST_WHEEL:
        wanted = "an installed wheel" if AGAINST_WHEEL else "the source tree"
        raise pytest.UsageError(f"this run should test {wanted}, but found {spec.origin}")


def pytest_report_header() -> str:
    return f"testing: {'installed wheel' if AGAINST_WHEEL else 'source tree'}"


@pytest.fixture(scope="session", autouse=True)
def own_home(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A home folder for the run: no test reads or writes the person's own desks."""
    with tempfile.TemporaryDirectory(prefix="wellbeingdesk-tests-") as folder:
        home = Path(folder)
        changed = {
            "HOME": home,
            "XDG_DATA_HOME": home / "data",
            "XDG_CONFIG_HOME": home / "config",
            "XDG_CACHE_HOME": home / "cache",
            "XDG_STATE_HOME": home / "state",
        }
        if not request.config.getoption("--onscreen"):
            changed["XDG_RUNTIME_DIR"] = home / "runtime"
        with pytest.MonkeyPatch.context() as patch:
            for name, path in changed.items():
                path.mkdir(mode=0o700, exist_ok=True)
                patch.setenv(name, str(path))
            yield home


@pytest.fixture(autouse=True)
def nothing_outlives_its_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails the test that left a window, a running timer or a thread of ours behind."""
    with_qt = "qapp" in request.fixturenames
    if with_qt:
        request.getfixturevalue("qapp")
    before = leaks.look(with_qt).living()
    yield
    left = leaks.outlived(before, with_qt)
    if left:
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)


@pytest.fixture(autouse=True)
def no_network_used() -> Iterator[None]:
    """Fails the test during which anything reached for the network, even if the error was swallowed."""
    no_network.taken_attempts()
    yield
    attempts = no_network.taken_attempts()
    if attempts:
        pytest.fail("reached for the network: " + "; ".join(attempts), pytrace=False)


@pytest.fixture(autouse=True)
def _log_watch(request: pytest.FixtureRequest) -> Iterator[LogWatch]:
    watch = LogWatch()
    for mark in request.node.iter_markers("expected_log"):
        watch.expect(*mark.args, **mark.kwargs)
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    complaints = watch.complaints()
    if complaints:
        pytest.fail("; ".join(complaints), pytrace=False)


@pytest.fixture
def expected_log(_log_watch: LogWatch) -> Callable[[str, str], None]:
    """`expected_log("WARNING", "pattern")`: such a record must come, and does not fail this test."""
    return _log_watch.expect


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["wellbeingdesk"]


@pytest.fixture(scope="session")
def qapp(qapp: Any) -> Any:
    """pytest-qt's one application, made to look the same on every machine."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtWidgets import QDialog

    for path in sorted((ROOT / "resources" / "fonts").glob("Inter-*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    font = QFont("Inter", 10)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    leaks.watch_qt()
    qapp.setStyle("Fusion")
    qapp.setFont(font)
    qapp.setCursorFlashTime(0)
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Light)
    qapp.setQuitOnLastWindowClosed(False)
    # A dialog that runs its own event loop would hang the run; say so instead.
    QDialog.exec = _no_exec  # type: ignore[method-assign]  # replaced for the whole run on purpose
    return qapp


def _no_exec(*_: object) -> int:
    raise AssertionError("a dialog was opened with exec(); use open() and its finished signal")
