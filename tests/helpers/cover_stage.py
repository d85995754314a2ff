"""Keys of a service by `age-keygen`, sheets opened with `age` alone, and a desk in which words are marked."""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pikepdf

from tests.helpers.decisions import complete_answers
from tests.helpers.desks import PASSPHRASE, on_bench, on_store
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.domain.appointment import Companion, CompanionCapacity, Modality, Outcome
from wellbeingdesk.domain.client import Channel, ContactRule
from wellbeingdesk.domain.contact import ContactDetail
from wellbeingdesk.domain.cover_key import CoverRole
from wellbeingdesk.domain.form import Value
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.domain.times import Planned
from wellbeingdesk.usecases import (
    appointments,
    clients,
    consents,
    contacts,
    cover_keys,
    decisions,
    drafts,
    notes,
    reminders,
    safety,
)
from wellbeingdesk.usecases.cover_keeping import file_name

MARK = "Zymurgie"
"""Stands in everything that must never be on the sheet."""


@dataclass(frozen=True)
class ServiceKey:
    """A pair made without us: the file with the secret half, and the half that goes to the desk."""

    file: Path
    recipient: str

    def opens(self, sealed: Path) -> bytes:
        """The pages, by the real command. Raises CalledProcessError."""
        return subprocess.run(["age", "-d", "-i", self.file, sealed], check=True, capture_output=True).stdout


def make_key(folder: Path, name: str = "duty") -> ServiceKey:
    """As the service makes it on a computer of its own."""
    file = folder / f"{name}.txt"
    subprocess.run(["age-keygen", "-o", file], check=True, capture_output=True)
    done = subprocess.run(["age-keygen", "-y", file], check=True, capture_output=True, text=True)
    return ServiceKey(file, done.stdout.strip())


def set_key(desk: OpenDesk, key: ServiceKey, holder: str = "Duty manager") -> None:
    """The service's key is set at this desk."""
    on_store(desk, cover_keys.set_cover_key, role=CoverRole.DUTY_COVER, holder=holder, untrusted_key=key.recipient)


def sheet_of(desk: OpenDesk) -> Path:
    """Where the sealed sheet lies when no folder was chosen."""
    return Path(desk.ports.session.folder) / "cover" / file_name(desk.ports.session.desk_id)


def text_of(pdf: bytes) -> str:
    """What can be read on the pages, block by block and then line by line."""
    return " ".join(_read(pdf, *how) for how in ((), ("-layout",)))


def _read(pdf: bytes, *how: str) -> str:
    done = subprocess.run(["pdftotext", *how, "-", "-"], input=pdf, check=True, capture_output=True)
    return " ".join(done.stdout.decode().replace("\u00a0", " ").split())


def everything_in(pdf: bytes) -> bytes:
    """The file with every stream unpacked, where texts also stand in the tags and in the facts about the file."""
    whole = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(
            whole,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return whole.getvalue()


def client_with_everything(desk: OpenDesk, name: str = "Amara Okafor") -> str:
    """What belongs on the sheet, and marked words wherever something is written that does not."""
    client_id: str = on_store(
        desk, clients.add_client, name_used=name, legal_name="Amarachi Okafor", pronouns="she/her"
    ).value
    rules = (
        ContactRule(Channel.PHONE, True, False, "After 18:00"),
        ContactRule(Channel.POST, False),
    )
    on_store(desk, clients.set_contact_rules, client_id=client_id, rules=rules)
    on_store(
        desk,
        clients.add_person_not_to_tell,
        client_id=client_id,
        name="Grace Okafor",
        relation="mother",
        said_by="Amara herself",
    )
    _contacts(desk, client_id)
    today = desk.ports.clock.now().wall.date()
    on_store(desk, safety.open_safety_plan, client_id=client_id, review_on=today + timedelta(days=3))
    _sessions(desk, client_id)
    _papers(desk, client_id)
    on_store(desk, reminders.set_reminder, due_on=today, text=f"{MARK} reminder", client_id=client_id)
    return client_id


def _contacts(desk: OpenDesk, client_id: str) -> None:
    details = (
        ContactDetail(Channel.PHONE, "020 7946 0000"),
        ContactDetail(Channel.POST, "Room 12\nElm House"),
    )
    on_store(desk, contacts.change_contact_details, client_id=client_id, details=details)
    for name, safe in (("Ada Reed", True), ("Noor Haddad", None)):
        on_store(
            desk,
            contacts.add_emergency_contact,
            client_id=client_id,
            name=name,
            relation="flatmate",
            reach="020 7946 0001",
            safe_to_contact=safe,
            said_by="Amara herself",
        )


def plan(desk: OpenDesk, client_id: str, wall: datetime) -> str:
    """An appointment."""
    appointment_id: str = on_store(
        desk,
        appointments.make_appointment,
        client_id=client_id,
        planned=Planned(wall.replace(second=0, microsecond=0), desk.ports.clock.now().zone),
        minutes=50,
        modality=Modality.PHONE,
        accompanied_by=(Companion(f"{MARK} companion", CompanionCapacity.INTERPRETER),),
    ).value
    return appointment_id


def _sessions(desk: OpenDesk, client_id: str) -> None:
    """One ahead, one that was missed for a reason, one ahead that was cancelled."""
    now = desk.ports.clock.now()
    plan(desk, client_id, now.wall + timedelta(days=2))
    missed = plan(desk, client_id, now.wall - timedelta(days=3))
    on_store(
        desk,
        appointments.record_outcome,
        appointment_id=missed,
        outcome=Outcome.DID_NOT_ATTEND,
        reason=f"{MARK} missed reason",
    )


def _papers(desk: OpenDesk, client_id: str) -> None:
    """Signed and unsigned: notes, a consent, a decision."""
    for signed in (True, False):
        draft = on_store(
            desk,
            drafts.begin_draft,
            kind=RecordKind.NOTE,
            client_id=client_id,
            form_id="note-narrative",
            answers={"narrative": f"{MARK} note"},
        ).value
        if signed:
            on_store(desk, notes.sign_note, draft_id=draft.id, version=draft.version)
        consent = on_store(desk, consents.begin_consent, client_id=client_id).value
        form = desk.ports.catalogue.form(consent.form_id)
        dates = {"starts_on": "2020-01-01", "ends_on": "2090-01-01"}
        answers = {key: _marked(value) for key, value in complete_answers(form, dates).items()}
        saved = on_store(desk, drafts.save_draft, draft=replace(consent, answers=answers)).value
        if signed:
            on_store(desk, consents.sign_consent, draft_id=saved.id, version=saved.version)
        decision = on_store(desk, decisions.begin_decision, client_id=client_id).value
        form = desk.ports.catalogue.form(decision.form_id)
        answers = {key: _marked(value) for key, value in complete_answers(form).items()}
        saved = on_store(desk, drafts.save_draft, draft=replace(decision, answers=answers)).value
        if signed:
            on_bench(desk, decisions.sign_decision, draft_id=saved.id, version=saved.version, passphrase=PASSPHRASE)


def _marked(value: Value) -> Value:
    return f"{MARK} {value}" if isinstance(value, str) and value.startswith("made-up") else value
