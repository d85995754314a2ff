"""The service's recovery key: made by the lead, brought by the pack, and what a practitioner says to it."""

import base64
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.desks import PASSPHRASE, ask, make_desk, on_bench, on_store, weak_house
from tests.helpers.log import audited
from tests.helpers.ways import makes_service_key, pack_with_key
from wellbeingdesk.app.desk import OpenDesk, create_desk
from wellbeingdesk.app.self_test import made_up_set_up
from wellbeingdesk.domain.desk import SetUp
from wellbeingdesk.domain.recovery import LastWayIn, SlotKind
from wellbeingdesk.domain.service_access import (
    Employment,
    EmploymentIsNotSaid,
    ServiceAccess,
    ShareIsNotWrittenIn,
    WhoAnswersIsNeeded,
)
from wellbeingdesk.domain.worldly import FileNotOurs, NoEscrow, ServiceKeyFaulty
from wellbeingdesk.usecases import service_access, service_key, service_pack
from wellbeingdesk.usecases.service_pack import ServicePack, read_service_pack

OPEN = ServiceAccess(Employment.EMPLOYED, opened=True)
SHUT = ServiceAccess(Employment.VISITING, opened=False, answers_name="Lee Executor", answers_role="solicitor")


def pack_in(desk: OpenDesk, folder: Path) -> ServicePack:
    file = folder / "made.pack"
    on_bench(desk, service_pack.write_service_pack, path=str(file))
    ports = desk.ports
    return read_service_pack(ports.catalogue, ports.signer, ports.service_keys, file.read_bytes())


def set_up_from(file: Path, said: ServiceAccess | None) -> SetUp:
    house = weak_house(file.parent / "reader")
    pack = read_service_pack(house.catalogue, house.signer, house.service_keys, file.read_bytes())
    person = made_up_set_up(pack.policy, "Robin Sample", "000009")
    return replace(person, choices={}, pack=file.read_bytes(), service_access=said)


def test_a_key_goes_into_the_pack_once_its_shares_are_written_in(desk: OpenDesk, tmp_path: Path) -> None:
    assert pack_in(desk, tmp_path).recovery is None
    new = on_bench(desk, service_key.make_service_key).value
    assert ask(desk, service_key.service_key) is None
    typed = [share.groups[share.hand_group_index] for share in new.shares]
    with pytest.raises(ShareIsNotWrittenIn) as refused:
        on_store(
            desk,
            service_key.keep_service_key,
            new=new,
            untrusted_typed=[typed[0], typed[0], typed[2]],
            holders=("", "", ""),
        )
    assert refused.value.facts == {"number": 2}
    assert pack_in(desk, tmp_path).recovery is None
    people = ("Ann One", " Bo  Two ", "")
    on_store(
        desk, service_key.keep_service_key, new=new, untrusted_typed=[one.lower() for one in typed], holders=people
    )
    kept = ask(desk, service_key.service_key)
    assert kept is not None
    assert kept.holders == ("Ann One", "Bo Two", "")
    pack = pack_in(desk, tmp_path)
    assert pack.recovery == desk.ports.service_keys.read(new.line)
    assert pack.recovery is not None
    assert pack.recovery.set_number == kept.set_number == new.shares[2].set_number
    assert ("service-key-made", str(kept.set_number)) in audited(desk)


def test_nothing_of_the_shares_is_kept(desk: OpenDesk) -> None:
    new = makes_service_key(desk, ("Ann One", "Bo Two", "Cy Three"))

    def everything() -> str:
        with desk.store._reader.connect() as connection:
            settings = connection.exec_driver_sql("SELECT value FROM setting").fetchall()
            lines = connection.exec_driver_sql("SELECT detail, digest FROM audit").fetchall()
        return repr([tuple(row) for row in (*settings, *lines)])

    held = desk.threads.reader.submit(everything).result()
    assert new.line in held
    for share in new.shares:
        for group in share.groups:
            assert group not in held
    assert new.shares[0].groups[8] not in repr(new)


