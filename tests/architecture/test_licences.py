"""NOTICE names everything that ships: each package of the lock, each font family, the icons."""

from __future__ import annotations

import re

from tests.helpers import source_files
from tests.helpers.source_files import ROOT

# Shared words in one entry: the lock says `jaraco-classes`, people say `jaraco.classes`.
TEXTS = ("LGPL-3.0", "GPL-3.0", "MPL-2.0", "Apache-2.0")


def comparable(text: str) -> str:
    """Names as compared: lower case, with one kind of joint."""
    return re.sub(r"[-_.]+", "-", text.lower())


def locked(lock: str) -> list[str]:
    """Distributions pinned in a lock file."""
    return re.findall(r"^([A-Za-z0-9][\w.\-]*)==", lock, re.MULTILINE)


def unnamed(names: list[str], notice: str) -> list[str]:
    """Which of these NOTICE does not name."""
    known = comparable(notice)
    return [n for n in names if not re.search(rf"(?<![\w-]){re.escape(comparable(n))}(?![\w-])", known)]


def test_every_locked_package_is_named() -> None:
    texts = source_files.texts()
    assert not unnamed(locked(texts["requirements.lock"]), texts["NOTICE"])


def test_every_test_package_is_pinned_with_hashes() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        lock = source_files.texts()[name]
        for entry in re.split(r"\n(?=[A-Za-z0-9])", lock)[1:]:
            assert "--hash=sha256:" in entry, f"{name}: {entry[:40]}"


def test_licence_texts_travel_along() -> None:
    for name in TEXTS:
        assert len((ROOT / "resources" / "licences" / f"{name}.txt").read_text("utf-8")) > 5000


def test_an_unnamed_package_would_be_found() -> None:
    notice = source_files.texts()["NOTICE"]
    assert unnamed(["keyring", "nowhere-named", "jaraco_classes"], notice) == ["nowhere-named"]
    assert locked("a-b==1 \\\n    --hash=sha256:0\n# x==2\nc==3") == ["a-b", "c"]
