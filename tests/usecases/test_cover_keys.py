"""Setting the keys of the cover sheet: typed in, or brought and renewed by a service pack; every change audited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.cover_stage import ServiceKey, make_key, set_key, sheet_of
from tests.helpers.desks import PASSPHRASE, make_desk, on_bench, on_store, policy_named, weak_house
from wellbeingdesk.app.desk import OpenDesk, create_desk
from wellbeingdesk.app.self_test import made_up_set_up
from wellbeingdesk.domain.cover_key import (
    MOST_KEYS,
    CoverKey,
    CoverKeyIsADesks,
    CoverKeyIsMistyped,
    CoverKeyIsSecret,
    CoverKeyStands,
    CoverRole,
    TooManyCoverKeys,
)
from wellbeingdesk.domain.desk import PackIsEarlier
from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.domain.worldly import FileNotOurs
from wellbeingdesk.store import audit
from wellbeingdesk.usecases import cover_keys, cover_packs, cover_sheets, service_pack
from wellbeingdesk.usecases.pack_cover import MEMBER
from wellbeingdesk.usecases.service_pack import ServicePack

POLICY = "cambridge-su-advice"


@pytest.fixture
def key(tmp_path: Path) -> ServiceKey:
    return make_key(tmp_path)


@pytest.fixture
def will(tmp_path: Path) -> ServiceKey:
    return make_key(tmp_path, "will")


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[OpenDesk]:
    """The desk on which service packs are made."""
    opened = make_desk(weak_house(tmp_path / "lead"), "Robin Sample", "000002")
    yield opened
    opened.close()


def kept(desk: OpenDesk) -> tuple[CoverKey, ...]:
    return on_bench(desk, cover_sheets.cover_standing).value.keys


def audited(desk: OpenDesk) -> list[tuple[str, str]]:
    def read() -> list[tuple[str, str]]:
        with desk.store._reader.begin() as connection:
            lines = [line.entry for line in audit.lines(connection, "", 0, 1000)]
        return [(one.action, one.detail) for one in lines if one.action.startswith("cover-key")][::-1]

    return desk.threads.reader.submit(read).result()


def pack_of(lead: OpenDesk, path: Path) -> Path:
    on_bench(lead, service_pack.write_service_pack, path=str(path))
    return path


def set_up_from(pack: Path, laptop: Path) -> OpenDesk:
    house = weak_house(laptop)
    set_up = made_up_set_up(policy_named(house, POLICY), "Sam Example", "000001")
    return create_desk(house, replace(set_up, pack=pack.read_bytes()), PASSPHRASE)


def offers(desk: OpenDesk, pack: Path) -> cover_packs.OfferedCoverKeys:
    return on_bench(desk, cover_packs.offered_cover_keys, path=str(pack)).value


def test_a_key_is_kept_with_its_holder_and_day_and_each_change_is_audited(desk: OpenDesk, key: ServiceKey) -> None:
    set_key(desk, key, " Duty  manager ")
    (one,) = kept(desk)
    assert (one.role, one.recipient, one.holder, one.pack) == (
        CoverRole.DUTY_COVER, key.recipient, "Duty manager", 0,
    )  # fmt: skip
    on_store(desk, cover_keys.end_cover_key, recipient=key.recipient)
    on_store(desk, cover_keys.end_cover_key, recipient=key.recipient)
    assert kept(desk) == ()
    said = f"duty-cover {key.recipient} typed"
    assert audited(desk) == [("cover-key-set", said), ("cover-key-ended", said)]


def test_a_secret_half_is_neither_kept_nor_written_anywhere(desk: OpenDesk, key: ServiceKey) -> None:
    secret = key.file.read_text()
    with pytest.raises(CoverKeyIsSecret):
        on_store(desk, cover_keys.set_cover_key, role=CoverRole.DUTY_COVER, holder="Duty manager", untrusted_key=secret)
    with pytest.raises(CoverKeyIsSecret):
        on_bench(desk, cover_keys.key_in_file, path=str(key.file))
    assert kept(desk) == ()
    assert audited(desk) == []


def test_a_file_with_the_public_half_is_read(desk: OpenDesk, key: ServiceKey, tmp_path: Path) -> None:
    (tmp_path / "public.txt").write_text(f"# for duty cover\n{key.recipient}\n")
    assert on_bench(desk, cover_keys.key_in_file, path=str(tmp_path / "public.txt")).value == key.recipient
    (tmp_path / "picture.png").write_bytes(bytes(range(256)))
    with pytest.raises(Refusal):
        on_bench(desk, cover_keys.key_in_file, path=str(tmp_path / "picture.png"))


def test_a_desks_own_key_and_a_colleagues_are_refused(two_desks: tuple[OpenDesk, OpenDesk]) -> None:
    one, other = two_desks
    for recipient in (one.ports.identity.age_recipient, other.ports.identity.age_recipient):
        with pytest.raises(CoverKeyIsADesks):
            on_store(one, cover_keys.set_cover_key, role=CoverRole.DUTY_COVER, holder="Robin", untrusted_key=recipient)


def test_one_key_is_set_once_and_there_is_an_end_to_them(desk: OpenDesk, key: ServiceKey, tmp_path: Path) -> None:
    set_key(desk, key)
    with pytest.raises(CoverKeyStands) as told:
        set_key(desk, key, "Somebody else")
    assert told.value.facts == {"holder": "Duty manager"}
    for number in range(MOST_KEYS - 1):
        set_key(desk, make_key(tmp_path, str(number)))
    with pytest.raises(TooManyCoverKeys):
        set_key(desk, make_key(tmp_path, "one too many"))


def test_a_new_desk_has_the_keys_of_its_service_pack(lead: OpenDesk, key: ServiceKey, tmp_path: Path) -> None:
    set_key(lead, key)
    desk = set_up_from(pack_of(lead, tmp_path / "service.pack"), tmp_path / "new")
    try:
        assert [(one.recipient, one.holder, one.pack) for one in kept(desk)] == [(key.recipient, "Duty manager", 1)]
        assert desk.part() == ()
        assert b"%PDF" in key.opens(sheet_of(desk))[:8]
    finally:
        desk.close()


def test_a_pack_without_keys_is_as_packs_have_always_been(lead: OpenDesk, tmp_path: Path) -> None:
    assert MEMBER.encode() not in pack_of(lead, tmp_path / "service.pack").read_bytes()
    desk = set_up_from(tmp_path / "service.pack", tmp_path / "new")
    found = kept(desk)
    desk.close()
    assert found == ()


def test_a_later_pack_renews_what_an_earlier_one_brought_and_leaves_what_was_typed(
    lead: OpenDesk, key: ServiceKey, will: ServiceKey, tmp_path: Path
) -> None:
    set_key(lead, key)
    first = pack_of(lead, tmp_path / "first.pack")
    typed = make_key(tmp_path, "typed")
    desk = set_up_from(first, tmp_path / "new")
    try:
        set_key(desk, typed, "Typed here")
        on_store(lead, cover_keys.end_cover_key, recipient=key.recipient)
        set_key(lead, will, "Executor")
        second = pack_of(lead, tmp_path / "second.pack")
        offered = offers(desk, second)
        assert [one.recipient for one in offered.coming] == [will.recipient]
        assert [one.recipient for one in offered.ending] == [key.recipient]
        assert {one.recipient for one in kept(desk)} == {key.recipient, typed.recipient}  # nothing happened yet
        on_store(desk, cover_packs.take_cover_keys, offered=offered)
        assert {one.recipient: one.pack for one in kept(desk)} == {typed.recipient: 0, will.recipient: 2}
        assert ("cover-key-ended", f"duty-cover {key.recipient} pack 1") in audited(desk)
        assert ("cover-keys-brought", "pack 2") in audited(desk)
        with pytest.raises(PackIsEarlier):
            offers(desk, first)
        other = make_desk(weak_house(tmp_path / "other"), "Kim Third", "000003")
        set_key(other, key)
        assert [one.holder for one in offers(desk, pack_of(other, tmp_path / "other.pack")).coming] == ["Duty manager"]
        other.close()
        again = offers(desk, second)
        assert (again.coming, again.ending) == ((), ())
    finally:
        desk.close()


@pytest.mark.parametrize(
    "spoilt",
    [
        {"key": "age1notakey"}, {"key": "AGE-SECRET-KEY-1QQQ"}, {"role": "lead"}, {"holder": ""}, {"holder": 7},
        {"holder": " Duty manager"}, {"more": "x"}, {"holder": "Duty\nmanager"},
    ],
)  # fmt: skip
def test_a_pack_with_a_faulty_key_is_refused_whole(lead: OpenDesk, key: ServiceKey, spoilt: dict[str, Any]) -> None:
    good = {"role": "duty-cover", "key": key.recipient, "holder": "Duty manager"}

    def read(rows: Any) -> ServicePack:
        file = service_pack._signed(lead.ports, 1, "", {MEMBER: rows})
        return service_pack.read_service_pack(lead.ports.catalogue, lead.ports.signer, lead.ports.service_keys, file)

    assert read([good]).cover == ((CoverRole.DUTY_COVER, key.recipient, "Duty manager"),)
    for rows in ([{**good, **spoilt}], [good, good], "none"):
        with pytest.raises(FileNotOurs):
            read(rows)


def test_a_mistyped_key_leaves_everything_as_it_was(desk: OpenDesk, key: ServiceKey) -> None:
    wrong = key.recipient[:-1] + ("q" if key.recipient[-1] != "q" else "p")
    with pytest.raises(CoverKeyIsMistyped):
        on_store(desk, cover_keys.set_cover_key, role=CoverRole.CLINICAL_WILL, holder="X", untrusted_key=wrong)
    assert kept(desk) == ()
