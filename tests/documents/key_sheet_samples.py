"""Made-up sheets of keys and a made-up cover sheet for the tests of paper."""

import hashlib
from dataclasses import replace
from datetime import date, datetime

from tests.documents.samples import AT, ROSA
from wellbeingdesk.domain.appointment import Modality
from wellbeingdesk.domain.client import Channel, ContactRule
from wellbeingdesk.domain.contact import ContactDetail
from wellbeingdesk.domain.cover_sheet import CoverAppointment, CoverClient, CoverContact, CoverSheet, NotToTell
from wellbeingdesk.domain.key_sheet import RecoverySheet, ShareSheet, printed_groups_of_code, printed_groups_of_share
from wellbeingdesk.domain.recovery import SharePurpose, make_code, make_share
from wellbeingdesk.domain.times import Planned

DESK = "4f2a91c0-0000-4000-8000-00000000000a"
_SECRET = hashlib.sha256(b"a made-up key").digest()[:20]
CODE = make_code(_SECRET)
SHARE = make_share(SharePurpose.DESK, 4821, 2, _SECRET)
SERVICE_SHARE = make_share(SharePurpose.SERVICE, 4821, 3, _SECRET)

SHEET = RecoverySheet(printed_groups_of_code(CODE), DESK, ROSA.practitioner, AT)
SHARE_SHEET = ShareSheet(printed_groups_of_share(SHARE), AT, DESK, ROSA.practitioner, "Nadia Haddad")
SERVICE_SHEET = ShareSheet(printed_groups_of_share(SERVICE_SHARE), AT)


def appointment(day: int, hour: int, zone: str = "Europe/London") -> CoverAppointment:
    """A planned session in November 2026."""
    return CoverAppointment(Planned(datetime(2026, 11, day, hour), zone), 50, Modality.PHONE)


AMARA = CoverClient(
    "WD-7K3F",
    "Amara Okafor",
    "Amarachi Grace Okafor",
    "she/her",
    (
        ContactRule(Channel.PHONE, allowed=True, may_name_service=False, remark="After 18:00 on 020 7946 0000."),
        ContactRule(Channel.VOICEMAIL, allowed=False),
        ContactRule(Channel.EMAIL, allowed=True, may_name_service=True),
        ContactRule(Channel.POST, allowed=False, remark="Opened at home"),
    ),
    (NotToTell("Grace Okafor", "mother"), NotToTell("Her landlord", "")),
    (appointment(30, 10), appointment(23, 10)),
    date(2026, 11, 25),
)
ZOE = CoverClient("WD-88QX", "Zoë Brontë-Wójcik", appointments=(appointment(24, 14, "Asia/Dubai"),))
BEN = CoverClient("WD-2M9P", "Ben")
COVER = CoverSheet(ROSA.practitioner, AT, (BEN, AMARA, ZOE))
EMPTY = CoverSheet(ROSA.practitioner, AT, ())
ADA = CoverContact("Ada Okafor", "aunt", "020 7946 0001", safe_to_contact=True)
GRACE = CoverContact("Gift Okafor", "cousin", "020 7946 0003", safe_to_contact=False)
WARNED = CoverContact("Grace Okafor", "mother", "020 7946 0002", True, "Amara", date(2026, 11, 2))
LI = CoverContact("王小明", "friend", "li@example.org")
DETAILS = (
    ContactDetail(Channel.PHONE, "020 7946 0000"),
    ContactDetail(Channel.EMAIL, "amara@example.org"),
    ContactDetail(Channel.POST, "Room 12\nElm House,\nDerby DE1 1AA"),
)
COVER_WITH_CONTACTS = replace(
    COVER,
    clients=(
        replace(AMARA, emergency_contacts=(ADA, GRACE, LI, WARNED), contact_details=DETAILS),
        replace(BEN, emergency_contacts=()),
    ),
)


def long_list(count: int) -> CoverSheet:
    """As many clients, no two alike."""
    return replace(
        COVER,
        clients=tuple(
            replace((AMARA, ZOE, BEN)[at % 3], reference=f"WD-{at:04d}", name_used=f"Client {at:04d}")
            for at in range(count)
        ),
    )
