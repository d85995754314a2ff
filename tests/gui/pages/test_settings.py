"""Settings on the screen: what was chosen is shown as the service's, the look takes effect, the passphrase changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import desks
from tests.helpers.decision_stage import Sitter, sitter
from wellbeingdesk.domain.worldly import WrongPassphrase
from wellbeingdesk.usecases.appearance import Appearance, appearance
from wellbeingdesk.usecases.service_pack import read_service_pack

__all__ = ["sitter"]

NEW = "another made-up passphrase"


@pytest.mark.rule("H13")
def test_what_the_policy_leaves_open_is_shown_as_the_services_choice(sitter: Sitter) -> None:
    sitter.goes("settings")
    for text in ("Sam Example", "BACP 000001", "The service’s choice", "After how long without use the desk locks"):
        sitter.person.sees(text)
    sitter.person.sees("24 minutes")
    sitter.person.sees("Known as cambridge-su-advice")


@pytest.mark.rule("H1")
def test_what_the_policy_rests_on_is_shown(sitter: Sitter) -> None:
    sitter.goes("settings")
    references = sitter.desk.ports.session.policy.references
    assert references
    for reference in references:
        sitter.person.sees(reference["en"])


def test_the_look_takes_effect_at_once_and_is_kept(sitter: Sitter) -> None:
    sitter.goes("settings")
    sitter.person.press("Dark")
    assert sitter.view.context.theme.in_force == "dark"
    sitter.person.chooses("Size of text", "125 %")
    assert sitter.view.context.theme.text_scale == 1.25
    assert sitter.knows(appearance) == Appearance("dark", 125)


def test_a_service_pack_is_made(sitter: Sitter, tmp_path: Path) -> None:
    sitter.goes("settings")
    sitter.finds(tmp_path / "service.pack")
    sitter.person.press("Make a service pack…")
    sitter.person.sees("The service pack is saved.")
    ports = sitter.desk.ports
    pack = read_service_pack(
        ports.catalogue, ports.signer, ports.service_keys, (tmp_path / "service.pack").read_bytes()
    )
    assert pack.choices == ports.session.setup.choices


def test_the_passphrase_changes_with_the_old_one_only(sitter: Sitter) -> None:
    person = sitter.person
    sitter.goes("settings")
    person.press("Change passphrase…")
    person.types("Present passphrase", "not the passphrase")
    person.types("Passphrase", "short")
    person.press("Change passphrase")
    person.sees("A passphrase has at least 12 characters")
    person.types("Passphrase", NEW, instead=True)
    person.types("The same passphrase again", "something else entirely")
    person.press("Change passphrase")
    person.sees("The two do not agree.")
    person.types("The same passphrase again", NEW, instead=True)
    person.press("Change passphrase")
    person.sees("This passphrase does not open the desk.")
    person.types("Present passphrase", desks.PASSPHRASE, instead=True)
    person.press("Change passphrase")
    person.sees("The passphrase is changed.")
    sitter.desk.ports.vault.demand(NEW)
    with pytest.raises(WrongPassphrase):
        sitter.desk.ports.vault.demand(desks.PASSPHRASE)
