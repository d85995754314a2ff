"""The project's own files, for the tests that read them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {
    ".git",
    ".venv",
    ".venv-wheel",
    "__pycache__",
    "build",
    "dist",
    "tour-out",
    "node_modules",
}
TEXT = {
    ".py", ".toml", ".md", ".txt", ".lock", ".cfg", ".ini", ".yml", ".yaml", ".json", ".typ", ".qss", ".mako",
    ".cmd", ".ps1", ".sh", ".svg", ".spec", ".iss", ".plist", ".desktop", ".csv", "",
}  # fmt: skip


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            hidden = path.name.startswith(".") and path.name not in {".ci", ".github"}
            if path.name not in NOT_OURS and not hidden and not path.name.endswith(".egg-info"):
                yield from _walk(path)
        else:
            yield path


@cache
def texts() -> dict[str, str]:
    """Every text file of the project, by its path from the root."""
    found = {}
    for path in _walk(ROOT):
        if path.suffix in TEXT:
            content = path.read_bytes()
            if b"\0" not in content[:4096]:
                found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8", errors="replace")
    return found


def python(*folders: str) -> dict[str, str]:
    """The Python files below these folders (`src`, `tests`)."""
    starts = tuple(f"{f}/" for f in folders)
    return {p: t for p, t in texts().items() if p.endswith(".py") and p.startswith(starts)}
