"""The thirty digits and check digit by which two people compare a contact card."""

from hashlib import sha512

from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.signing.canonical import canonical

ROUNDS = 5200
"""As in Signal's safety numbers: each guess at a look-alike card costs an attacker as many hashes."""
SEPARATOR = " · "

# Damm's quasigroup of order ten: notices every single wrong digit and every swap of two neighbours.
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


def fingerprint(root_spki: bytes, age_recipient: str, person: Practitioner) -> str:
    """Six groups of five digits and a check digit, `77965 47660 78909 09659 39467 06485 · 1`.

    5200 rounds of SHA-512 over the root's SubjectPublicKeyInfo (DER), the age recipient and the canonical JSON of
    `[name, body, number]`; each group is five bytes of the result, big-endian, modulo 100000.
    """
    entry = [person.name, person.registration.body, person.registration.number]
    state = root_spki + age_recipient.encode() + canonical(entry)
    for _ in range(ROUNDS):
        state = sha512(state).digest()
    groups = [f"{int.from_bytes(state[at : at + 5]) % 100_000:05d}" for at in range(0, 30, 5)]
    return " ".join(groups) + SEPARATOR + str(check_digit("".join(groups)))


def check_digit(digits: str) -> int:
    """The Damm check digit of a row of digits."""
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return interim
