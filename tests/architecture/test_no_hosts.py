"""No file names a package registry's host, nor a path of one particular machine."""

from __future__ import annotations

import re

import pytest

from tests.helpers import source_files

# Each pattern is written so that it does not match itself.
HOSTS = re.compile(
    r"py[p]i|python[h]osted|npm[j]s|registry\.[n]pm|deb\.[d]ebian\.org|conda-[f]orge|crates\.[i]o|yarn[p]kg",
    re.IGNORECASE,
)
MACHINE = re.compile(r"(?<![\w.])/(wor[k]|tmp/w[d]|far[m]|roo[t]|opt/whee[l]s)(?=[/\s\"'`,.;:)]|$)", re.MULTILINE)


def host_faults(path: str, text: str) -> list[str]:
    """Where a registry host or a machine's own path is named."""
    return [
        f"{path}:{text.count(chr(10), 0, found.start()) + 1}: names {found[0]!r}"
        for pattern in (HOSTS, MACHINE)
        for found in pattern.finditer(text)
    ]


def test_nowhere() -> None:
    faults = [f for p, t in source_files.texts().items() for f in host_faults(p, t)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "text",
    [
        "see https://py" + "pi.org/project/x",
        "from Py" + "PI",
        "registry.np" + "mjs.org",
        "--index-url https://files.python" + "hosted.org/",
        "cp /wor" + "k/main/x .",
        "/tmp/w" + "d/a",
        'Path("/roo' + 't")',
    ],
)
def test_a_planted_breach_is_found(text: str) -> None:
    assert host_faults("docs/a.md", text)


@pytest.mark.parametrize(
    "text", ["a session at work/home", "homework/x", "docs/workflow", "https://www.legislation.gov.uk/ukpga"]
)
def test_what_is_allowed_passes(text: str) -> None:
    assert not host_faults("docs/a.md", text)
