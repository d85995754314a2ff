"""Which copy of a desk a package comes from: signed beside the decision it carries, and remembered by colleague."""

import hashlib
import json
from dataclasses import replace

from wellbeingdesk.domain.colleague import ContactCard
from wellbeingdesk.domain.decision import RecordDoesNotVerify
from wellbeingdesk.usecases.packages import Package
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry

FORMAT = "wellbeingdesk.instance/1"
_SEEN = "instance_seen."


def with_instance(ports: Ports, package: Package) -> Package:
    """The package with this desk's number in it; a desk that was never restored says nothing."""
    number = ports.store.instance
    if number == 1:
        return package
    statement = _statement(package, ports.session.desk_id, number)
    return replace(package, instance=number, instance_signature=ports.signer.sign_bytes(statement, ports.identity))


def heed_instance(ports: Ports, package: Package, sender: ContactCard) -> bool:
    """Whether the package comes from a copy of the sender's desk that was retired: a later one was met before.

    Runs on the bench. Raises RecordDoesNotVerify where the number was not signed by the sender.
    """
    if package.instance != 1:
        statement = _statement(package, sender.desk_id, package.instance)
        if not ports.signer.check_bytes(statement, package.instance_signature, sender.leaf_der):
            raise RecordDoesNotVerify(codes="INSTANCE:NOT_SIGNED_BY_THE_SENDER")
    return ports.lanes.on_store(lambda: _remembered(ports, package, sender))


def _remembered(ports: Ports, package: Package, sender: ContactCard) -> bool:
    with ports.uow() as uow:
        known = uow.colleagues.by_root(sender.root_sha256)
        if known is None:
            return False
        key = _SEEN + known.id
        seen = int(uow.desk.setting(key) or 1)
        if package.instance == seen:
            return False
        retired = package.instance < seen
        if not retired:
            uow.desk.save_setting(key, str(package.instance))
        action = "retired-instance-met" if retired else "later-instance-met"
        uow.audit(AuditEntry(action, "colleague", known.id, detail=f"{package.instance} {seen} {package.record_id}"))
        uow.commit()
    return retired


def _statement(package: Package, desk_id: str, number: int) -> bytes:
    """Canonical JSON (RFC 8785, of texts and a whole number)."""
    members = {
        "desk_id": desk_id,
        "format": FORMAT,
        "instance": number,
        "kind": package.kind.value,
        "pdf_sha256": hashlib.sha256(package.pdf).hexdigest(),
        "record_id": package.record_id,
    }
    return json.dumps(members, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
