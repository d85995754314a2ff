"""Made the files in tests/signing/golden, once; it refuses to do so again, because they are there to stay."""

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from tests.signing import test_with_printed_documents as printed
from tests.signing.made_up import SIGNER, author, colleague, record
from wellbeingdesk.signing.sealing import AgeSealer

GOLDEN = Path(__file__).parent / "golden"


def main() -> None:
    GOLDEN.mkdir()
    card = SIGNER.make_card(colleague(), 1)
    files = {
        "record.json": record().document,
        "record-withheld.json": SIGNER.withhold(record(), frozenset({"danger"})).document,
        "decision.pdf": printed.twice(),
        "card.json": card.file,
        "rootA.pem": _pem(author().root_der),
        "rootB.pem": _pem(colleague().root_der),
        "made-up-age-key.txt": colleague().age_identity.encode() + b"\n",
        "sealed.age": AgeSealer().seal(card.file, [colleague().age_recipient]),
    }
    for name, payload in files.items():
        (GOLDEN / name).write_bytes(payload)
    print(record().statement_sha256, author().root_sha256, colleague().root_sha256, card.fingerprint, sep="\n")


def _pem(der: bytes) -> bytes:
    return x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM)


if __name__ == "__main__":
    main()
