"""The member `cover_recipients` of a service pack: written from a desk's keys, and read strictly."""

from typing import TypeAlias

from wellbeingdesk.domain.cover_key import MOST_KEYS, CoverRole, demand_recipient, holder_named
from wellbeingdesk.domain.failures import Refusal
from wellbeingdesk.usecases.cover_keeping import keys_in
from wellbeingdesk.usecases.rows import UnitOfWork

MEMBER = "cover_recipients"
PackedKey: TypeAlias = tuple[CoverRole, str, str]
"""Role, recipient, holder."""

Shape: TypeAlias = dict[str, list[dict[str, str]]]


def packed_keys(uow: UnitOfWork) -> Shape:
    """What a pack made now says; nothing at a desk without keys, so that such a pack is the same as ever."""
    keys = keys_in(uow.desk.setting)
    rows = [{"role": key.role.value, "key": key.recipient, "holder": key.holder} for key in keys]
    return {MEMBER: rows} if rows else {}


def read_packed(untrusted_fields: dict[str, object]) -> tuple[PackedKey, ...]:
    """Packs made before there were such keys have no such member. Raises ValueError, KeyError, TypeError."""
    untrusted = untrusted_fields.get(MEMBER, [])
    if not isinstance(untrusted, list) or len(untrusted) > MOST_KEYS:
        raise ValueError
    keys = tuple(_key(one) for one in untrusted)
    if len({recipient for _, recipient, _ in keys}) < len(keys):
        raise ValueError
    return keys


def _key(untrusted: object) -> PackedKey:
    if not isinstance(untrusted, dict) or set(untrusted) != {"role", "key", "holder"}:
        raise ValueError
    if not all(isinstance(value, str) for value in untrusted.values()):
        raise TypeError
    try:
        holder, recipient = holder_named(untrusted["holder"]), demand_recipient(untrusted["key"])
    except Refusal:
        raise ValueError from None
    if holder != untrusted["holder"]:
        raise ValueError
    return CoverRole(untrusted["role"]), recipient, holder