def test_a_pack_with_a_faulty_key_is_refused(desk: OpenDesk, tmp_path: Path) -> None:
    makes_service_key(desk)
    file = tmp_path / "service.pack"
    on_bench(desk, service_pack.write_service_pack, path=str(file))
    ports, shape = desk.ports, json.loads(file.read_bytes())
    for line, told in ((7, "file"), ("wellbeingdesk-service-1.AAAA.00000000", "key"), ("", "key")):
        statement = {**json.loads(base64.b64decode(shape["statement"])), "recovery": line}
        changed = json.dumps(statement).encode()
        signature = ports.signer.sign_bytes(changed, ports.identity)
        parts = (("statement", changed), ("signature", signature))
        untrusted = json.dumps({name: base64.b64encode(part).decode() for name, part in parts}).encode()
        with pytest.raises(ServiceKeyFaulty if told == "key" else FileNotOurs):
            read_service_pack(ports.catalogue, ports.signer, ports.service_keys, untrusted)


def test_a_desk_set_up_from_the_pack_opens_to_two_shares_of_the_service(tmp_path: Path) -> None:
    file, new = pack_with_key(tmp_path)
    house = weak_house(tmp_path / "laptop")
    with pytest.raises(EmploymentIsNotSaid):
        create_desk(house, set_up_from(file, None), PASSPHRASE)
    assert not list((tmp_path / "laptop").glob("desks/*"))
    desk = create_desk(house, set_up_from(file, OPEN), PASSPHRASE)
    try:
        standing = ask(desk, service_access.service_access)
        assert standing.said == OPEN
        assert [way.label for way in standing.ways] == ["Example University Wellbeing"]
        assert ("opened-to-service", "employed") in audited(desk)
        assert desk.ports.vault.open_with_escrow(new.shares[2], new.shares[0]).store
    finally:
        desk.close()


def test_who_refuses_the_service_says_who_answers_instead(tmp_path: Path) -> None:
    for name, role in (("", "solicitor"), ("Lee Executor", " ")):
        with pytest.raises(WhoAnswersIsNeeded):
            ServiceAccess(Employment.EMPLOYED, opened=False, answers_name=name, answers_role=role)
    file, new = pack_with_key(tmp_path)
    desk = create_desk(weak_house(tmp_path / "laptop"), set_up_from(file, SHUT), PASSPHRASE)
    try:
        standing = ask(desk, service_access.service_access)
        assert (standing.said, standing.ways) == (SHUT, ())
        assert ("closed-to-service", "visiting; Lee Executor, solicitor") in audited(desk)
        with pytest.raises(NoEscrow):
            desk.ports.vault.open_with_escrow(*new.shares[:2])
    finally:
        desk.close()


def test_a_desk_that_is_there_already_is_opened_later_and_closed_again(desk: OpenDesk, tmp_path: Path) -> None:
    file, first = pack_with_key(tmp_path)
    assert ask(desk, service_access.service_access).said is None
    offered = on_bench(desk, service_access.offered_key, path=str(file)).value
    assert (offered.maker.name, offered.recipient is not None) == ("Kim Lead", True)
    given = {"passphrase": PASSPHRASE, "employment": Employment.EMPLOYED}
    on_bench(desk, service_access.open_to_service, recipient=offered.recipient, **given)
    assert desk.ports.vault.open_with_escrow(*first.shares[:2]).store
    second = makes_service_key(desk)
    on_bench(desk, service_access.open_to_service, recipient=desk.ports.service_keys.read(second.line), **given)
    assert len(ask(desk, service_access.service_access).ways) == 1
    assert desk.ports.vault.open_with_escrow(*second.shares[:2]).store
    on_bench(desk, service_access.close_to_service, passphrase=PASSPHRASE, said=SHUT)
    standing = ask(desk, service_access.service_access)
    assert (standing.said, standing.ways) == (SHUT, ())
    said = [action for action, _ in audited(desk) if action.endswith("-to-service")]
    assert said == ["opened-to-service", "opened-to-service", "closed-to-service"]


def test_the_services_key_stays_while_it_is_the_last_way_in(desk: OpenDesk) -> None:
    new = makes_service_key(desk)
    recipient = desk.ports.service_keys.read(new.line)
    on_bench(
        desk,
        service_access.open_to_service,
        passphrase=PASSPHRASE,
        recipient=recipient,
        employment=Employment.EMPLOYED,
    )
    vault = desk.ports.vault
    alone = next(slot for slot in vault.slots() if slot.kind is SlotKind.PASSPHRASE)
    with pytest.raises(LastWayIn):
        vault.drop_slot(PASSPHRASE, alone.id)


def test_a_lead_with_another_policy_makes_packs_as_before(tmp_path: Path) -> None:
    lead = make_desk(weak_house(tmp_path / "lead"), policy_id="herts-wellbeing")
    try:
        assert pack_in(lead, tmp_path).recovery is None
    finally:
        lead.close()
