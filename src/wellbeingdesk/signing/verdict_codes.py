"""Every code that a verdict can hold, so that each has its sentence in the wording file."""

from typing import Final

UNREADABLE: Final = frozenset({"NOT_A_PDF", "STRUCTURE", "TOO_LARGE"})
"""The bytes could not be read; they stand alone."""

WHOLE_FILE: Final = frozenset(
    {
        "ACTIVE_CONTENT", "APPEARANCE", "ATTACHMENTS", "BYTES_AFTER_A", "BYTES_AFTER_B", "ENCRYPTED", "FIELD_SET",
        "FILLED_EARLY", "HEADER", "NOT_SIGNED", "REFUSED", "REPLACED_OBJECTS", "RE_SAVED", "REVISIONS",
    }
)  # fmt: skip
"""About the file; without a prefix."""

SIGNATURE: Final = frozenset(
    {
        "ALGORITHM", "APPEARANCE", "BYTE_RANGE", "CERTIFICATES", "CERTIFICATE_CHAIN", "CERTIFICATE_NAMES_ANOTHER",
        "CERTIFICATE_PROFILE", "CERTIFICATE_TIME", "CERTIFICATE_UNREADABLE", "CMS_FORM", "CMS_UNREADABLE", "CONTENTS",
        "DICTIONARY", "DIGEST",
        "DIGEST_MISMATCH", "FIELD_SET", "FILLED_EARLY", "LOCK", "MODIFIED", "NOT_SIGNED", "PERMISSIONS", "REFUSED",
        "REPLACED_OBJECTS", "REVISIONS", "SIGNATURE", "SIGNERS", "SUBFILTER", "TIME_IN_FUTURE", "TIME_UNREADABLE",
        "UNSIGNED_PARTS", "WRONG_SIGNER", "STRUCTURE",
    }
)  # fmt: skip
"""About one signature; prefixed `A:` or `B:`."""

STATEMENT: Final = frozenset(
    {
        "ANSWERS", "ANSWER_DIGEST", "ANSWER_ORDER", "BASE64", "CERTIFICATE_CHAIN", "CERTIFICATE_NAMES_ANOTHER",
        "CERTIFICATE_PROFILE", "CERTIFICATE_TIME", "CERTIFICATE_UNREADABLE", "DIGEST_FORM", "IDENTIFIER", "KEYS",
        "LANGUAGE", "MOMENT", "NEWER_VERSION", "NOT_AN_OBJECT", "NOT_CANONICAL", "NOT_JSON", "NO_FORMAT", "NO_NAME",
        "OTHER_FORMAT", "REFUSED", "ROOT_IS_NOT_THE_SIGNERS", "SALT", "SECOND_SIGNER_IS_THE_AUTHOR", "SIGNATURE",
        "TYPES", "VALUE", "VERSION",
    }
)  # fmt: skip
"""About the attached record, prefixed `RECORD:`, and about the second person's statement, prefixed `B:`."""

COUNTERSIGNATURE: Final = frozenset(
    {"CAPACITY", "FIELDS_DIFFER", "OTHER_FILE", "OTHER_RECORD", "SAME_KEY", "TIME_ORDER"}
)
"""About what the second person said; prefixed `B:`."""


def known_code(code: str) -> bool:
    """Whether a verdict may hold this code."""
    prefix, _, name = code.rpartition(":")
    allowed = {
        "": UNREADABLE | WHOLE_FILE,
        "A": SIGNATURE,
        "B": SIGNATURE | STATEMENT | COUNTERSIGNATURE,
        "RECORD": STATEMENT,
    }
    return name in allowed.get(prefix, frozenset())
