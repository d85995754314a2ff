"""Where the shipped files lie: inside the installed package, or beside the source tree."""

from pathlib import Path

import wellbeingdesk

_PACKAGE = Path(wellbeingdesk.__file__).parent


def resources_folder() -> Path:
    """Policies, wording, templates, fonts, icons, theme."""
    return _found("resources")


def forms_folder() -> Path:
    """One TOML file per form."""
    return _found("forms")


def _found(name: str) -> Path:
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name
