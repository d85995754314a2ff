"""What Today tells at its head: gathered from every part of the program that has something to say."""

from collections.abc import Callable

from wellbeingdesk.domain.events import Done, NoticePutAside
from wellbeingdesk.domain.notice import Notice
from wellbeingdesk.domain.times import instant_from_utc
from wellbeingdesk.usecases.backup_views import backup_notices
from wellbeingdesk.usecases.cover_sheets import cover_notices
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.recovery_views import recovery_notices
from wellbeingdesk.usecases.rows import AuditEntry
from wellbeingdesk.usecases.store_views import store_notices
from wellbeingdesk.usecases.ways_notices import ended_notices

Source = Callable[[Ports], tuple[Notice, ...]]
_PUT_ASIDE = "notice-aside."


def attempts_notices(ports: Ports) -> tuple[Notice, ...]:
    """Somebody failed to open the locked desk since it was open last; slips inside the open desk are in the audit."""
    failed = ports.vault.failed_attempts
    if not failed.outside:
        return ()
    at = None if failed.last is None else instant_from_utc(failed.last, ports.clock.now().zone)
    mark = f"{failed.outside} {failed.last.isoformat() if failed.last else ''}".strip()
    return (Notice("failed-attempts", "warn", {"count": failed.outside}, at, "settings", mark=mark),)


SOURCES: tuple[Source, ...] = (
    store_notices,
    attempts_notices,
    recovery_notices,
    ended_notices,
    backup_notices,
    cover_notices,
)
"""In the order in which they are told."""


def notices(ports: Ports) -> tuple[Notice, ...]:
    """Everything that is to be told and that nobody has put aside."""
    found = (notice for source in SOURCES for notice in source(ports))
    return tuple(one for one in found if not (one.mark and ports.views.setting(_PUT_ASIDE + one.key) == one.mark))


def put_aside(ports: Ports, *, notice: Notice) -> Done[None]:
    """A person has read it; the audit keeps what it was about."""
    with ports.uow() as uow:
        uow.desk.save_setting(_PUT_ASIDE + notice.key, notice.mark)
        uow.audit(AuditEntry("notice-put-aside", "desk", ports.session.desk_id, detail=f"{notice.key} {notice.mark}"))
        uow.commit()
    return Done(None, (NoticePutAside(notice.key),))
