"""The cover sheet: gathered, set on paper, sealed to the service's keys and put into its folder, at every lock."""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from wellbeingdesk.domain.cover_keeping import (
    CoverFailed,
    CoverFolderAway,
    CoverFolderFull,
    CoverFolderRefuses,
    CoverSealed,
)
from wellbeingdesk.domain.cover_key import CoverKey
from wellbeingdesk.domain.cover_sheet import CoverSheet
from wellbeingdesk.domain.events import CoverSheetSealed, Done
from wellbeingdesk.domain.failures import Told, WorldError
from wellbeingdesk.domain.notice import Notice
from wellbeingdesk.domain.permit import Route
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.domain.worldly import CannotWrite, DiskFull
from wellbeingdesk.usecases import cover_keeping as keeping
from wellbeingdesk.usecases import gate
from wellbeingdesk.usecases.cover_keeping import CoverPlace
from wellbeingdesk.usecases.papers import desk_paper
from wellbeingdesk.usecases.ports import PagePicture, Paper, Ports
from wellbeingdesk.usecases.previews import SCREEN_DOTS_PER_INCH
from wellbeingdesk.usecases.rows import UnitOfWork

TEMPLATE = "cover-sheet"
_NEVER = datetime.min.replace(tzinfo=UTC)
_AWAY = frozenset({"no-folder", "missing", "device", "silent"})


@dataclass(frozen=True, slots=True)
class CoverStanding:
    """What the page of the cover sheet shows. `current`: nothing that it shows, and nobody whom it is sealed to, has
    changed since it was made, and it still lies where it should.
    """

    keys: tuple[CoverKey, ...]
    place: CoverPlace
    sealed: CoverSealed | None
    failed: CoverFailed | None
    current: bool
    clients: int


@dataclass(frozen=True, slots=True)
class _Gathered:
    """All that a making needs, from one transaction."""

    sheet: CoverSheet
    keys: tuple[CoverKey, ...]
    place: CoverPlace
    sealed: CoverSealed | None
    failed: CoverFailed | None

    @property
    def recipients(self) -> tuple[str, ...]:
        return tuple(sorted(key.recipient for key in self.keys))


def cover_standing(ports: Ports) -> Done[CoverStanding]:
    """Runs on the bench."""
    found = _gather(ports)
    current = found.sealed is not None and _is_current(ports, found, found.sealed)
    return Done(CoverStanding(found.keys, found.place, found.sealed, found.failed, current, len(found.sheet.clients)))


def preview_cover_sheet(ports: Ports) -> Done[tuple[PagePicture, ...]]:
    """The pages as they would be sealed now. Runs on the bench."""
    found = _gather(ports)
    pdf = ports.renderer.cover_sheet(found.sheet, _paper(ports, found.sheet.made_at))
    return Done(ports.renderer.page_pictures(pdf, SCREEN_DOTS_PER_INCH))


def seal_cover_sheet(ports: Ports) -> Done[CoverSealed | None]:
    """Make it now, whether or not it changed; None where no key is set. Runs on the bench.

    Raises CoverFolderAway, CoverFolderFull, CoverFolderRefuses.
    """
    found = _gather(ports)
    if not found.keys:
        return Done(None)
    return Done(_seal(ports, found), (CoverSheetSealed(ports.session.desk_id),))


def seal_at_lock(ports: Ports) -> None:
    """At a lock: where a key is set, and something changed since the last sheet or that sheet is no longer there.

    Raises as `seal_cover_sheet`, the same failure once a day.
    """
    found = _gather(ports)
    if not found.keys or (found.sealed is not None and _is_current(ports, found, found.sealed)):
        return
    try:
        _seal(ports, found)
    except WorldError as told:
        if found.failed is None or not found.failed.told_today(told.code, ports.clock.now()):
            raise


def cover_notices(ports: Ports) -> tuple[Notice, ...]:
    """The last try came to nothing; it goes when one goes well, or when no key is left to seal it to."""
    failed = keeping.failed_in(ports.views.setting)
    if failed is None or not keeping.keys_in(ports.views.setting):
        return ()
    return (Notice("cover-not-renewed", "warn", at=failed.at, page="settings.cover"),)


def _gather(ports: Ports) -> _Gathered:
    def read() -> _Gathered:
        now = ports.clock.now()
        with ports.uow() as uow:
            kept = uow.desk.setting
            keys = keeping.keys_in(kept)
            sheet = CoverSheet(ports.session.practitioner, now, uow.cover.clients(now))
            place = keeping.place_of(ports, kept(keeping.FOLDER) or "")
            return _Gathered(sheet, keys, place, keeping.sealed_in(kept), keeping.failed_in(kept))

    return ports.lanes.on_store(read)


def _paper(ports: Ports, made_at: Instant) -> Paper:
    return replace(desk_paper(ports), made_at=made_at)


def _content(ports: Ports, found: _Gathered) -> str:
    """A digest of all that is seen on the sheet but its time, of how it is set, and of whom it is sealed to."""
    sheet, template = found.sheet, ports.renderer.template(TEMPLATE)
    never = replace(sheet.made_at, utc=_NEVER)
    shown = (replace(sheet, made_at=never), _paper(ports, never), template.sha256, found.recipients)
    return hashlib.sha256(repr(shown).encode("utf-8", "surrogatepass")).hexdigest()


def _is_current(ports: Ports, found: _Gathered, sealed: CoverSealed) -> bool:
    return (
        sealed.path == found.place.path
        and sealed.content == _content(ports, found)
        and ports.files.holds(sealed.path, sealed.file)
    )


def _seal(ports: Ports, found: _Gathered) -> CoverSealed:
    pdf = ports.renderer.cover_sheet(found.sheet, _paper(ports, found.sheet.made_at))
    payload = ports.sealer.seal(pdf, found.recipients)
    made = CoverSealed(
        at=found.sheet.made_at,
        content=_content(ports, found),
        file=hashlib.sha256(payload).hexdigest(),
        path=found.place.path,
        recipients=found.recipients,
        clients=len(found.sheet.clients),
    )

    def note(uow: UnitOfWork, told: Told | None) -> None:
        if told is None:
            keeping.save_sealed(uow, made)
        else:
            keeping.save_failed(uow, CoverFailed(found.sheet.made_at, _said(told).code))

    try:
        gate.renew_sealed(
            ports,
            route=Route.COVER_SHEET,
            sealed=payload,
            path=found.place.path,
            own_folder=found.place.own,
            keep_previous=_opens_to_all_of_before(found),
            note=note,
        )
    except (DiskFull, CannotWrite) as told:
        raise _said(told) from told
    return made


def _opens_to_all_of_before(found: _Gathered) -> bool:
    """The last good one is kept beside, unless that would leave it open to a key that was ended."""
    return found.sealed is not None and set(found.sealed.recipients) <= set(found.recipients)


def _said(told: Told) -> WorldError:
    """What went wrong with its folder, in words about this sheet."""
    if isinstance(told, DiskFull):
        return CoverFolderFull()
    return CoverFolderAway() if told.facts.get("reason") in _AWAY else CoverFolderRefuses()
