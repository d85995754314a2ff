"""What a remembered head says of a store."""

import pytest

from wellbeingdesk.domain.anchor import (
    AnchorFound,
    AnchorState,
    AnchorUnreadable,
    AsAnchored,
    AuditHead,
    Forked,
    NotAnchored,
    RolledBack,
    Standing,
    judge,
)

REMEMBERED = AnchorFound(AnchorState.WHOLE, AuditHead(7, "aa"))


@pytest.mark.parametrize(
    ("found", "head", "hash_there", "before", "standing"),
    [
        (REMEMBERED, AuditHead(7, "aa"), "aa", True, AsAnchored(0)),
        (REMEMBERED, AuditHead(9, "cc"), "aa", True, AsAnchored(2)),
        (REMEMBERED, AuditHead(5, "bb"), None, True, RolledBack(2)),
        (REMEMBERED, AuditHead(7, "bb"), "bb", True, Forked(7)),
        (REMEMBERED, AuditHead(9, "cc"), "bb", True, Forked(7)),
        (REMEMBERED, AuditHead(9, "cc"), None, True, Forked(7)),
        (AnchorFound(AnchorState.MISSING), AuditHead(9, "cc"), None, True, NotAnchored(first=False)),
        (AnchorFound(AnchorState.MISSING), AuditHead(9, "cc"), None, False, NotAnchored(first=True)),
        (AnchorFound(AnchorState.DAMAGED), AuditHead(9, "cc"), None, False, AnchorUnreadable()),
    ],
)
def test_it_is_judged(
    found: AnchorFound, head: AuditHead, hash_there: str | None, before: bool, standing: Standing
) -> None:
    assert judge(found, head, hash_there, anchored_before=before) == standing
