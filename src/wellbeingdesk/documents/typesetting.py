"""Runs the typesetter on a released template and plain data, with the shipped fonts and no other file."""

import hashlib
import json
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wellbeingdesk.domain.record import DefinitionRef

if TYPE_CHECKING:
    import typst

ACCESSIBLE_ARCHIVE = ("a-3a", "ua-1")
"""PDF/A-3a and PDF/UA-1 together: whole documents."""

FLAT_ARCHIVE = ("a-2u",)
"""PDF/A-2u without tags: pages that become the appearance of a field in a tagged document."""

_VERSIONED = re.compile(r"(?P<id>[a-z]+(?:-[a-z]+)*)-(?P<version>[1-9][0-9]*)")
_USES = re.compile(r'#import "/(?P<folder>[a-z-]+-[0-9]+)/')


class TypesettingFailed(Exception):
    """A template of ours does not work: a bug. It carries no text, because the typesetter quotes what it was given."""


@dataclass(frozen=True, slots=True)
class Position:
    """A box on a page: page index from 0, and left, bottom, width, height in PDF points from the page's lower left."""

    name: str
    page: int
    left: float
    bottom: float
    width: float
    height: float


class Typesetter:
    """Templates in, PDF out. One compiler at a time: its caches are shared by the whole process."""

    def __init__(self, resources: Path) -> None:
        self._resources = resources
        self._templates = resources / "templates"
        self._references: dict[str, DefinitionRef] = {}
        self._fonts_folder = resources / "fonts"
        self._fonts: typst.Fonts | None = None
        self._lock = threading.Lock()

    def reference(self, name: str) -> DefinitionRef:
        """The newest version of a template, and the digest of all that shapes its pages: files, our words, fonts."""
        if name not in self._references:
            version = max(
                int(found["version"])
                for folder in self._templates.iterdir()
                if (found := _VERSIONED.fullmatch(folder.name)) and found["id"] == name
            )
            self._references[name] = self._referred(name, version, (f"{name}-{version}",), "paper.toml")
        return self._references[name]

    def reference_of(self, whole: str, templates: Sequence[str], words: str) -> DefinitionRef:
        """The same for what several templates draw together under one versioned name; `words` is their wording file."""
        if whole not in self._references:
            name, _, version = whole.rpartition("-")
            self._references[whole] = self._referred(name, int(version), templates, words)
        return self._references[whole]

    def _referred(self, name: str, version: int, templates: Sequence[str], words: str) -> DefinitionRef:
        files = {path: content for one in templates for path, content in self._files(one).items()}
        for pattern in ("fonts/*.ttf", "fonts/coverage.json", f"wording/*/{words}"):
            for path in self._resources.glob(pattern):
                files[path.relative_to(self._resources).as_posix()] = path.read_bytes()
        listing = "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))
        return DefinitionRef(name, version, hashlib.sha256(listing.encode()).hexdigest())

    def set(
        self,
        template: str,
        data: Mapping[str, object],
        standards: tuple[str, ...] = ACCESSIBLE_ARCHIVE,
    ) -> bytes:
        """One document. Texts in `data` have been made printable before and are never read as markup."""
        with self._lock:
            return self._compile(self._compiler(template, data), standards)

    def set_with_positions(
        self, template: str, data: Mapping[str, object], record: bytes
    ) -> tuple[bytes, tuple[Position, ...]]:
        """One document with `record.json` (UTF-8) attached, and where its template put the boxes marked `<field>`."""
        with self._lock:
            pdf = self._compile(self._compiler(template, data, record), ACCESSIBLE_ARCHIVE)
            # A compiler of files in memory answers once; the layout itself is remembered between the two.
            marked = json.loads(self._compiler(template, data, record).query("<field>", field="value"))
        return pdf, tuple(_position(**one) for one in marked)

    def _compiler(self, template: str, data: Mapping[str, object], record: bytes = b"") -> "typst.Compiler":
        import typst

        if self._fonts is None:
            self._fonts = typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(self._fonts_folder)]
            )
        sources = self._files(template)
        sources["main.typ"] = sources.pop(f"{template}/main.typ")
        sources["data.json"] = json.dumps(data, ensure_ascii=True, sort_keys=True).encode("ascii")
        sources["record.json"] = record
        everything: Any = sources  # the published types leave out a dictionary of files
        return typst.Compiler(everything, font_paths=self._fonts, ignore_system_fonts=True)

    @staticmethod
    def _compile(compiler: "typst.Compiler", standards: tuple[str, ...]) -> bytes:
        import typst

        wanted: Any = list(standards)  # the published type is a list of literals
        try:
            pdf = compiler.compile(
                format="pdf", pdf_standards=wanted, pdf_tags=standards == ACCESSIBLE_ARCHIVE, timestamp=0
            )
        except typst.TypstError:
            raise TypesettingFailed from None
        if not isinstance(pdf, bytes):
            raise TypesettingFailed
        return pdf

    def _files(self, template: str) -> dict[str, bytes]:
        """A template's files and those of the folders it imports from, by path."""
        files: dict[str, bytes] = {}
        waiting = [template]
        while waiting:
            folder = waiting.pop()
            for path in sorted((self._templates / folder).iterdir()):
                content = path.read_bytes()
                files[f"{folder}/{path.name}"] = content
                uses = {found["folder"] for found in _USES.finditer(content.decode())}
                waiting += [used for used in uses if not any(known.startswith(f"{used}/") for known in files)]
        return files


def _position(name: str, page: int, x: str, y: str, width: str, height: str, paper: str) -> Position:
    left, top, wide, high, whole = (float(length.removesuffix("pt")) for length in (x, y, width, height, paper))
    return Position(name, page - 1, left, whole - top - high, wide, high)
