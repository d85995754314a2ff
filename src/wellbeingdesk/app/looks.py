"""Reads words, fonts, icons and colour tokens for the window, which opens no resource itself."""

import tomllib

from wellbeingdesk.app.resources import resources_folder
from wellbeingdesk.app.to_come import HouseSource
from wellbeingdesk.gui.look import Look

_FONTS = (
    "Inter-Regular",
    "Inter-Medium",
    "Inter-SemiBold",
    "Inter-Bold",
    "NotoSans-Regular",
    "NotoSansArabic-Regular",
    "NotoSansHebrew-Regular",
    "NotoSansDevanagari-Regular",
    "NotoSansBengali-Regular",
    "NotoSansGurmukhi-Regular",
    "NotoSansGujarati-Regular",
    "NotoSansTamil-Regular",
    "NotoSansThai-Regular",
    "NotoSansEthiopic-Regular",
    "WenQuanYiMicroHei-Regular",
)


def load_look(house: HouseSource) -> Look:
    """Everything the window shows that is not a record."""
    resources = resources_folder()
    return Look(
        words=house.words,
        fonts=tuple((resources / "fonts" / f"{name}.ttf").read_bytes() for name in _FONTS),
        icons={file.stem: file.read_bytes() for file in (resources / "icons").glob("*.svg")},
        tokens={file.stem: tomllib.loads(file.read_text("utf-8")) for file in (resources / "theme").glob("*.toml")},
    )
