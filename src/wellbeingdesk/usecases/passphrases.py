"""The practitioner's own passphrase: changed with the old one, and audited."""

from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.passphrase import require_length
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry


def change_passphrase(ports: Ports, *, old: str, new: str) -> Done[None]:
    """Lock the same records with another passphrase. Runs on the bench.

    Raises PassphraseTooShort, WrongPassphrase, CannotWrite, DiskFull.
    """
    require_length(new)
    ports.vault.change_passphrase(old, new)
    ports.lanes.on_store(lambda: _audit(ports))
    return Done(None)


def check_passphrase(ports: Ports, *, passphrase: str) -> Done[None]:
    """Try it before something is begun that shuts the desk. Runs on the bench. Raises WrongPassphrase, TooSoon."""
    ports.vault.demand(passphrase)
    return Done(None)


def _audit(ports: Ports) -> None:
    with ports.uow() as uow:
        uow.audit(AuditEntry("passphrase-changed", "desk", ports.session.desk_id))
        uow.commit()
