"""The service's key and this computer's keyring, as a person finds them on the page of the ways in and in settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.decision_stage import Sitter, sit
from tests.helpers.desks import PASSPHRASE, make_desk
from tests.helpers.ways import Computer, house_on, makes_service_key, pack_with_key
from wellbeingdesk.domain.keyring import Account, AccountKind, KeyringState
from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.domain.service_access import Employment
from wellbeingdesk.gui.dialogs.service_key import ServiceKeySheet
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.usecases import service_access, service_key
from wellbeingdesk.usecases.keyring import keyring_standing
from wellbeingdesk.usecases.service_pack import read_service_pack


@pytest.fixture
def computer() -> Computer:
    return Computer()


@pytest.fixture
def sitter(computer: Computer, tmp_path: Path, theme: Theme) -> Iterator[Sitter]:
    desk = make_desk(house_on(computer, tmp_path / "laptop"))
    one = sit(desk, theme)
    yield one
    one.leaves()
    desk.close()


def says(one: Sitter, key: str, **facts: str | int) -> str:
    return one.view.context.words(key, **facts)


def gives_passphrase(one: Sitter, key: str, passphrase: str = PASSPHRASE) -> None:
    """Into the dialog that was opened by a button of the card, and on."""
    one.person.types(says(one, "decision.passphrase.label"), passphrase, instead=True)
    one.person.press(says(one, f"{key}.do"))


def kinds(one: Sitter) -> list[SlotKind]:
    return [slot.kind for slot in one.desk.ports.vault.slots()]


def test_the_lead_makes_a_key_prints_its_shares_and_packs_it(sitter: Sitter, tmp_path: Path) -> None:
    person = sitter.person
    sitter.goes("settings")
    person.sees(says(sitter, "service-key.none"))
    person.press(says(sitter, "service-key.make.open"))
    person.types(says(sitter, "recovery.paper.holder", number=1), "Ann One")
    person.press(says(sitter, "service-key.make.do"))
    by_hand = []
    for number in (1, 2, 3):
        person.sees(says(sitter, "recovery.group-by-hand", number=9))
        by_hand.append(person.reads(says(sitter, "recovery.group-by-hand", number=9)))
        sitter.finds(tmp_path / f"{number}.pdf")
        person.press(says(sitter, "recovery.paper.save"))
        person.sees(says(sitter, "recovery.paper.saved"))
        person.press(says(sitter, "recovery.paper.done"))
    for number, group in ((1, by_hand[0]), (2, by_hand[0]), (3, by_hand[2])):
        person.types(says(sitter, "recovery.group-of-share", group=9, share=number), group.lower())
    person.press(says(sitter, "recovery.paper.confirm"))
    person.sees(says(sitter, "refusal.ShareIsNotWrittenIn", number=2))
    assert sitter.knows(service_key.service_key) is None
    person.types(says(sitter, "recovery.group-of-share", group=9, share=2), by_hand[1], instead=True)
    person.press(says(sitter, "recovery.paper.confirm"))
    person.sees(says(sitter, "service-key.make.kept"))
    person.sees(says(sitter, "ways.shares.holder", number=1, name="Ann One"))
    pages = [(tmp_path / f"{number}.pdf").read_bytes() for number in (1, 2, 3)]
    assert all(page.startswith(b"%PDF-") for page in pages)
    assert len(set(pages)) == 3
    text = "".join(one.text for one in sitter.desk.ports.renderer.page_pictures(pages[0], 60))
    assert "Ann One" in text
    assert by_hand[0] not in text.replace(" ", "")
    sitter.finds(tmp_path / "service.pack")
    person.press(says(sitter, "settings.pack.make"))
    person.sees(says(sitter, "settings.pack.made"))
    ports = sitter.desk.ports
    pack = read_service_pack(
        ports.catalogue, ports.signer, ports.service_keys, (tmp_path / "service.pack").read_bytes()
    )
    assert pack.recovery is not None


def test_a_key_that_is_put_away_before_its_shares_are_typed_back_is_kept_nowhere(sitter: Sitter) -> None:
    sitter.goes("settings")
    sheet = ServiceKeySheet(sitter.view.context, sitter.window)
    sheet.open()
    sitter.person.press(says(sitter, "service-key.make.do"))
    sitter.person.sees(says(sitter, "recovery.paper.printed-groups"))
    sitter.person.press(says(sitter, "shell.cancel"))
    assert sitter.knows(service_key.service_key) is None


def test_a_desk_takes_the_key_from_a_pack_and_closes_to_it_again(sitter: Sitter, tmp_path: Path) -> None:
    person = sitter.person
    file, _ = pack_with_key(tmp_path)
    sitter.goes("settings.ways")
    sitter.finds(file)
    person.press(says(sitter, "service-access.from-pack"))
    person.sees(says(sitter, "setup.pack.compare"))
    person.press(says(sitter, "service-access.take.do"))
    person.sees(says(sitter, "service-access.question.needed"))
    person.press(says(sitter, "service-access.question.employed"))
    person.types(says(sitter, "recovery.passphrase"), "not the passphrase")
    person.press(says(sitter, "service-access.take.do"))
    person.sees("This passphrase does not open the desk.")
    person.types(says(sitter, "recovery.passphrase"), PASSPHRASE, instead=True)
    person.press(says(sitter, "service-access.take.do"))
    person.sees(says(sitter, "service-access.open"))
    assert SlotKind.ESCROW in kinds(sitter)
    person.press(says(sitter, "service-access.shut"))
    person.press(says(sitter, "service-access.close.do"))
    person.sees(says(sitter, "service-access.question.name-needed"))
    person.types(says(sitter, "service-access.question.name"), "Lee Executor")
    person.types(says(sitter, "service-access.question.role"), "solicitor")
    person.types(says(sitter, "recovery.passphrase"), PASSPHRASE)
    person.press(says(sitter, "service-access.close.do"))
    person.sees(says(sitter, "service-access.closed", name="Lee Executor", role="solicitor"))
    assert SlotKind.ESCROW not in kinds(sitter)
    said = sitter.knows(service_access.service_access).said
    assert said is not None
    assert (said.employment, said.answers_name) == (Employment.EMPLOYED, "Lee Executor")


def test_a_pack_without_a_key_is_told(sitter: Sitter, tmp_path: Path) -> None:
    sitter.goes("settings")
    sitter.finds(tmp_path / "plain.pack")
    sitter.person.press(says(sitter, "settings.pack.make"))
    sitter.person.sees(says(sitter, "settings.pack.made"))
    sitter.goes("settings.ways")
    sitter.finds(tmp_path / "plain.pack")
    sitter.person.press(says(sitter, "service-access.from-pack"))
    sitter.person.sees("brings no recovery key")


def test_the_lead_opens_their_own_desk_to_the_key(sitter: Sitter) -> None:
    makes_service_key(sitter.desk)
    sitter.goes("settings.ways")
    sitter.person.press(says(sitter, "service-access.from-own"))
    sitter.person.press(says(sitter, "service-access.question.employed"))
    sitter.person.types(says(sitter, "recovery.passphrase"), PASSPHRASE)
    sitter.person.press(says(sitter, "service-access.take.do"))
    sitter.person.sees(says(sitter, "service-access.open"))


def test_the_keyring_is_offered_after_the_question_and_ends_the_passphrase_alone(
    sitter: Sitter, computer: Computer
) -> None:
    person = sitter.person
    sitter.goes("settings.ways")
    person.sees(says(sitter, "keyring.account.question", account="sam@laptop"))
    person.press(says(sitter, "keyring.account.own"))
    person.press(says(sitter, "keyring.strengthen.open"))
    gives_passphrase(sitter, "keyring.strengthen")
    person.sees(says(sitter, "keyring.alone.first.what"))
    assert len(computer.shelf.kept) == 1
    sitter.desk.ports.vault.add_recovery(PASSPHRASE)
    sitter.goes("settings")
    sitter.goes("settings.ways")
    person.press(says(sitter, "keyring.end.open"))
    gives_passphrase(sitter, "keyring.end", "not the passphrase")
    person.sees("This passphrase does not open the desk.")
    gives_passphrase(sitter, "keyring.end")
    person.sees(says(sitter, "keyring.alone.ended"))
    assert SlotKind.PASSPHRASE not in kinds(sitter)
    person.press(says(sitter, "keyring.weaken.open"))
    gives_passphrase(sitter, "keyring.weaken")
    person.sees(says(sitter, "keyring.weaken.done"))
    assert kinds(sitter) == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    assert computer.shelf.kept == {}


def test_a_shared_account_is_told_why_not(sitter: Sitter) -> None:
    sitter.goes("settings.ways")
    sitter.person.press(says(sitter, "keyring.account.others"))
    sitter.person.sees(says(sitter, "keyring.account.shared.what"))
    sitter.person.no_longer_sees(says(sitter, "keyring.strengthen.open"))
    assert sitter.works(keyring_standing).shared is True


@pytest.mark.parametrize("state", [one for one in KeyringState if one is not KeyringState.READY])
def test_each_state_of_the_keyring_is_told_with_what_to_do(
    sitter: Sitter, computer: Computer, state: KeyringState
) -> None:
    computer.keyring = state
    sitter.goes("settings.ways")
    sitter.person.sees(says(sitter, f"keyring.state.{state.value}.what"))
    sitter.person.sees(says(sitter, f"keyring.state.{state.value}.do"))
    sitter.person.press(says(sitter, "keyring.account.own"))
    sitter.person.sees(says(sitter, "keyring.account.mine", account="sam@laptop"))
    sitter.person.no_longer_sees(says(sitter, "keyring.strengthen.open"))


@pytest.mark.parametrize("kind", [AccountKind.ADMINISTRATOR, AccountKind.GUEST])
def test_an_account_of_nobody_is_told_why_not(sitter: Sitter, computer: Computer, kind: AccountKind) -> None:
    computer.account = Account("x@laptop", kind)
    sitter.goes("settings.ways")
    sitter.person.sees(says(sitter, f"keyring.account.{kind.value}.what"))
    sitter.person.no_longer_sees(says(sitter, "keyring.account.own"))


def test_a_replaced_laptop_is_told_and_forgotten(sitter: Sitter, computer: Computer) -> None:
    sitter.goes("settings.ways")
    sitter.person.press(says(sitter, "keyring.account.own"))
    sitter.person.press(says(sitter, "keyring.strengthen.open"))
    gives_passphrase(sitter, "keyring.strengthen")
    sitter.person.sees(says(sitter, "keyring.strengthen.done"))
    computer.shelf.kept.clear()
    sitter.goes("settings")
    sitter.goes("settings.ways")
    sitter.person.sees("The keyring here holds no part for sam@laptop")
    sitter.person.press(says(sitter, "keyring.forget.open"))
    gives_passphrase(sitter, "keyring.forget")
    sitter.person.sees(says(sitter, "keyring.forget.done"))
    assert SlotKind.DEVICE not in kinds(sitter)
