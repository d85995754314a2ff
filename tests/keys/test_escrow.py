"""A service's recovery key: it opens the desks that were opened to it, by two people, and can be passed on as text."""

import base64
import hashlib
import json
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tests.keys.desk_of_keys import OTHER_DESK, PASSPHRASE
from tests.keys.ways_in import kinds, service, vault
from wellbeingdesk.domain.recovery import SharePurpose
from wellbeingdesk.domain.worldly import (
    ServiceKeyFaulty,
    SharesOfAnotherKind,
    SharesWrong,
)
from wellbeingdesk.keys.coded import three_shares
from wellbeingdesk.keys.cost import CEILING, FLOOR
from wellbeingdesk.keys.escrow import make_escrow_slot, open_escrow_slot
from wellbeingdesk.keys.keyfile import Slot, canonical
from wellbeingdesk.keys.service_key import make_service_key, private_key, read_recipient, write_recipient
from wellbeingdesk.keys.stretched import Bound

ROOT = bytes(range(32))
ABOUT = {"id": "00112233aabbccdd", "label": "", "made": "2026-11-21T14:00:05Z"}
BOUND = Bound("desk-1", 3)
PREFIX = "wellbeingdesk-service-1."


def test_any_two_of_its_shares_are_the_private_half() -> None:
    recipient, shares = service()
    assert {share.purpose for share in shares} == {SharePurpose.SERVICE}
    assert recipient.passes == FLOOR.passes * 4
    for pair in combinations(shares, 2):
        assert private_key(recipient, pair).public_key().public_bytes_raw() == recipient.public_key
    with pytest.raises(SharesWrong):
        private_key(recipient, three_shares(SharePurpose.SERVICE, recipient.set_number, bytes(20))[:2])
    with pytest.raises(SharesOfAnotherKind):
        private_key(recipient, three_shares(SharePurpose.DESK, recipient.set_number, bytes(20))[:2])


def test_two_keys_have_nothing_in_common() -> None:
    other, _ = make_service_key("Another", FLOOR)
    assert other.public_key != service()[0].public_key
    assert other.salt != service()[0].salt


def test_it_is_passed_on_as_one_line_of_text() -> None:
    recipient, _ = service()
    line = write_recipient(recipient)
    assert line.startswith(PREFIX)
    assert line.isascii()
    assert not set(line) & set(" \n\"'\\")
    assert read_recipient(line) == recipient


@pytest.mark.parametrize("at", range(0, 260, 3))
def test_a_changed_letter_is_found(at: int) -> None:
    line = write_recipient(service()[0])
    at %= len(line)
    changed = line[:at] + ("A" if line[at] != "A" else "B") + line[at + 1 :]
    with pytest.raises(ServiceKeyFaulty):
        read_recipient(changed)


def _line(**changes: Any) -> str:
    line = write_recipient(service()[0])
    members = json.loads(base64.urlsafe_b64decode(line.removeprefix(PREFIX).partition(".")[0]))
    body = canonical({name: value for name, value in {**members, **changes}.items() if value is not None})
    return f"{PREFIX}{base64.urlsafe_b64encode(body).decode()}.{hashlib.sha256(body).hexdigest()[:8]}"


def test_the_changes_below_are_what_is_refused() -> None:
    assert read_recipient(_line()) == service()[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"memory_kib": CEILING.memory_kib + 1},
        {"memory_kib": FLOOR.memory_kib - 1},
        {"passes": 21},
        {"lanes": True},
        {"kdf": "scrypt"},
        {"public": base64.b64encode(bytes(31)).decode()},
        {"public": 7},
        {"salt": ""},
        {"set": 65536},
        {"set": -1},
        {"label": "x" * 121},
        {"label": None},
        {"extra": 1},
    ],
)
def test_a_recovery_key_that_is_not_well_formed_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ServiceKeyFaulty):
        read_recipient(_line(**changes))


@pytest.mark.parametrize(
    "untrusted", ["", ".", PREFIX, PREFIX + ".", PREFIX + "é.00000000", "W10=.", PREFIX + "A" * 2000]
)
def test_any_other_text_is_refused(untrusted: str) -> None:
    with pytest.raises(ServiceKeyFaulty):
        read_recipient(untrusted)


def test_a_point_that_everybody_shares_is_refused(tmp_path: Path) -> None:
    made = vault(tmp_path)
    made.create(PASSPHRASE)
    with pytest.raises(ServiceKeyFaulty):
        made.add_escrow(PASSPHRASE, replace(service()[0], public_key=bytes(32)))
    assert kinds(made) == ["passphrase"]


def test_the_slot_is_bound_to_its_desk_and_to_what_it_says() -> None:
    recipient, shares = service()
    pair = (shares[0], shares[2])
    slot = make_escrow_slot(ROOT, ABOUT, recipient, BOUND)
    assert open_escrow_slot(slot, pair, BOUND) == ROOT
    assert dict(slot.fields)["label"] == recipient.label
    assert open_escrow_slot(slot, pair, Bound(OTHER_DESK, 3)) is None
    assert open_escrow_slot(slot, pair, Bound("desk-1", 4)) is None
    relabelled = Slot(slot.kind, tuple(sorted({**dict(slot.fields), "label": "Somebody else"}.items())))
    assert open_escrow_slot(relabelled, pair, BOUND) is None


def test_a_slot_for_another_key_stays_closed() -> None:
    recipient, shares = service()
    theirs = X25519PrivateKey.generate().public_key().public_bytes_raw()
    slot = make_escrow_slot(ROOT, ABOUT, replace(recipient, public_key=theirs), BOUND)
    assert open_escrow_slot(slot, (shares[0], shares[1]), BOUND) is None
    slot = make_escrow_slot(ROOT, ABOUT, replace(recipient, set_number=recipient.set_number ^ 1), BOUND)
    assert open_escrow_slot(slot, (shares[0], shares[1]), BOUND) is None


def test_after_a_services_new_key_the_old_shares_still_open_the_old_slot(tmp_path: Path) -> None:
    made = vault(tmp_path)
    keys = made.create(PASSPHRASE)
    newer, newer_shares = make_service_key("Wellbeing Service, Eastport", FLOOR)
    for recipient in (service()[0], newer):
        made.add_escrow(PASSPHRASE, recipient)
    assert made.open_with_escrow(*service()[1][:2]) == keys
    assert made.open_with_escrow(*newer_shares[1:]) == keys
    made.drop_slot(PASSPHRASE, made.slots()[1].id)
    with pytest.raises(SharesWrong):
        made.open_with_escrow(*service()[1][:2])
    assert made.open_with_escrow(*newer_shares[1:]) == keys


def test_a_label_too_long_is_a_bug_of_ours() -> None:
    with pytest.raises(ValueError, match="label"):
        make_service_key("x" * 121, FLOOR)
