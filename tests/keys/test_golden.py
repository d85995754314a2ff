"""Key files and codes made once: whatever the program learns, they open for ever, and with the same keys."""

from itertools import combinations
from pathlib import Path

import pytest

from tests.keys.desk_of_keys import DESK, NEW_PASSPHRASE, PASSPHRASE, put
from tests.keys.ways_in import PlainShelf, kinds, vault
from wellbeingdesk.domain.recovery import read_code, read_share
from wellbeingdesk.keys.derivation import desk_keys
from wellbeingdesk.keys.service_key import private_key, read_recipient, write_recipient

GOLDEN = Path(__file__).parent / "golden"
KEYS = desk_keys(bytes(range(32)), DESK)
NEXT_KEYS = desk_keys(bytes(range(32, 64)), DESK)
CODE = "XW0TW XCXVM 23YKS S2QSW EJY9N N0GPW JTAVP HG02F"
SHARES = (
    "2B70R XZBXM SJTDZ JX68G 511X9 76WYP GWY70 R5123 TPS8H",
    "4B70M YFZ5G P7JDN E949Q N27JY 4S6E0 1BD6D 8F58Z 5401T",
    "6B70G 1R82B D92DF V2YSJ 535QN V8FHH 3SVG8 7PSEY E87FZ",
)
SERVICE_SHARES = (
    "B2SKR WGRDE ZTMD9 6ZKNF 2TQ69 7M3WJ K18HY F1552 K2WVC",
    "D2SKM FHR1Q 0J51N JSBGY MHETC HMF68 X6FAF FV28P B9T5K",
    "F2SKG ZPWNC BQTCT 037C4 NAEEA 2KGFG MS2A9 FJZ35 GJGF8",
)
RECIPIENT = (
    "wellbeingdesk-service-1.eyJrZGYiOiJhcmdvbjJpZCIsImxhYmVsIjoiV2VsbGJlaW5nIFNlcnZpY2UsIEVhc3Rwb3J0IiwibGFuZXMiOjEs"
    "Im1lbW9yeV9raWIiOjE5NDU2LCJwYXNzZXMiOjgsInB1YmxpYyI6IkdwUndlWjYzTUxEUDhJQnJoNC9sazRjeHFUK0VOVWZNbDFVZVVlU0F5bjA9"
    "Iiwic2FsdCI6IjE3aGFualF2Vk83WVZ2V3hBQnhXc2c9PSIsInNldCI6MzU2MzV9.8d983866"
)
SHELF = {f"{DESK} 0000000000000004": bytes(range(64, 96))}


@pytest.fixture
def every_way(tmp_path: Path) -> Path:
    """A desk with every kind of slot but the plain passphrase, in the middle of a re-key."""
    raw = (GOLDEN / "every-way-1.keys").read_bytes()
    put(tmp_path, raw, raw)
    return tmp_path


@pytest.mark.parametrize("in_use", [KEYS, NEXT_KEYS])
def test_every_way_in_still_opens(every_way: Path, in_use: object) -> None:
    made = vault(every_way, PlainShelf(dict(SHELF)), store_opens=lambda keys: keys == in_use)
    assert kinds(made) == ["recovery", "shares", "escrow", "device"]
    assert made.open_with_recovery(read_code(CODE)) == in_use
    for one, other in combinations(map(read_share, SHARES), 2):
        assert made.open_with_shares(one, other) == in_use
    for one, other in combinations(map(read_share, SERVICE_SHARES), 2):
        assert made.open_with_escrow(one, other) == in_use
    assert made.unlock(PASSPHRASE) == in_use


def test_a_key_file_from_before_there_were_other_ways_still_opens_and_takes_them(tmp_path: Path) -> None:
    raw = (GOLDEN / "passphrase-1.keys").read_bytes()
    put(tmp_path, raw, raw)
    made = vault(tmp_path)
    assert made.unlock(PASSPHRASE) == KEYS
    (slot,) = made.slots()
    assert (slot.made_at, slot.label) == (None, "")
    code = made.add_recovery(PASSPHRASE)
    made.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    assert made.unlock(NEW_PASSPHRASE) == made.open_with_recovery(code) == KEYS


def test_a_services_key_is_still_read_and_put_together() -> None:
    recipient = read_recipient(RECIPIENT)
    assert write_recipient(recipient) == RECIPIENT
    assert recipient.label == "Wellbeing Service, Eastport"
    one, _, third = map(read_share, SERVICE_SHARES)
    assert private_key(recipient, (third, one)).public_key().public_bytes_raw() == recipient.public_key
