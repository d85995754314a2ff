"""Every font named in resources/fonts is there with its licence, and together they cover the promised scripts."""

from __future__ import annotations

from functools import cache

import pytest
from fontTools.ttLib import TTFont

from tests.helpers.source_files import ROOT

FONTS = ROOT / "resources" / "fonts"
MOST_BYTES = 16 * 1024 * 1024
SCRIPT_FONTS = ("Arabic", "Hebrew", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Tamil", "Thai", "Ethiopic")
NAMED = [
    *(f"Inter-{weight}.ttf" for weight in ("Regular", "Medium", "SemiBold", "Bold")),
    *(f"NotoSans-{weight}.ttf" for weight in ("Regular", "Bold", "Italic")),
    *(f"NotoSans{script}-{weight}.ttf" for script in SCRIPT_FONTS for weight in ("Regular", "Bold")),
    "WenQuanYiMicroHei-Regular.ttf",
]
# For each script what a name needs: whole ranges where the script is small, a sample where it is large.
SCRIPTS = {
    "Latin": "".join(map(chr, [*range(0x20, 0x7F), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)])),
    "Greek": "".join(map(chr, [*range(0x391, 0x3A2), *range(0x3A3, 0x3CF)])),
    "Cyrillic": "".join(map(chr, range(0x400, 0x52F))),
    "Arabic": "".join(map(chr, [*range(0x621, 0x64B), *range(0x660, 0x66A)])) + "پچژگکیںھہےٹڈڑ",
    "Hebrew": "".join(map(chr, range(0x5D0, 0x5EB))),
    "Devanagari": "".join(map(chr, [*range(0x905, 0x93A), *range(0x93E, 0x94E)])),
    "Bengali": "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহািীুূৃেৈোৌ্ংঃঁৎ",
    "Gurmukhi": "ਅਆਇਈਉਊਏਐਓਔਕਖਗਘਙਚਛਜਝਞਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਯਰਲਵਸਹਾਿੀੁੂੇੈੋੌ੍ੰੱੴ",
    "Gujarati": "અઆઇઈઉઊઋએઐઓઔકખગઘઙચછજઝઞટઠડઢણતથદધનપફબભમયરલવશષસહળાિીુૂૃેૈોૌ્ંઃ",
    "Tamil": "அஆஇஈஉஊஎஏஐஒஓஔகஙசஜஞடணதநனபமயரறலளழவஷஸஹாிீுூெேைொோௌ்",
    "Thai": "".join(map(chr, [*range(0xE01, 0xE3B), *range(0xE40, 0xE4F)])),
    "Ethiopic": "".join(map(chr, [*range(0x1200, 0x1249), *range(0x1260, 0x1289)])),
    "Chinese": "王小明李娜張偉陳欣怡劉洋赵磊諸葛歐陽" + "".join(map(chr, range(0x4E00, 0x9FA6))),
    "Japanese": "髙橋﨑田中太郎佐藤渡邊齋藤々〇ー"
    + "".join(map(chr, [*range(0x3041, 0x3095), *range(0x30A1, 0x30F7)])),
    "Korean": "".join(map(chr, range(0xAC00, 0xD7A4))) + "ㄱㅎㅏㅣ",
}


@cache
def covered(paper_only: bool = True) -> frozenset[int]:
    """Code points that some shipped font for paper has a glyph for."""
    names = [n for n in NAMED if not (paper_only and n.startswith("Inter"))]
    points: set[int] = set()
    for name in names:
        with TTFont(FONTS / name, lazy=True) as font:
            points |= font.getBestCmap().keys()
    return frozenset(points)


def uncovered(text: str, have: frozenset[int]) -> list[str]:
    """Characters of this text that no font has."""
    return [f"U+{ord(c):04X}" for c in text if ord(c) not in have]


def test_the_fonts_named_are_the_fonts_shipped() -> None:
    assert sorted(NAMED) == sorted(p.name for p in FONTS.glob("*.[to]t[fc]"))
    assert sum(p.stat().st_size for p in FONTS.iterdir()) < MOST_BYTES


@pytest.mark.parametrize("name", NAMED)
def test_each_font_has_its_licence_and_may_be_embedded(name: str) -> None:
    family = "NotoSans" if name.startswith("NotoSans") else name.split("-", maxsplit=1)[0]
    licence = FONTS / f"{family}-LICENSE.txt"
    assert "Copyright" in licence.read_text("utf-8")
    assert licence.name in (FONTS / "README.md").read_text("utf-8")
    # OS/2 fsType: 0 is free to install, bit 3 (8) allows editable embedding, bit 1 (2) forbids any.
    with TTFont(FONTS / name, lazy=True) as font:
        assert font["OS/2"].fsType in {0, 8}


@pytest.mark.parametrize("script", SCRIPTS)
def test_each_script_is_covered(script: str) -> None:
    assert not uncovered(SCRIPTS[script], covered())


def test_a_missing_script_would_be_found() -> None:
    assert uncovered("ᏣᎳᎩ", covered()) == ["U+13E3", "U+13B3", "U+13A9"]
    without_korean = frozenset(c for c in covered() if not 0xAC00 <= c <= 0xD7A3)
    assert uncovered(SCRIPTS["Korean"], without_korean)


def test_the_icons_have_their_licence() -> None:
    icons = ROOT / "resources" / "icons"
    assert "ISC License" in (icons / "LICENSE.txt").read_text("utf-8")
    for icon in icons.glob("*.svg"):
        assert 'stroke="currentColor"' in icon.read_text("utf-8"), icon.name
