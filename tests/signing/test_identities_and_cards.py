"""Identities and contact cards: the certificate profile, the card file, the digits, and what is refused."""

import base64
import hashlib
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from tests.signing.made_up import SIGNER, at, author, colleague, stranger
from wellbeingdesk.domain.practitioner import Practitioner, Registration
from wellbeingdesk.domain.worldly import FileFromNewerVersion, FileNotOurs, FileTooLarge, FileTruncated
from wellbeingdesk.signing.canonical import Flaw
from wellbeingdesk.signing.certificates import read_chain, subject_of
from wellbeingdesk.signing.fingerprint import check_digit, fingerprint
from wellbeingdesk.signing.identity import sign


def test_certificates_keep_the_profile() -> None:
    leaf = x509.load_der_x509_certificate(author().leaf_der)
    root = x509.load_der_x509_certificate(author().root_der)
    assert isinstance(leaf.public_key(), ec.EllipticCurvePublicKey)
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc >= timedelta(days=3652)
    assert root.not_valid_after_utc - root.not_valid_before_utc >= timedelta(days=9131)
    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert usage.value.content_commitment
    purposes = [one.dotted_string for one in leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value]
    assert purposes == ["1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4"]
    assert author().root_sha256 == hashlib.sha256(author().root_der).hexdigest()


LONG = ["கிருஷ்ணமூர்த்தி ராமசாமி முத்துலட்சுமி", "\U00010330" * 90, "María-José " * 12, "محمد عبد الله", "王小明"]


@pytest.mark.parametrize("name", LONG)
def test_names_in_every_script_and_of_every_length_fit_the_certificate(name: str) -> None:
    person = Practitioner("p", name, "", Registration("Ein Verband für Beratung " * 5, "№ 7_Ä"))
    made = SIGNER.make_identity(person, "desk", at(9))
    chain = read_chain(made.leaf_der, made.root_der)
    assert chain.subject == subject_of(made.practitioner)
    assert chain.subject.name == made.practitioner.name[:64]
    assert chain.subject.number == "(U+2116) 7(U+005F)(U+00C4)"
    assert SIGNER.read_card(SIGNER.make_card(made, 1).file).practitioner == made.practitioner


def test_a_person_without_registration_has_a_certificate() -> None:
    made = SIGNER.make_identity(Practitioner("p", "Ada", "", Registration("", "")), "desk", at(9))
    assert read_chain(made.leaf_der, made.root_der).subject == subject_of(made.practitioner)


