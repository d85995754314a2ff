"""What a check of a signed PDF found, signature by signature."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from wellbeingdesk.domain.record import Countersignature, SignedRecord
from wellbeingdesk.domain.times import Instant


class Standing(StrEnum):
    """The state of the whole file."""

    NOT_VALID = "not-valid"
    UNREADABLE = "unreadable"
    SIGNED_BY_ONE = "signed-by-one"
    DECLINED = "declined"
    SIGNED_BY_BOTH = "signed-by-both"


class ExitCode(IntEnum):
    """What `wellbeingdesk verify` returns."""

    VERIFIED = 0
    NOT_VALID = 1
    UNREADABLE = 2
    IDENTITIES_NOT_CHECKED = 3
    ONE_OR_DECLINED = 4
    WRONG_USAGE = 64


@dataclass(frozen=True, slots=True)
class SignatureFound:
    """One whole signature: who the certificate says signed, their own clock, and whether that key is one we were
    given.
    """

    slot: str
    name: str
    body: str
    number: str
    root_sha256: str
    leaf_sha256: str
    signers_clock: Instant | None
    known: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of the strict verifier. `codes` name each fault, for example `A:DIGEST_MISMATCH`; rebuilt is None
    where another version made the file.
    """

    standing: Standing
    codes: tuple[str, ...]
    signatures: tuple[SignatureFound, ...]
    record: SignedRecord | None
    countersignature: Countersignature | None
    rebuilt: bool | None = None

    @property
    def whole(self) -> bool:
        """Whether every signature on the file holds."""
        return self.standing in {Standing.SIGNED_BY_ONE, Standing.DECLINED, Standing.SIGNED_BY_BOTH}

    @property
    def identities_checked(self) -> bool:
        """Whether every signing key is one that was given as known."""
        return bool(self.signatures) and all(one.known for one in self.signatures)

    @property
    def exit_code(self) -> ExitCode:
        """The number `verify` ends with; a fault outranks a missing signature, which outranks an unchecked identity."""
        if self.standing is Standing.UNREADABLE:
            return ExitCode.UNREADABLE
        if not self.whole:
            return ExitCode.NOT_VALID
        if self.standing in {Standing.SIGNED_BY_ONE, Standing.DECLINED}:
            return ExitCode.ONE_OR_DECLINED
        return ExitCode.VERIFIED if self.identities_checked else ExitCode.IDENTITIES_NOT_CHECKED
