"""What leaves a desk: only with a permit, audited before and after, and never under a withdrawn consent."""

import base64
import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.helpers.decisions import complete_answers
from tests.helpers.desks import ask, make_desk, on_bench, on_store, weak_house
from tests.usecases.test_journeys import signed_decision
from wellbeingdesk.app.desk import OpenDesk, create_desk, unlock_desk
from wellbeingdesk.app.house import House
from wellbeingdesk.app.self_test import made_up_set_up
from wellbeingdesk.domain.colleague import CardIsYourOwn, FingerprintDoesNotMatch
from wellbeingdesk.domain.consent import (
    ConsentIsTheOtherWay,
    ConsentIsWithdrawn,
    ConsentWasNotAgreed,
    WithdrawalLiesInFuture,
)
from wellbeingdesk.domain.desk import ChoicesAreMissing, PackIsForged, PractitionerNameIsNeeded, RegistrationIsHalf
from wellbeingdesk.domain.form import Value
from wellbeingdesk.domain.permit import Route
from wellbeingdesk.domain.picture import LogoIsNoPicture
from wellbeingdesk.domain.worldly import (
    CannotWrite,
    FileFromNewerVersion,
    FileNotOurs,
    FileTruncated,
    PackageNotForThisDesk,
    StoreInUse,
)
from wellbeingdesk.usecases import clients, colleagues, consents, drafts, gate, receiving, service_pack
from wellbeingdesk.usecases.packages import Package, PackageKind, read_package, write_package
from wellbeingdesk.usecases.papers import choice_lines

PASSPHRASE = "a made-up passphrase for tests"


def consent_given(desk: OpenDesk, **changed: Value) -> str:
    client_id = on_store(desk, clients.add_client, name_used="王小明").value
    draft = on_store(desk, consents.begin_consent, client_id=client_id).value
    today = desk.ports.clock.now().wall.date()
    days = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=30)).isoformat()}
    answers = complete_answers(desk.ports.catalogue.form(draft.form_id), {**days, **changed})
    saved = on_store(desk, drafts.save_draft, draft=replace(draft, answers=answers)).value
    return on_store(desk, consents.sign_consent, draft_id=saved.id, version=saved.version).value


@pytest.mark.rule("U12")
def test_nothing_leaves_under_a_withdrawn_consent(desk: OpenDesk, tmp_path: Path) -> None:
    consent_id = consent_given(desk)
    target = tmp_path / "letter.pdf"
    sent = {"route": Route.CONSENT, "subject_id": consent_id, "payload": b"words", "path": str(target)}
    permit = on_bench(desk, gate.write_out, **sent).value
    assert permit.payload_sha256 == hashlib.sha256(b"words").hexdigest()
    assert target.read_bytes() == b"words"
    target.unlink()
    on_store(desk, consents.withdraw_consent, consent_id=consent_id)
    with pytest.raises(ConsentIsWithdrawn) as refused:
        on_bench(desk, gate.write_out, **sent)
    assert refused.value.facts["when"]
    assert not target.exists()


@pytest.mark.rule("C1")
def test_a_refusal_is_not_recorded_and_nothing_is_sent_the_wrong_way(desk: OpenDesk, tmp_path: Path) -> None:
    with pytest.raises(ConsentWasNotAgreed):
        consent_given(desk, explicit=False)
    only_to_us = consent_given(desk, direction="they-tell-us")
    with pytest.raises(ConsentIsTheOtherWay):
        on_bench(
            desk,
            gate.write_out,
            route=Route.CONSENT,
            subject_id=only_to_us,
            payload=b"words",
            path=str(tmp_path / "letter.pdf"),
        )


def test_a_withdrawal_in_the_future_is_refused(desk: OpenDesk) -> None:
    consent_id = consent_given(desk)
    now = desk.ports.clock.now()
    later = replace(now, utc=now.utc + timedelta(hours=1))
    with pytest.raises(WithdrawalLiesInFuture):
        on_store(desk, consents.withdraw_consent, consent_id=consent_id, said_at=later)


