"""The `doctor` command: what this computer gives, in words or as JSON; without Qt."""

import json
import platform

import wellbeingdesk
from wellbeingdesk.app.house import House
from wellbeingdesk.app.resources import resources_folder
from wellbeingdesk.keys.keyring_check import check_keyring
from wellbeingdesk.store.facts import sqlcipher_version

Facts = dict[str, str | int | bool]


def gather_facts(house: House) -> Facts:
    """Versions, keyring, fonts, printers and the data folder; no name of any person."""
    facts: Facts = {
        "version": wellbeingdesk.__version__,
        "python": platform.python_version(),
        "sqlcipher": sqlcipher_version(),
        "engine": house.renderer.engine,
        "fonts": len(list((resources_folder() / "fonts").glob("*.ttf"))),
        "desks": len(house.folders.listed()),
        "definitions_refused": len(house.catalogue.faults),
    }
    keyring = check_keyring()
    facts |= {
        "keyring_backend": keyring.backend,
        "keyring_state": keyring.state.value,
        "keyring_safe": keyring.safe,
        "keyring_overridden": keyring.overridden,
    }
    facts.update(dict(house.machine.facts(str(house.data)).facts))
    return facts


def tell_facts(house: House, *, as_json: bool) -> int:
    """Print them; 0, whatever they are."""
    facts = gather_facts(house)
    if as_json:
        print(json.dumps(facts, indent=2))
        return 0
    words = house.catalogue.words
    for key, value in facts.items():
        said = words("cli.yes" if value else "cli.no") if isinstance(value, bool) else str(value)
        print(f"{words(f'doctor.{key}')}: {said or words('doctor.nothing')}")
    return 0
