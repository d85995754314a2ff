"""The whole suite in order: style, types, import contracts, tests, then the same program as an installed wheel."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
WHEEL_BIN = ROOT / ".venv-wheel" / "bin"
BUILD = ROOT / "build"
BUILT_FROM = ("src", "resources", "forms", "pyproject.toml", "setup.py", "README.md", "LICENSE", "NOTICE")
SHARED_OUT = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile")
"""Every core takes whole files, so that what a file makes once is made once."""
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info", "*.pyc")


class Failed(Exception):
    """A step did not hold; the text says why."""


@dataclass(frozen=True)
class Count:
    """How many tests a step held; a step that is no test run counts as one."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)


def call(*command: str | Path, minutes: float = 5, cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    """Runs a command that must end with 0."""
    done = subprocess.run(command, cwd=cwd, env=env, timeout=minutes * 60, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Failed(f"ended with {done.returncode}")


def answer(*command: str | Path, cwd: Path, env: dict[str, str]) -> str:
    """What a command that must end with 0 prints."""
    done = subprocess.run(command, cwd=cwd, env=env, timeout=120, check=False, capture_output=True, text=True)
    if done.returncode:
        raise Failed(f"ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


@cache
def cut_off() -> tuple[str, ...]:
    """What to put before a command so that it runs where no network is, as far as this computer allows that:
    the program must never miss it, down to libraries that no Python guard can watch."""
    for prefix in (("unshare", "-n"), ("unshare", "-rn")):
        if (
            shutil.which("unshare")
            and not subprocess.run((*prefix, "true"), check=False, capture_output=True).returncode
        ):
            return prefix
    print("(this computer cannot take the network away from one command; it runs with the network)", flush=True)
    return ()


def pytest(*arguments: str, python: Path, env: dict[str, str] | None = None, minutes: float) -> Count:
    """One test run, counted from its report; fails if it ran no test at all."""
    report = BUILD / "tests.xml"
    report.unlink(missing_ok=True)
    command: list[str | Path] = [*cut_off(), python, "-m", "pytest", f"--junit-xml={report}", *SHARED_OUT, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, timeout=minutes * 60, check=False, stdin=subprocess.DEVNULL)
    if not report.is_file():
        raise Failed(f"ended with {done.returncode} before any test")
    suites = [s.attrib for s in ET.parse(report).getroot().iter("testsuite")]
    failed, errors, skipped, tests = (
        sum(int(s[key]) for s in suites) for key in ("failures", "errors", "skipped", "tests")
    )
    failed = min(failed + errors, tests) or int(done.returncode != 0)
    if tests == skipped:
        raise Failed("no test was run")
    return Count(max(tests - failed - skipped, 0), failed, skipped)


# --- the source tree -----------------------------------------------------------------------------


def style() -> Count:
    call(BIN / "ruff", "check", ".")
    return Count(passed=1)


def layout() -> Count:
    call(BIN / "ruff", "format", "--check", ".")
    return Count(passed=1)


def types() -> Count:
    call(BIN / "mypy", "--strict", minutes=15)
    return Count(passed=1)


def contracts() -> Count:
    call(BIN / "lint-imports")
    return Count(passed=1)


def tests() -> Count:
    return pytest(python=BIN / "python", minutes=50)


# --- the installed wheel -------------------------------------------------------------------------


def wheel() -> Count:
    """Builds from a copy, so that nothing is written beside the sources, and installs without the lock's help."""
    source, out = BUILD / "source", BUILD / "wheel"
    for folder in (source, out):
        shutil.rmtree(folder, ignore_errors=True)
    for name in BUILT_FROM:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, source / name, ignore=LEFT_OUT)
        elif path.is_file():
            source.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, source / name)
    env = dict(os.environ)
    answer(BIN / "python", "-m", "build", "--no-isolation", "--wheel", "--outdir", out, source, cwd=ROOT, env=env)
    (built,) = out.glob("*.whl")
    missing = expected_in_wheel(source) - set(zipfile.ZipFile(built).namelist())
    if missing:
        raise Failed("not in the wheel: " + ", ".join(sorted(missing)))
    install(built)
    return Count(passed=1)


def expected_in_wheel(source: Path) -> set[str]:
    """Every file of the program and of its data, as named inside the wheel."""
    places = {
        "src/wellbeingdesk": "wellbeingdesk",
        "resources": "wellbeingdesk/resources",
        "forms": "wellbeingdesk/forms",
    }
    return {
        f"{inside}/{path.relative_to(source / outside).as_posix()}"
        for outside, inside in places.items()
        for path in (source / outside).rglob("*")
        if path.is_file()
    }


def install(built: Path) -> None:
    """Puts the wheel into its own environment, which holds the locked packages and nothing else."""
    target: list[str | Path] = [WHEEL_BIN / "python", "-m", "pip", "install", "-q", "--no-deps", "--force-reinstall"]
    if not (WHEEL_BIN / "pip").is_file():
        uv = shutil.which("uv")
        if uv is None:
            raise Failed("neither pip nor uv can install into .venv-wheel")
        target = [Path(uv), "pip", "install", "-q", "--no-deps", "--reinstall", "--python", WHEEL_BIN / "python"]
    call(*target, built)


def installed_environment(home: Path) -> dict[str, str]:
    """An environment in which nothing leads back to the source tree."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "XDG_", "WELLBEINGDESK_"))}
    return {**kept, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}


def in_a_clean_folder(work: Callable[[Path, dict[str, str]], None]) -> Callable[[], Count]:
    """A step on the installed program, run from an empty folder that is also its home."""

    def step() -> Count:
        with tempfile.TemporaryDirectory(prefix="wellbeingdesk-wheel-") as folder:
            home = Path(folder)
            work(home, installed_environment(home))
        return Count(passed=1)

    return step


def wheel_is_what_runs(home: Path, env: dict[str, str]) -> None:
    where = answer(WHEEL_BIN / "python", "-c", "import wellbeingdesk; print(wellbeingdesk.__file__)", cwd=home, env=env)
    if not Path(where.strip()).is_relative_to(WHEEL_BIN.parent):
        raise Failed(f"found {where.strip()}")


def wheel_version(home: Path, env: dict[str, str]) -> None:
    said = answer(WHEEL_BIN / "wellbeingdesk", "--version", cwd=home, env=env)
    (built,) = (BUILD / "wheel").glob("*.whl")
    if built.name.split("-")[1] not in said:
        raise Failed(f"said {said!r}, built {built.name}")


def wheel_doctor(home: Path, env: dict[str, str]) -> None:
    json.loads(answer(WHEEL_BIN / "wellbeingdesk", "doctor", "--json", cwd=home, env=env))


def wheel_self_test(home: Path, env: dict[str, str]) -> None:
    print(answer(WHEEL_BIN / "wellbeingdesk", "self-test", cwd=home, env=env), end="")


def wheel_tour(home: Path, env: dict[str, str]) -> None:
    out = home / "tour"
    call(*cut_off(), WHEEL_BIN / "wellbeingdesk", "tour", "--out", out, minutes=15, cwd=home, env=env)
    made = {p.suffix for p in out.rglob("*") if p.is_file() and p.stat().st_size}
    if not {".png", ".pdf"} <= made:
        raise Failed(f"left {sorted(made)} behind")


def wheel_journeys() -> Count:
    """The journeys once more, on the wheel. The test tools are lent by the other environment: a folder on
    PYTHONPATH brings its packages along but not its .pth file, and with it not the source tree; the suite's
    own start checks that."""
    (site,) = (ROOT / ".venv" / "lib").glob("python3*/site-packages")
    env = os.environ | {"PYTHONPATH": str(site), "WELLBEINGDESK_WHEEL": "1"}
    return pytest("tests/journeys", python=WHEEL_BIN / "python", env=env, minutes=20)


# --- and nothing left behind ---------------------------------------------------------------------


def written() -> str:
    """What version control sees as changed; empty where there is none."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return ""
    command = ["git", "-c", f"safe.directory={ROOT}", "status", "--porcelain"]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True).stdout


