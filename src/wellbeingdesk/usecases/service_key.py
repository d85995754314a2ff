"""The service's recovery key, as its lead makes it: three shares for three people, and a line for the service pack."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wellbeingdesk.domain.events import Done, SetupChanged
from wellbeingdesk.domain.key_sheet import ShareSheet, printed_groups_of_share
from wellbeingdesk.domain.permit import Permit, Route
from wellbeingdesk.domain.recovery import Share, SlotKind, check_group
from wellbeingdesk.domain.recovery_paper import FreshPaper
from wellbeingdesk.domain.service_access import LONGEST, ShareIsNotWrittenIn
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.usecases import gate
from wellbeingdesk.usecases.papers import desk_paper
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.rows import AuditEntry, UnitOfWork

_KEY = "service_recovery_key"


@dataclass(frozen=True, slots=True, repr=False)
class NewServiceKey:
    """A key that nobody keeps yet: its public line, and the shares, which exist here and on paper alone."""

    line: str
    shares: tuple[Share, Share, Share]
    made_at: Instant

    def fresh(self, holders: tuple[str, str, str]) -> FreshPaper:
        """Its shares as papers to be shown once and printed without the group by hand."""
        set_name = str(self.shares[0].set_number)
        codes = tuple(share.groups for share in self.shares)
        return FreshPaper(set_name, SlotKind.SHARES, codes, self.made_at, holders)


@dataclass(frozen=True, slots=True)
class KeptServiceKey:
    """The key that goes into this desk's service packs. `holders`: who was given the shares 1 to 3, where noted."""

    line: str
    set_number: int
    made_on: date
    holders: tuple[str, str, str]


def make_service_key(ports: Ports) -> Done[NewServiceKey]:
    """Make a key and split it; nothing of it is kept before its shares are on paper. Runs on the bench, slow."""
    recipient, shares = ports.service_keys.make(ports.session.setup.service_name)
    return Done(NewServiceKey(ports.service_keys.write(recipient), shares, ports.clock.now()))


def share_paper(ports: Ports, *, new: NewServiceKey, number: int, holder: str = "") -> Done[bytes]:
    """The pages of share 0 to 2, the group by hand left empty. Runs on the bench."""
    sheet = ShareSheet(printed_groups_of_share(new.shares[number]), new.made_at, holder=holder)
    return Done(ports.renderer.share_sheet(sheet, desk_paper(ports)))


def save_share_paper(ports: Ports, *, new: NewServiceKey, number: int, path: str, holder: str = "") -> Done[Permit]:
    """The pages as a file. Runs on the bench. Raises DiskFull, CannotWrite."""
    pdf = share_paper(ports, new=new, number=number, holder=holder).value
    set_name = str(new.shares[0].set_number)
    return gate.write_out(ports, route=Route.RECOVERY, subject_id=set_name, payload=pdf, path=path)


def is_written_in(share: Share, untrusted_typed: str) -> bool:
    """Whether the group that is written by hand was typed back as it was shown."""
    return check_group(share, share.hand_group_index, untrusted_typed)


def keep_service_key(
    ports: Ports, *, new: NewServiceKey, untrusted_typed: Sequence[str], holders: Sequence[str]
) -> Done[None]:
    """Put its public line into all packs to come, in place of an earlier one. Raises ShareIsNotWrittenIn.

    `untrusted_typed`: the last group of each share, read from the paper; `holders`: their names, or empty.
    """
    for share, untrusted in zip(new.shares, untrusted_typed, strict=True):
        if not is_written_in(share, untrusted):
            raise ShareIsNotWrittenIn(number=share.number)
    names = [" ".join(name.split())[:LONGEST] for name in holders]
    kept = {"line": new.line, "made_on": new.made_at.wall.date().isoformat(), "holders": names}
    with ports.uow() as uow:
        uow.desk.save_setting(_KEY, json.dumps(kept))
        set_number = str(new.shares[0].set_number)
        uow.audit(AuditEntry("service-key-made", "desk", ports.session.desk_id, detail=set_number))
        uow.commit()
    return Done(None, (SetupChanged(ports.session.desk_id),))


def service_key(ports: Ports) -> KeptServiceKey | None:
    """The key of the service, where this desk made one."""
    kept = ports.views.setting(_KEY)
    if kept is None:
        return None
    fields = json.loads(kept)
    one, two, three = fields["holders"]
    set_number = ports.service_keys.read(fields["line"]).set_number
    return KeptServiceKey(fields["line"], set_number, date.fromisoformat(fields["made_on"]), (one, two, three))


def public_line(uow: UnitOfWork) -> str:
    """What goes into a service pack; empty where there is no key."""
    kept = uow.desk.setting(_KEY)
    return str(json.loads(kept)["line"]) if kept else ""
