"""Keeps the definitions of one kind by id, version and digest, and knows which version is the newest."""

import hashlib
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from wellbeingdesk.catalogue.faults import Fault
from wellbeingdesk.domain.form import Form
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.domain.record import DefinitionRef
from wellbeingdesk.domain.worldly import DefinitionUnknown

D = TypeVar("D", Form, Policy)


@dataclass(frozen=True, slots=True)
class Kept(Generic[D]):
    """A definition and the very bytes that it was read from."""

    value: D
    ref: DefinitionRef
    source: bytes


@dataclass(slots=True)
class Shelf(Generic[D]):
    """`in_force` is what this desk works with; `visiting` came with somebody's file, known by its digest alone."""

    in_force: dict[tuple[str, int], Kept[D]] = field(default_factory=dict)
    visiting: dict[str, Kept[D]] = field(default_factory=dict)

    def put(self, value: D, source: bytes) -> None:
        """Take up a version. Raises Fault: a version once there is never replaced."""
        if (value.id, value.version) in self.in_force:
            raise Fault(("version",), "version-taken")
        self.in_force[value.id, value.version] = _kept(value, source)

    def visit(self, value: D, source: bytes) -> D:
        """Remember a definition from outside, so that its digest and bytes can be asked for."""
        kept = _kept(value, source)
        return self.visiting.setdefault(kept.ref.sha256, kept).value

    def get(self, id: str, version: int | None = None) -> D:
        """One version, or the newest. Raises DefinitionUnknown."""
        wanted = self._newest(id) if version is None else version
        try:
            return self.in_force[id, wanted].value
        except KeyError:
            raise DefinitionUnknown(id=id, version=wanted) from None

    def newest(self) -> tuple[D, ...]:
        """The newest version of each, in the order of their ids."""
        return tuple(self.get(id) for id in sorted({id for id, _ in self.in_force}))

    def ref(self, value: D) -> DefinitionRef:
        """Id, version and digest. Raises DefinitionUnknown."""
        everything = (*self.in_force.values(), *tuple(self.visiting.values()))
        for same in (lambda kept: kept.value is value, lambda kept: kept.value == value):
            for kept in everything:
                if same(kept):
                    return kept.ref
        raise DefinitionUnknown(id=value.id, version=value.version)

    def source(self, sha256: str) -> bytes | None:
        """The bytes with this digest, or None."""
        if sha256 in self.visiting:
            return self.visiting[sha256].source
        return next((kept.source for kept in self.in_force.values() if kept.ref.sha256 == sha256), None)

    def _newest(self, id: str) -> int:
        return max((version for known, version in self.in_force if known == id), default=0)


def _kept(value: D, source: bytes) -> Kept[D]:
    return Kept(value, DefinitionRef(value.id, value.version, hashlib.sha256(source).hexdigest()), source)
