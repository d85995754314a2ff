"""The computer's clock, and the zone it stands in by its name in the tz database."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from wellbeingdesk.domain.times import Instant, instant_from_utc

FALLBACK_ZONE = "Europe/London"
_ETC = Path("/etc")
_WINDOWS_ZONES = {
    "GMT Standard Time": "Europe/London",
    "Greenwich Standard Time": "Atlantic/Reykjavik",
    "W. Europe Standard Time": "Europe/Berlin",
    "Romance Standard Time": "Europe/Paris",
    "Central Europe Standard Time": "Europe/Budapest",
    "Central European Standard Time": "Europe/Warsaw",
    "GTB Standard Time": "Europe/Athens",
    "UTC": "UTC",
}
"""Windows' own names where a British service may travel; any other is written down as the fallback zone."""


class SystemClock:
    """Implements the port Clock."""

    def __init__(self, etc: Path = _ETC) -> None:
        self._etc = etc

    def now(self) -> Instant:
        """This moment; the zone is looked up each time, for a laptop that travels."""
        return instant_from_utc(datetime.now(UTC), self.zone())

    def zone(self) -> str:
        """The name of the computer's zone, for example `Europe/London`."""
        for untrusted_name in (_from_environment(), self._from_link(), self._from_file(), _from_windows()):
            if _is_zone(untrusted_name):
                return untrusted_name
        return FALLBACK_ZONE

    def _from_link(self) -> str:
        try:
            target = (self._etc / "localtime").readlink().as_posix()
        except OSError:
            return ""
        return target.partition("zoneinfo/")[2]

    def _from_file(self) -> str:
        try:
            return (self._etc / "timezone").read_text("ascii", "replace")[:80].strip()
        except OSError:
            return ""


def _from_environment() -> str:
    name = os.environ.get("TZ", "").removeprefix(":")
    return name.partition("zoneinfo/")[2] or name


def _from_windows() -> str:
    if sys.platform == "win32":
        import winreg

        place = r"SYSTEM\CurrentControlSet\Control\TimeZoneInformation"
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
                name, _ = winreg.QueryValueEx(key, "TimeZoneKeyName")
        except OSError:
            return ""
        return _WINDOWS_ZONES.get(str(name), "")
    return ""


def _is_zone(untrusted_name: str) -> bool:
    if not untrusted_name or not untrusted_name.isascii():
        return False
    try:
        ZoneInfo(untrusted_name)
    except (LookupError, ValueError, OSError):
        return False
    return True
