"""The page of the store: found whole or damaged in words, an older store told and accepted, clients disposed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers import desks, spoilt
from tests.helpers.decision_stage import Sitter, sit
from wellbeingdesk.app.desk import OpenDesk, folder_of, unlock_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.domain.anchor import AsAnchored, RolledBack
from wellbeingdesk.domain.disposal import DisposalOrder
from wellbeingdesk.domain.store_check import Fault
from wellbeingdesk.domain.worldly import StoreDamaged
from wellbeingdesk.gui.pages.settings_store_found import FoundCard
from wellbeingdesk.gui.pages.today_notices import NoticeCard
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.usecases import store_care
from wellbeingdesk.usecases.store_views import store_notices

Seated = Callable[[OpenDesk], Sitter]


@pytest.fixture
def seated(theme: Theme, qapp: QApplication) -> Iterator[Seated]:
    """Sits people down before desks, and lets them leave."""
    made: list[Sitter] = []

    def seat(desk: OpenDesk) -> Sitter:
        made.append(sit(desk, theme))
        return made[-1]

    yield seat
    for one in made:
        one.leaves()
        with suppress(StoreDamaged):  # a test that damaged it
            one.desk.close()


@pytest.fixture
def folder(house: House) -> Path:
    """The folder of a closed desk with one client."""
    desk = desks.make_desk(house)
    add(desk, "Amara Okafor")
    desk.close()
    return folder_of(house, desk.ports.session.desk_id)


def add(desk: OpenDesk, name: str) -> str:
    from wellbeingdesk.usecases import clients

    client_id: str = desks.on_store(desk, clients.add_client, name_used=name).value
    return client_id


def unlock(house: House, folder: Path) -> OpenDesk:
    return unlock_desk(house, folder.name, desks.PASSPHRASE)


def notices_of(sitter: Sitter) -> list[str]:
    return [card.accessibleName() for card in sitter.window.findChildren(NoticeCard) if card.isVisible()]


def rolled_back(house: House, folder: Path, beside: Path) -> OpenDesk:
    """Somebody put the store of before two clients came back."""
    spoilt.put_by(folder, beside)
    desk = unlock(house, folder)
    add(desk, "Ben Hartley")
    add(desk, "Chloe Ward")
    desk.close()
    spoilt.put_back(beside, folder, "store.db")
    return unlock(house, folder)


def test_a_whole_store_is_checked_with_one_click_and_that_is_kept(house: House, folder: Path, seated: Seated) -> None:
    sitter = seated(unlock(house, folder))
    sitter.goes("settings")
    sitter.person.press("Store…")
    sitter.person.sees("It was never checked as a whole.")
    sitter.person.sees(str(folder))
    sitter.person.press("Check now")
    sitter.person.sees("Everything is whole")
    last = sitter.knows(store_care.last_check)
    assert last is not None
    assert last.faults == ()
    assert "store-checked" in sitter.audited("")
    sitter.goes("today")
    sitter.goes("settings.store")
    sitter.person.sees("everything was whole.")


def test_damage_is_told_in_words_with_what_can_still_be_read(house: House, folder: Path, seated: Seated) -> None:
    desk = unlock(house, folder)
    (page,) = spoilt.pages_of(desk, "appointment")
    desk.close()
    spoilt.spoil(folder, page)
    sitter = seated(unlock(house, folder))
    sitter.goes("settings.store")
    sitter.person.press("Check now")
    for sentence in (
        "A part of the store is damaged",
        "A page of the file is damaged",
        f"Damaged pages of the file: {page}",
        "Clients: all 1",
        "How to get the rest back",
    ):
        sitter.person.sees(sentence)
    last = sitter.knows(store_care.last_check)
    assert last is not None
    assert Fault.PAGE_DAMAGED in last.faults
    assert "store-faulty" in {notice.key for notice in sitter.knows(store_notices)}


def test_a_check_is_called_off_and_nothing_is_kept_of_it(house: House, folder: Path) -> None:
    desk = unlock(house, folder)
    try:
        watch = store_care.Watch()
        watch.call_off()
        checked = desk.threads.long.submit(lambda: store_care.check_store(desk.ports, watch=watch)).result().value
        assert checked.found is None
        assert desks.ask(desk, store_care.last_check) is None
    finally:
        desk.close()


def test_an_older_store_is_told_on_today_and_accepted_after_a_question(
    house: House, folder: Path, tmp_path: Path, seated: Seated
) -> None:
    desk = rolled_back(house, folder, tmp_path / "by")
    found = desk.ports.store.standing
    assert isinstance(found, RolledBack)
    sitter = seated(desk)
    (told,) = notices_of(sitter)
    assert told.startswith(f"This store ends {found.events} entries before what was last remembered")
    sitter.person.press("Look at it")
    sitter.person.sees("Compare with your latest backup")
    sitter.asking.answer_next(False)
    sitter.person.press("Go on with this store…")
    sitter.person.waits()
    assert desk.ports.store.standing == found
    sitter.asking.answer_next(True)
    sitter.person.press("Go on with this store…")
    sitter.person.sees("This store counts from now on.")
    assert sitter.desk.store.standing == AsAnchored()
    assert "roll-back-accepted" in sitter.audited("")
    sitter.goes("today")
    assert notices_of(sitter) == []


@pytest.mark.parametrize(
    ("spoiled", "key"),
    [("gone", "not-anchored"), ("rubbish", "anchor-unreadable")],
)
def test_what_is_remembered_can_itself_be_gone_or_damaged(
    house: House, folder: Path, spoiled: str, key: str, seated: Seated
) -> None:
    for name in ("store.head", "store.head.bak"):
        if spoiled == "gone":
            (folder / name).unlink()
        else:
            (folder / name).write_bytes(b"rubbish")
    sitter = seated(unlock(house, folder))
    assert [notice.key for notice in sitter.knows(store_notices)] == [key]
    sitter.person.press("Look at it")
    sitter.asking.answer_next(True)
    sitter.person.press("Go on with this store…")
    sitter.person.sees("This store counts from now on.")
    assert sitter.knows(store_notices) == ()


def test_a_store_that_went_on_from_an_older_copy_is_told_as_that(
    house: House, folder: Path, tmp_path: Path, seated: Seated
) -> None:
    spoilt.put_by(folder, tmp_path / "by")
    desk = unlock(house, folder)
    add(desk, "Ben Hartley")
    desk.close()
    spoilt.put_by(folder, tmp_path / "newer", ("store.head", "store.head.bak"))
    spoilt.put_back(tmp_path / "by", folder)
    desk = unlock(house, folder)
    for name in ("Chloe Ward", "Dan Moss", "Eve Hall"):
        add(desk, name)
    desk.close()
    spoilt.put_back(tmp_path / "newer", folder)
    sitter = seated(unlock(house, folder))
    assert [notice.key for notice in sitter.knows(store_notices)] == ["forked"]
    sitter.goes("settings.store")
    sitter.person.sees("An older copy of this store was put back, and then written on")


def test_clients_brought_back_are_disposed_of_again_with_one_click(
    house: House, folder: Path, tmp_path: Path, seated: Seated
) -> None:
    desk = unlock(house, folder)
    client_id = add(desk, "Ben Hartley")
    desk.close()
    spoilt.put_by(folder, tmp_path / "by")
    desk = unlock(house, folder)
    destroy(desk, client_id)
    desk.close()
    spoilt.put_back(tmp_path / "by", folder)
    sitter = seated(unlock(house, folder))
    assert [notice.key for notice in sitter.knows(store_notices)] == ["came-back"]
    assert sitter.knows(lambda ports: ports.views.client_count("")) == 2
    sitter.goes("settings.store")
    sitter.person.press("Dispose of them again")
    sitter.person.sees("One client’s records were disposed of again.")
    assert sitter.knows(lambda ports: ports.views.client_count("")) == 1
    assert sitter.knows(store_notices) == ()


def destroy(desk: OpenDesk, client_id: str) -> None:
    """As a disposal does it."""

    def act() -> None:
        order = DisposalOrder("order-1", client_id, "person", "retention", desk.ports.clock.now())
        with desk.store.writing() as uow:
            uow.dispose_client(order)
            uow.commit()
        desk.store.finish_disposals()

    desk.threads.store.submit(act).result()


def test_a_damaged_register_is_told_and_can_be_put_aside(house: House, folder: Path, seated: Seated) -> None:
    desk = unlock(house, folder)
    destroy(desk, add(desk, "Ben Hartley"))
    desk.close()
    for name in ("store.disposed", "store.disposed.bak"):
        (folder / name).write_bytes(b"rubbish")
    sitter = seated(unlock(house, folder))
    (told,) = notices_of(sitter)
    assert told.startswith("The list of disposals beside the store was damaged")
    sitter.person.press("Put aside")
    sitter.person.waits()
    assert notices_of(sitter) == []
    sitter.goes("settings.store")
    assert [card.title.text() for card in sitter.window.findChildren(FoundCard)] == [
        "The list of disposals beside the store was damaged"
    ]


def test_a_reserve_that_is_used_up_is_told_until_it_is_taken_again(house: House, folder: Path, seated: Seated) -> None:
    sitter = seated(unlock(house, folder))
    assert notices_of(sitter) == []
    assert sitter.does(store_care.make_room) == desks.SMALL_RESERVE
    sitter.goes("today")
    (told,) = notices_of(sitter)
    assert told.startswith("The reserve on the disk is used up")
    sitter.person.press("Look at it")
    sitter.person.press("Take the room again")
    sitter.person.sees("The reserve is there again.")
    sitter.goes("today")
    assert notices_of(sitter) == []
    assert "reserve-freed" in sitter.audited("")


def test_a_cloud_folder_is_named(tmp_path: Path, seated: Seated) -> None:
    sitter = seated(desks.make_desk(desks.weak_house(tmp_path / "Dropbox" / "laptop")))
    (told,) = notices_of(sitter)
    assert told.startswith("This desk’s folder is kept in step with Dropbox")
    sitter.goes("settings.store")
    sitter.person.sees("This folder is kept in step with Dropbox")