def test_an_export_that_fails_is_audited_as_failed(desk: OpenDesk, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        on_bench(desk, colleagues.write_own_card, path=str(tmp_path / "no-such-folder" / "card"))
    walk = desk.threads.reader.submit(desk.store.verify_audit).result()
    assert walk.head.seq > 2


def test_a_card_of_ones_own_is_refused_and_wrong_digits_do_not_verify(
    two_desks: tuple[OpenDesk, OpenDesk],
) -> None:
    author, second = two_desks
    own = colleagues.own_card(author.ports)
    with pytest.raises(CardIsYourOwn):
        on_store(author, colleagues.add_colleague, untrusted_card=own.file)
    other = on_store(author, colleagues.add_colleague, untrusted_card=colleagues.own_card(second.ports).file).value
    with pytest.raises(FingerprintDoesNotMatch):
        on_store(author, colleagues.verify_colleague, colleague_id=other.id, typed_digits=own.fingerprint)


def test_a_later_card_with_the_same_digits_stays_verified(two_desks: tuple[OpenDesk, OpenDesk]) -> None:
    author, second = two_desks
    later = second.ports.signer.make_card(second.ports.identity, 2)
    known = on_store(author, colleagues.add_colleague, untrusted_card=later.file)
    assert known.events
    assert known.value.card.sequence == 2
    assert known.value.verified
    assert on_store(author, colleagues.add_colleague, untrusted_card=later.file).events == ()


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (b"", FileTruncated),
        (b"%PDF-1.7 not ours", FileNotOurs),
        (b"{}", FileNotOurs),
        (b"age-encryption.org/v1\n-> X25519 ", FileTruncated),
        (b"PK\x03\x04", FileNotOurs),
    ],
)
def test_a_foreign_or_cut_file_is_told_and_nothing_is_taken_over(
    desk: OpenDesk, tmp_path: Path, content: bytes, failure: type[Exception]
) -> None:
    file = tmp_path / "offered"
    file.write_bytes(content)
    with pytest.raises((failure, FileNotOurs, FileTruncated)):
        on_bench(desk, receiving.receive_file, path=str(file))
    assert desk.threads.reader.submit(desk.ports.views.colleagues).result() == ()


def test_a_package_cut_short_or_changed_is_refused(two_desks: tuple[OpenDesk, OpenDesk], tmp_path: Path) -> None:
    author, second = two_desks
    package = write_package(Package(PackageKind.REVIEW_REQUEST, "r", b"pdf", b"card"))
    sealed = author.ports.sealer.seal(package, (second.ports.identity.age_recipient,))
    for name, content in (("cut", sealed[:-20]), ("flip", sealed[:-1] + bytes([sealed[-1] ^ 1]))):
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises((FileTruncated, PackageNotForThisDesk)):
            on_bench(second, receiving.receive_file, path=str(file))


def test_a_package_of_a_later_version_says_so() -> None:
    later = write_package(Package(PackageKind.REVIEW_ANSWER, "r", b"", b"")).replace(b"package/1", b"package/2")
    with pytest.raises(FileFromNewerVersion) as told:
        read_package(later)
    assert told.value.facts == {"found": "2", "known": "1"}


def test_every_desk_of_a_service_is_set_up_alike_from_its_pack(tmp_path: Path) -> None:
    lead_house, new_house = weak_house(tmp_path / "lead"), weak_house(tmp_path / "new")
    lead, file = make_desk(lead_house, policy_id="herts-wellbeing"), tmp_path / "service.pack"
    try:
        on_bench(lead, service_pack.write_service_pack, path=str(file))
        pack = service_pack.read_service_pack(
            new_house.catalogue, new_house.signer, new_house.service_keys, file.read_bytes()
        )
        assert pack.maker.fingerprint == colleagues.own_card(lead.ports).fingerprint
        person = replace(made_up_set_up(pack.policy, "Robin Sample", "000009"), choices={}, pack=file.read_bytes())
        new = create_desk(new_house, person, PASSPHRASE)
        try:
            here, there = new.ports.session.setup, lead.ports.session.setup
            assert (here.choices, here.policy_sha256, here.service_name) == (
                there.choices,
                there.policy_sha256,
                there.service_name,
            )
            assert here.pack_number == 1
            assert new.ports.session.practitioner.name == "Robin Sample"
        finally:
            new.close()
    finally:
        lead.close()


