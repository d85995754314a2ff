"""The port `Sealer`: files sealed for transport in the age format, which the `age` command opens too."""

from collections.abc import Sequence

import pyrage

from wellbeingdesk.domain.worldly import FileNotOurs, FileTruncated, PackageNotForThisDesk

HEADER = b"age-encryption.org/v1\n"
EXPECTED = "package"
# What the library says when no key of ours fits the file; any other refusal means damage. A test holds it to this.
NO_KEY = "No matching keys found"


class AgeSealer:
    """Implements `Sealer`. The recipients stay anonymous in the file."""

    def seal(self, payload: bytes, recipients: Sequence[str]) -> bytes:
        """Encrypt to age X25519 recipients, at least one."""
        if not recipients:
            raise ValueError("a sealed file has a recipient")
        sealed: bytes = pyrage.encrypt(payload, [pyrage.x25519.Recipient.from_str(one) for one in recipients])
        return sealed

    def open(self, untrusted: bytes, age_identity: str) -> bytes:
        """Decrypt. Raises FileNotOurs (no age header), FileTruncated, PackageNotForThisDesk."""
        if not untrusted.startswith(HEADER):
            if untrusted and HEADER.startswith(untrusted):
                raise FileTruncated(expected=EXPECTED)
            raise FileNotOurs(expected=EXPECTED)
        try:
            payload: bytes = pyrage.decrypt(untrusted, [pyrage.x25519.Identity.from_str(age_identity)])
        except pyrage.DecryptError as error:
            if str(error) == NO_KEY:
                raise PackageNotForThisDesk from None
            raise FileTruncated(expected=EXPECTED) from error
        return payload
