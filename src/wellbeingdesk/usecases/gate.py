"""The gate: the only maker of a Permit, and the one way out by file or printer, audited before a byte leaves and
after.
"""

import hashlib
from collections.abc import Callable

from wellbeingdesk.domain.backup import BackupMade
from wellbeingdesk.domain.consent import ConsentIsTheOtherWay, ConsentIsWithdrawn, ConsentNotInForce
from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.permit import Outlet, Permit, Route
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork

_SEALED = b"age-encryption.org/v1\n"


def _still_allowed(uow: UnitOfWork, ports: Ports, route: Route, subject_id: str) -> None:
    if route is not Route.CONSENT:
        return
    now = ports.clock.now()
    consent = uow.consents.get(subject_id)
    if consent.withdrawn_at is not None and consent.withdrawn_by(now):
        raise ConsentIsWithdrawn(when=consent.withdrawn_at.wall.strftime("%d.%m.%Y %H:%M"))
    if not consent.counts_at(now):
        raise ConsentNotInForce
    if not consent.lets_us_tell:
        raise ConsentIsTheOtherWay


def _permit(ports: Ports, outlet: Outlet, route: Route, subject_id: str, payload: bytes) -> Permit:
    digest = hashlib.sha256(payload).hexdigest()
    permit = Permit(ports.ids.new(), outlet, route, subject_id, digest)
    with ports.uow() as uow:
        _still_allowed(uow, ports, route, subject_id)
        uow.audit(AuditEntry("export-intended", route.value, subject_id, digest=digest, detail=outlet.value))
        uow.commit()
    return permit


Note = Callable[[UnitOfWork, Told | None], None]
"""Keeps what came of it (None: it is out), in the transaction that audits it. A fault of ours is noted by nobody."""


def _note_nothing(_uow: UnitOfWork, _told: Told | None) -> None:
    """Most ways out have nothing to keep."""


def _outcome(ports: Ports, permit: Permit, outcome: str, note: Note = _note_nothing, told: Told | None = None) -> None:
    with ports.uow() as uow:
        note(uow, told)
        uow.audit(
            AuditEntry(
                f"export-{outcome}",
                permit.route.value,
                permit.subject_id,
                digest=permit.payload_sha256,
                detail=permit.outlet.value,
            )
        )
        uow.commit()


def _send(
    ports: Ports, outlet: Outlet, route: Route, subject_id: str, payload: bytes, way: Callable[[Permit], None],
    note: Note = _note_nothing,
) -> Permit:  # fmt: skip
    permit = ports.lanes.on_store(lambda: _permit(ports, outlet, route, subject_id, payload))
    try:
        way(permit)
    except Told as told:
        failed = told
        ports.lanes.on_store(lambda: _outcome(ports, permit, "failed", note, failed))
        raise
    except BaseException:
        ports.lanes.on_store(lambda: _outcome(ports, permit, "failed"))
        raise
    ports.lanes.on_store(lambda: _outcome(ports, permit, "done", note))
    return permit


CopyNote = Callable[[UnitOfWork, BackupMade | Told | None], None]
"""Keeps what came of a sealed copy, in the transaction that audits it: the copy, why there is none, or (a fault of
ours) nothing.
"""


def seal_out(ports: Ports, *, route: Route, make: Callable[[Permit], BackupMade], note: CopyNote) -> Done[BackupMade]:
    """Let a sealed copy of the whole store out, whose bytes nobody knows beforehand and no memory holds. Runs on the
    long thread. Raises what `make` raises.
    """
    permit = Permit(ports.ids.new(), Outlet.SEALED_COPY, route, ports.session.desk_id, "")
    ports.lanes.on_store(lambda: _tell_copy(ports, permit, "intended", lambda _uow, _none: None, None))
    try:
        made = make(permit)
    except BaseException as error:
        failed = error if isinstance(error, Told) else None
        ports.lanes.on_store(lambda: _tell_copy(ports, permit, "failed", note, failed))
        raise
    ports.lanes.on_store(lambda: _tell_copy(ports, permit, "done", note, made))
    return Done(made)


def _tell_copy(ports: Ports, permit: Permit, outcome: str, note: CopyNote, came: BackupMade | Told | None) -> None:
    digest = came.sha256 if isinstance(came, BackupMade) else ""
    detail = came.code if isinstance(came, Told) else permit.outlet.value
    with ports.uow() as uow:
        note(uow, came)
        uow.audit(AuditEntry(f"backup-{outcome}", permit.route.value, permit.subject_id, digest=digest, detail=detail))
        uow.commit()


def write_out(
    ports: Ports, *, route: Route, subject_id: str, payload: bytes, path: str, outlet: Outlet = Outlet.FILE
) -> Done[Permit]:
    """Write a file that a person chose. Runs on the bench. Raises DiskFull, CannotWrite, ConsentIsWithdrawn,
    ConsentNotInForce.
    """
    return Done(
        _send(ports, outlet, route, subject_id, payload, lambda permit: ports.files.write(permit, path, payload))
    )


def renew_sealed(
    ports: Ports, *, route: Route, sealed: bytes, path: str, own_folder: bool, keep_previous: bool, note: Note
) -> Permit:
    """Put a sealed file in place of an earlier one. Nothing unsealed goes this way. Raises DiskFull, CannotWrite."""
    if not sealed.startswith(_SEALED):
        raise AssertionError("what leaves by itself is sealed")

    def way(permit: Permit) -> None:
        ports.files.renew(permit, path, sealed, own_folder=own_folder, keep_previous=keep_previous)

    return _send(ports, Outlet.FILE, route, ports.session.desk_id, sealed, way, note)


def print_out(ports: Ports, *, route: Route, subject_id: str, pdf: bytes, queue: str, copies: int = 1) -> Done[Permit]:
    """Print under a neutral title. Runs on the bench. Raises PrinterFailed, NoPrinter and the gate's refusals."""
    return Done(
        _send(
            ports,
            Outlet.PRINTER,
            route,
            subject_id,
            pdf,
            lambda permit: ports.printer.print_pdf(permit, pdf, queue, copies),
        )
    )


def let_copy(ports: Ports, *, text: str) -> Done[Permit]:
    """Leave to put a passage that the practitioner marked on the clipboard; its digest is audited, not its words."""
    return Done(_permit(ports, Outlet.CLIPBOARD, Route.COPIED_TEXT, ports.session.desk_id, text.encode()))


def copied(ports: Ports, *, permit: Permit) -> Done[None]:
    """It is there."""
    _outcome(ports, permit, "done")
    return Done(None)
