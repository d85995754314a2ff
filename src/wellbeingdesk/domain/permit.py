"""The paper that every outlet asks for: what leaves, by which way, and what allows it."""

from dataclasses import dataclass
from enum import StrEnum


class Outlet(StrEnum):
    """The ways out of a desk."""

    FILE = "file"
    PRINTER = "printer"
    PACKAGE = "package"
    CLIPBOARD = "clipboard"
    SEALED_COPY = "sealed-copy"


class Route(StrEnum):
    """What allows something to leave."""

    BLANK_FORM = "blank-form"
    OWN_CARD = "own-card"
    SERVICE_PACK = "service-pack"
    CLIENTS_OWN_COPY = "clients-own-copy"
    CONSENT = "consent"
    DECISION = "decision"
    COUNTERSIGNATURE = "countersignature"
    RECOVERY = "recovery"
    COVER_SHEET = "cover-sheet"
    """Sealed to the keys that the service set for duty cover and clinical will, and to nobody else."""
    COPIED_TEXT = "copied-text"
    """A passage that the practitioner marked and copied."""
    BACKUP = "backup"
    SERVICE_COPY = "service-copy"


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to send exactly these bytes (SHA-256, hex) out by one outlet; made by `usecases/gate.py` alone.

    For a sealed copy of the store the digest is empty: its bytes are known only once it is made, they are sealed with
    the desk's own keys, and their digest is audited afterwards.
    """

    id: str
    outlet: Outlet
    route: Route
    subject_id: str
    payload_sha256: str