def test_openssl_accepts_the_chain_for_signing_mail(tmp_path: Path) -> None:
    for name, der in (("leaf", author().leaf_der), ("root", author().root_der)):
        (tmp_path / f"{name}.pem").write_bytes(x509.load_der_x509_certificate(der).public_bytes(encoding=_pem()))
    command = ["openssl", "verify", "-x509_strict", "-purpose", "smimesign", "-attime", "1795257600"]
    told = subprocess.run(
        [*command, "-CAfile", "root.pem", "leaf.pem"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert told.stdout == "leaf.pem: OK\n", told.stderr


def _pem() -> Any:
    from cryptography.hazmat.primitives.serialization import Encoding

    return Encoding.PEM


@pytest.mark.parametrize(
    ("leaf", "root"),
    [
        (lambda: stranger().leaf_der, lambda: author().root_der),
        (lambda: author().root_der, lambda: author().root_der),
        (lambda: author().leaf_der, lambda: author().leaf_der),
        (lambda: author().leaf_der[:-1], lambda: author().root_der),
        (lambda: author().leaf_der + b"\x00", lambda: author().root_der),
        (lambda: author().leaf_der[:-4] + bytes(4), lambda: author().root_der),
        (lambda: b"", lambda: b""),
    ],
    ids=["other root", "root as leaf", "leaf as root", "cut", "longer", "signature spoilt", "nothing"],
)
def test_certificates_outside_the_profile_are_refused(leaf: Callable[[], bytes], root: Callable[[], bytes]) -> None:
    with pytest.raises(Flaw, match="CERTIFICATE"):
        read_chain(leaf(), root())


def test_a_card_reads_back_the_same() -> None:
    card = SIGNER.make_card(author(), 3)
    assert SIGNER.read_card(card.file) == card
    assert card.signatory.root_sha256 == author().root_sha256
    assert (card.sequence, card.age_recipient) == (3, author().age_recipient)


def test_the_digits_follow_the_recipe() -> None:
    """docs/decisions/004-sealed-record.md, step by step, without the code under test."""
    card = SIGNER.make_card(author(), 1)
    spki = x509.load_der_x509_certificate(card.root_der).public_key().public_bytes(*_spki())
    state = spki + card.age_recipient.encode() + '["Zofia Wójcik","BACP","00123456"]'.encode()
    for _ in range(5200):
        state = hashlib.sha512(state).digest()
    groups = [int.from_bytes(state[at_ : at_ + 5], "big") % 100000 for at_ in range(0, 30, 5)]
    digits, _, check = card.fingerprint.partition(" · ")
    assert digits == " ".join(f"{group:05d}" for group in groups)
    assert check_digit(digits.replace(" ", "") + check) == 0


def _spki() -> tuple[Any, Any]:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return Encoding.DER, PublicFormat.SubjectPublicKeyInfo


def test_the_check_digit_is_that_of_damm() -> None:
    assert check_digit("572") == 4
    assert check_digit("779654766078909096593946706485") == 1


def test_the_check_digit_notices_every_wrong_digit_and_every_swap() -> None:
    digits = (
        fingerprint(b"key", "age1x", Practitioner("p", "Ada", "", Registration("BACP", "1")))
        .replace(" ", "")
        .replace("·", "")
    )
    assert check_digit(digits) == 0
    for place, digit in enumerate(digits):
        for other in set("0123456789") - {digit}:
            assert check_digit(digits[:place] + other + digits[place + 1 :]) != 0
        swapped = digits[:place] + digits[place : place + 2][::-1] + digits[place + 2 :]
        assert swapped == digits or check_digit(swapped) != 0


@pytest.mark.parametrize("what", ["key", "recipient", "name", "body", "number"])
def test_every_part_of_a_card_that_matters_changes_the_digits(what: str) -> None:
    parts = {"key": "k", "recipient": "r", "name": "a", "body": "b", "number": "n"}

    def digits(of: dict[str, str]) -> str:
        person = Practitioner("p", of["name"], "", Registration(of["body"], of["number"]))
        return fingerprint(of["key"].encode(), of["recipient"], person)

    assert digits({**parts, what: "x"}) != digits(parts)


def _card(change: Callable[[dict[str, Any]], object]) -> bytes:
    whole = json.loads(SIGNER.make_card(author(), 1).file)
    change(whole["statement"])
    signature = sign(author(), rfc8785.dumps(whole["statement"]))
    return rfc8785.dumps({**whole, "signature": base64.b64encode(signature).decode()})


def test_every_card_changed_after_signing_is_refused() -> None:
    file = SIGNER.make_card(author(), 1).file
    for place in range(0, len(file), 7):
        changed = file[:place] + bytes([file[place] ^ 1]) + file[place + 1 :]
        with pytest.raises((FileTruncated, FileNotOurs, FileFromNewerVersion)):
            SIGNER.read_card(changed)


FORGED: dict[str, tuple[Callable[[], bytes], type[Exception]]] = {
    "cut short": (lambda: SIGNER.make_card(author(), 1).file[:-30], FileTruncated),
    "another file": (lambda: b"BEGIN:VCARD", FileNotOurs),
    "a huge file of another kind": (lambda: bytes(2 * 10**6), FileNotOurs),
    "a card that is too large": (lambda: b'{"leaf":"' + bytes(2 * 10**6), FileTooLarge),
    "a number in the row that no database holds": (lambda: _card(lambda s: s.update(sequence=2**31)), FileTruncated),
    "a later format": (lambda: _card(lambda s: s.update(format="wellbeingdesk.card/2")), FileFromNewerVersion),
    "a recipient that is none": (lambda: _card(lambda s: s.update(age_recipient="age1qqqq")), FileTruncated),
    "a recipient in capitals": (
        lambda: _card(lambda s: s.update(age_recipient=s["age_recipient"].upper())),
        FileTruncated,
    ),
    "no number in the row": (lambda: _card(lambda s: s.update(sequence=0)), FileTruncated),
    "another person's number": (lambda: _card(lambda s: s["signatory"].update(number="9")), FileTruncated),
    "another root": (
        lambda: _card(lambda s: s["signatory"].update(root_sha256=colleague().root_sha256)),
        FileTruncated,
    ),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_card_is_refused_with_the_right_failure(name: str) -> None:
    make, failure = FORGED[name]
    with pytest.raises(failure):
        SIGNER.read_card(make())


def test_a_statement_of_another_kind_is_no_card() -> None:
    from tests.signing.made_up import record, value

    with pytest.raises(FileNotOurs):
        SIGNER.read_card(record().document)
    with pytest.raises(FileNotOurs):
        SIGNER.read_card(value().encode())


def test_the_private_keys_do_not_show_in_a_print_of_the_identity() -> None:
    assert author().age_identity not in repr(author())
    assert repr(author().leaf_key) not in repr(replace(author()))
