"""The last look before bytes leave: the permit is for exactly these bytes and for this way out."""

import hashlib
import hmac

from wellbeingdesk.domain.permit import Outlet, Permit


class PermitDoesNotCover(Exception):
    """Something was about to leave without leave: our own bug, never a person's doing."""


def check_permit(permit: Permit, payload: bytes, outlets: frozenset[Outlet]) -> None:
    """Raises PermitDoesNotCover before the first byte leaves."""
    if permit.outlet not in outlets:
        raise PermitDoesNotCover("outlet")
    found = hashlib.sha256(payload).hexdigest()
    if not hmac.compare_digest(found, permit.payload_sha256):
        raise PermitDoesNotCover("payload")
