"""The `tour` command: two desks, two windows, one walk through the main job; then other processes look at it."""

import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from wellbeingdesk.app.house import House, build_house
from wellbeingdesk.app.window import Front, dress
from wellbeingdesk.domain.verdict import ExitCode
from wellbeingdesk.gui.look import Words
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.tour.acts_colleagues import CARDS
from wellbeingdesk.tour.acts_decision import RECORD
from wellbeingdesk.tour.album import Album
from wellbeingdesk.tour.driver import Person, until
from wellbeingdesk.tour.expectations import Expected
from wellbeingdesk.tour.files_asked import FilesAsked
from wellbeingdesk.tour.plan import PLAN, Act
from wellbeingdesk.tour.scene import AUTHOR, POLICY, SECOND, Scene, Sitter
from wellbeingdesk.tour.seeing import Missed

_OURS = ("*.png", "*.pdf", "*.age", "*.card", "*.pack")
_WINDOW = (1280, 800)
_SCREEN = {"name": "tour", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1.0}
_NO_SCREEN = "This plugin "  # so begins what Qt says of a platform without a screen


def take_tour(out: Path, words: Words) -> int:
    """0 only where every step was done through the windows and both other processes agree; else 1."""
    out = out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    for pattern in _OURS:
        for old in out.glob(pattern):
            old.unlink()
    print(words("tour.begins", folder=str(out)))
    with tempfile.TemporaryDirectory(prefix="wellbeingdesk-tour-") as folder:
        _without_a_screen(Path(folder))
        houses = {who: build_house(Path(folder) / who) for who in (AUTHOR, SECOND)}
        pictures = _walk(out, words, houses)
        if not (pictures and _found_again(words, houses) and _verified(words, out)):
            return 1
    papers = sum(1 for pattern in _OURS[1:] for _ in out.glob(pattern))
    print(words("tour.done", pictures=pictures, papers=papers, folder=str(out)))
    return 0


def _without_a_screen(folder: Path) -> None:
    """Qt ends the process where it finds no screen; the tour needs none, but one of a usual size for its dialogs."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    bare = sys.platform.startswith("linux") and not any(os.environ.get(one) for one in screens)
    if bare or os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        described = folder / "screen.json"
        described.write_text(json.dumps({"screens": [_SCREEN]}), "utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={described}"


def _walk(out: Path, words: Words, houses: dict[str, House]) -> int:
    """How many pictures were taken, 0 where a step could not be done."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["wellbeingdesk"])
    qInstallMessageHandler(_hear_qt)
    theme = dress(app, houses[AUTHOR])
    theme.apply(app, "light")
    app.setCursorFlashTime(0)
    fronts = {who: Front(house, theme) for who, house in houses.items()}
    sitters = {who: _sit_down(who, front, theme) for who, front in fronts.items()}
    album = Album(out, theme)
    house = houses[AUTHOR]
    scene = Scene(
        words=words,
        out=out,
        album=album,
        author=sitters[AUTHOR],
        second=sitters[SECOND],
        form=house.catalogue.form,
        policy=next(one for one in house.catalogue.policies() if one.id == POLICY),
        now=house.clock.now().wall,
    )
    try:
        steps = enumerate(PLAN, start=1)
        walked = all(_step(scene, number, name, act) for number, (name, act) in steps)
        return len(album.pictures) if walked else 0
    finally:
        for front in fronts.values():
            front.window.close_for_good()
            front.close()


def _hear_qt(kind: QtMsgType, _where: QMessageLogContext, message: str | None) -> None:
    """What Qt complains about is told, but for what a platform without a screen cannot do."""
    if kind is not QtMsgType.QtDebugMsg and not (message or "").startswith(_NO_SCREEN):
        print(message, file=sys.stderr)


def _sit_down(who: str, front: Front, theme: Theme) -> Sitter:
    front.asking = FilesAsked(theme)
    window = front.open()
    window.resize(*_WINDOW)
    return Sitter(who, window, Person(window, front.settled), front.asking)


def _step(scene: Scene, number: int, name: str, act: Act) -> bool:
    words, step = scene.words, scene.words(f"tour.do.{name}")
    print(words("tour.step", number=f"{number:2d}", step=step), flush=True)
    faults: list[BaseException] = []
    try:
        with _slots_watched(faults):
            act(scene)
    except Missed as missed:
        print(words("tour.not-found", problem=missed.problem, wanted=missed.wanted), *missed.seen, sep="\n  ")
    except Exception as error:  # whatever it is, the step is named and the tour ends in order
        faults.append(error)
    else:
        if not faults:
            return True
    for fault in faults:
        print(words("tour.fault", kind=type(fault).__name__))
        traceback.print_exception(fault)
    print(words("tour.stopped", number=number, step=step))
    for sitter in (scene.author, scene.second):
        scene.picture(sitter, f"stopped-{sitter.who}")
    return False


@contextmanager
def _slots_watched(faults: list[BaseException]) -> Iterator[None]:
    """Qt swallows what a slot raises; here it fails the step."""
    before = sys.excepthook

    def note(_kind: type[BaseException], error: BaseException, _where: TracebackType | None) -> None:
        faults.append(error)

    sys.excepthook = note
    try:
        yield
        until(lambda: True)
    finally:
        sys.excepthook = before


def _found_again(words: Words, houses: dict[str, House]) -> bool:
    expected = [Expected.of(words, who, str(house.data)) for who, house in houses.items()]
    told = json.dumps([asdict(one) for one in expected])
    command = [sys.executable, "-m", "wellbeingdesk.tour.reopen"]
    done = subprocess.run(command, input=told, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        print(words("tour.found-again"))
        return True
    print(words("tour.not-found-again", what=done.stdout.strip() or done.stderr.strip()))
    return False


def _verified(words: Words, out: Path) -> bool:
    cards = [part for card in CARDS.values() for part in ("--card", str(out / card))]
    codes = []
    for wanted, options in ((ExitCode.VERIFIED, cards), (ExitCode.IDENTITIES_NOT_CHECKED, [])):
        command = [sys.executable, "-m", "wellbeingdesk", "verify", str(out / RECORD), *options]
        code = subprocess.run(command, capture_output=True, text=True, check=False).returncode
        if code != wanted:
            print(words("tour.not-verified", code=code, wanted=int(wanted)))
            return False
        codes.append(code)
    print(words("tour.verified", code=codes[0], without=codes[1]))
    return True