def test_a_changed_pack_is_refused(desk: OpenDesk, tmp_path: Path) -> None:
    file = tmp_path / "service.pack"
    on_bench(desk, service_pack.write_service_pack, path=str(file))
    shape = json.loads(file.read_bytes())
    changed = base64.b64decode(shape["statement"]).replace(b'"number":1', b'"number":9')
    shape["statement"] = base64.b64encode(changed).decode()
    with pytest.raises(PackIsForged):
        service_pack.read_service_pack(
            desk.ports.catalogue, desk.ports.signer, desk.ports.service_keys, json.dumps(shape).encode()
        )


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("choices", []),
        ("choices", {"notice_hours": 24, "surprise": "x"}),
        ("choices", {"notice_hours": {"deep": 1}}),
        ("number", 10**30),
        ("number", True),
        ("number", -5),
        ("service_name", "x" * 201),
        ("service_name", "a\u202eb"),
        ("service_name", "\x1b[2J"),
        ("service_name", "\ud800"),
        ("service_name", ""),
        ("logo_png", base64.b64encode(b"no picture").decode()),
        ("policy", 7),
        ("card", "!"),
    ],
)
def test_a_pack_with_hostile_values_is_refused_and_never_our_bug(
    desk: OpenDesk, tmp_path: Path, key: str, value: object
) -> None:
    file = tmp_path / "service.pack"
    on_bench(desk, service_pack.write_service_pack, path=str(file))
    shape = json.loads(file.read_bytes())
    statement = {**json.loads(base64.b64decode(shape["statement"])), key: value}
    changed = json.dumps(statement).encode()
    signature = desk.ports.signer.sign_bytes(changed, desk.ports.identity)
    shape = {name: base64.b64encode(part).decode() for name, part in (("statement", changed), ("signature", signature))}
    with pytest.raises((FileNotOurs, FileTruncated, LogoIsNoPicture)):
        service_pack.read_service_pack(
            desk.ports.catalogue, desk.ports.signer, desk.ports.service_keys, json.dumps(shape).encode()
        )


@pytest.mark.rule("H13")
def test_a_desk_is_not_made_while_the_service_has_not_chosen(house: House) -> None:
    for policy in house.catalogue.policies():
        with pytest.raises(ChoicesAreMissing) as refused:
            create_desk(house, replace(made_up_set_up(policy), choices={}), PASSPHRASE)
        assert refused.value.facts["count"] == len(policy.missing_choices({}))
    assert house.folders.listed() == ()


@pytest.mark.rule("H13")
def test_what_the_service_chose_is_printed_as_its_choice(two_desks: tuple[OpenDesk, OpenDesk]) -> None:
    author, _ = two_desks
    decision_id = signed_decision(author)
    pdf = ask(author, lambda ports: ports.views.file(decision_id, "signed"))
    assert pdf is not None
    printed = " ".join(" ".join(page.text for page in author.ports.renderer.page_pictures(pdf, 50)).split())
    chosen = choice_lines(author.ports)
    assert len(chosen) == len(author.ports.session.policy.open_points)
    assert "The service’s choice" in printed
    for label, value in chosen:
        assert label in printed
        assert value in printed


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": " "}, PractitionerNameIsNeeded),
        ({"number": ""}, RegistrationIsHalf),
        ({"body": ""}, RegistrationIsHalf),
    ],
)
def test_a_half_told_practitioner_gets_no_desk(house: House, change: dict[str, str], refusal: type[Exception]) -> None:
    person = replace(made_up_set_up(house.catalogue.policies()[0]), **change)  # type: ignore[arg-type]  # text fields only
    with pytest.raises(refusal):
        create_desk(house, person, PASSPHRASE)


def test_a_desk_that_is_open_elsewhere_is_refused_with_who_and_when(house: House) -> None:
    opened = make_desk(house)
    try:
        with pytest.raises(StoreInUse) as told:
            unlock_desk(house, opened.ports.session.desk_id, PASSPHRASE)
        assert {"process", "host", "since"} <= set(told.value.facts)
    finally:
        opened.close()