def nothing_written(before: str) -> Callable[[], Count]:
    def step() -> Count:
        after = written()
        if after != before:
            raise Failed(f"the suite wrote into the repository:\n{after}")
        return Count(passed=1)

    return step


def main() -> int:
    before = written()
    BUILD.mkdir(exist_ok=True)
    steps: dict[str, Callable[[], Count]] = {
        "style (ruff check)": style,
        "layout (ruff format)": layout,
        "types (mypy --strict)": types,
        "import contracts (lint-imports)": contracts,
        "tests (pytest)": tests,
        "wheel: build and install": wheel,
        "wheel: it is what runs": in_a_clean_folder(wheel_is_what_runs),
        "wheel: wellbeingdesk --version": in_a_clean_folder(wheel_version),
        "wheel: wellbeingdesk doctor --json": in_a_clean_folder(wheel_doctor),
        "wheel: wellbeingdesk self-test": in_a_clean_folder(wheel_self_test),
        "wheel: wellbeingdesk tour": in_a_clean_folder(wheel_tour),
        "wheel: journeys (pytest)": wheel_journeys,
        "nothing written into the repository": nothing_written(before),
    }
    total = Count()
    wrong = []
    for title, step in steps.items():
        print(f"\n=== {title}", flush=True)
        try:
            count = step()
        except (Failed, OSError, ValueError, subprocess.SubprocessError) as error:
            print(f"FAILED: {error}", flush=True)
            count = Count(failed=1)
        total += count
        if count.failed:
            wrong.append(title)
    print()
    for title in wrong:
        print(f"failed: {title}")
    skipped = f", {total.skipped} skipped" if total.skipped else ""
    print(f"{total.passed} passed, {total.failed} failed{skipped}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
