"""Every page and every dialog of an open desk, with something of everything in it, to be walked by one test."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import wellbeingdesk.gui
from tests.helpers.decision_stage import Sitter
from tests.helpers.recovery_stage import makes_shares, makes_sheet, tries
from wellbeingdesk.domain.appointment import Companion, CompanionCapacity, Modality, Outcome
from wellbeingdesk.domain.backup_plan import Every, Meets, RestoredFrom
from wellbeingdesk.domain.client import Channel, ContactRule
from wellbeingdesk.domain.cover_key import CoverKey, CoverRole
from wellbeingdesk.domain.failures import WorldError
from wellbeingdesk.domain.permit import Route
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.domain.recovery import SlotKind
from wellbeingdesk.domain.recovery_paper import KeptPaper
from wellbeingdesk.domain.times import Planned
from wellbeingdesk.gui.dialogs import outcome
from wellbeingdesk.gui.dialogs.appointment_new import AppointmentDialog
from wellbeingdesk.gui.dialogs.client_names import NamesDialog
from wellbeingdesk.gui.dialogs.client_new import NewClientDialog
from wellbeingdesk.gui.dialogs.contact_details import ContactDetailsDialog
from wellbeingdesk.gui.dialogs.contact_rules import ContactRulesDialog
from wellbeingdesk.gui.dialogs.cover_key import CoverKeySheet
from wellbeingdesk.gui.dialogs.cover_pack import CoverPackSheet
from wellbeingdesk.gui.dialogs.cover_preview import CoverPreviewSheet
from wellbeingdesk.gui.dialogs.emergency_contact import EmergencyContactDialog
from wellbeingdesk.gui.dialogs.fingerprint import FingerprintSheet
from wellbeingdesk.gui.dialogs.not_to_tell import NotToTellDialog
from wellbeingdesk.gui.dialogs.passphrase import PassphraseSheet
from wellbeingdesk.gui.dialogs.passphrase_change import ChangePassphraseSheet
from wellbeingdesk.gui.dialogs.preview import BlankFormSheet
from wellbeingdesk.gui.dialogs.print_sheet import PrintSheet
from wellbeingdesk.gui.dialogs.recovery_drill import RecoveryDrillSheet
from wellbeingdesk.gui.dialogs.recovery_paper import RecoveryPaperSheet
from wellbeingdesk.gui.dialogs.recovery_refuse import RefuseRecoverySheet
from wellbeingdesk.gui.dialogs.rekey import RekeySheet
from wellbeingdesk.gui.dialogs.reminder_new import ReminderDialog
from wellbeingdesk.gui.dialogs.safety_plan import SafetyPlanDialog
from wellbeingdesk.gui.dialogs.service_access import CloseToServiceSheet, OpenToServiceSheet
from wellbeingdesk.gui.dialogs.service_key import ServiceKeySheet
from wellbeingdesk.gui.dialogs.withdraw import WithdrawSheet
from wellbeingdesk.gui.forms.form_editor import FormEditor
from wellbeingdesk.gui.pages.draft_kept import KeptText
from wellbeingdesk.gui.shortcuts import ShortcutSheet
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.usecases import (
    appointments,
    backups,
    clients,
    consents,
    cover_keys,
    cover_packs,
    cover_sheets,
    decisions,
    drafts,
    exchange,
    notes,
    receiving,
    reminders,
    safety,
    service_copies,
)
from wellbeingdesk.usecases.recovery_views import kept_recovery
from wellbeingdesk.usecases.rows import ClientFile
from wellbeingdesk.usecases.service_access import OfferedKey

LONG_NAME = "Maximiliana Wolkenstein-Trostburg of Northumberland"
RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
LONG_TEXT = "A long session about the move, the lab, and sleep. " * 40


class Full:
    """A desk in which there is something of everything; `other` is the colleague's."""

    def __init__(self, one: Sitter, other: Sitter, folder: Path) -> None:
        self.one = one
        self.client_id = one.adds(LONG_NAME)
        one.adds("محمد علي")
        self._people()
        self.note_id = self._note(LONG_TEXT, sign=True)
        self.addendum_id: str = one.does(notes.begin_addendum, record_id=self.note_id).id
        self.draft_id = self._note("Begun.", sign=False)
        self.appointment_id = self._appointments()
        self.consent_draft_id: str = one.does(consents.begin_consent, client_id=self.client_id).id
        self.consent_id = one.consents(self.client_id)
        self.decision_draft_id: str = one.does(decisions.begin_decision, client_id=self.client_id).id
        self.decision_id = one.decides(self.client_id)
        role = CoverRole.DUTY_COVER
        one.does(cover_keys.set_cover_key, role=role, holder=LONG_NAME, untrusted_key=RECIPIENT)
        one.works(cover_sheets.seal_cover_sheet)
        path = str(folder / "there.age")
        other.works(exchange.send_for_countersignature, decision_id=other.decides(other.adds()), path=path)
        for fresh in (makes_sheet(one.desk), makes_shares(one.desk)):
            tries(one.desk, fresh)
        self.review_id: str = one.works(receiving.receive_file, path=path).id
        self._backups(folder / "stick", folder / "service")

    def pages(self) -> list[tuple[str, dict[str, str]]]:
        """Each page by its name, some twice: with what it can be asked to show."""
        return [
            ("today", {}),
            ("clients", {}),
            ("clients.file", {"client_id": self.client_id}),
            ("clients.note", {"draft_id": self.draft_id}),
            ("clients.note", {"draft_id": self.addendum_id}),
            ("clients.note", {"record_id": self.note_id}),
            ("clients.missed", {}),
            ("clients.missed", {"client_id": self.client_id}),
            ("consent", {}),
            ("consent.edit", {"draft_id": self.consent_draft_id}),
            ("consent.view", {"consent_id": self.consent_id}),
            ("decisions", {}),
            ("decisions.edit", {"draft_id": self.decision_draft_id}),
            ("decisions.view", {"decision_id": self.decision_id}),
            ("decisions.review", {"record_id": self.review_id}),
            ("colleagues", {}),
            ("settings", {}),
            ("settings.store", {}),
            ("settings.ways", {}),
            ("settings.cover", {}),
            ("settings.backups", {}),
        ]

    def dialogs(self) -> dict[type[Sheet], Callable[[], Sheet]]:
        """Each kind of dialog, made with what it is about."""
        context, window, file = self.one.view.context, self.one.window, self._file()
        client, name, words = file.client, file.client.name_used, self.one.view.context.words
        now = self.one.desk.ports.clock.now()
        facts = self.one.knows(lambda ports: outcome.outcome_facts(ports, self.appointment_id))
        colleague = self.one.knows(lambda ports: ports.views.colleagues())[0]
        consent = self.one.knows(lambda ports: ports.views.consent(self.consent_id))
        pdf = self.one.works(consents.blank_consent_paper)
        sign = {"client": name, "reference": client.reference, "second": colleague.card.practitioner.name}
        return {
            NewClientDialog: lambda: NewClientDialog(context, window, lambda _id: None),
            NamesDialog: lambda: NamesDialog(context, window, client),
            ContactRulesDialog: lambda: ContactRulesDialog(context, window, client.id, name, file.contact_rules),
            NotToTellDialog: lambda: NotToTellDialog(context, window, client.id, name),
            ContactDetailsDialog: lambda: ContactDetailsDialog(context, window, client.id, name, file.contact_details),
            EmergencyContactDialog: lambda: EmergencyContactDialog(context, window, client.id, name, (LONG_NAME,)),
            SafetyPlanDialog: lambda: SafetyPlanDialog(context, window, client.id, name, file.safety_plan),
            AppointmentDialog: lambda: AppointmentDialog(context, window, client.id, name, now),
            outcome.OutcomeDialog: lambda: outcome.OutcomeDialog(context, window, facts),
            ReminderDialog: lambda: ReminderDialog(context, window, client.id),
            FingerprintSheet: lambda: FingerprintSheet(context, window, colleague),
            PassphraseSheet: lambda: PassphraseSheet(context, window, "decision.sign", **sign),
            ChangePassphraseSheet: lambda: ChangePassphraseSheet(context, window),
            BlankFormSheet: lambda: BlankFormSheet(context, window),
            RecoveryPaperSheet: lambda: RecoveryPaperSheet(context, window, SlotKind.SHARES),
            RecoveryDrillSheet: lambda: RecoveryDrillSheet(context, window, self._shares()),
            RefuseRecoverySheet: lambda: RefuseRecoverySheet(context, window),
            PrintSheet: lambda: PrintSheet(context, window, pdf=pdf, route=Route.BLANK_FORM, subject_id=""),
            WithdrawSheet: lambda: WithdrawSheet(context, window, consent, name, now),
            ServiceKeySheet: lambda: ServiceKeySheet(context, window, again=True),
            OpenToServiceSheet: self._open_to_service,
            CloseToServiceSheet: lambda: CloseToServiceSheet(context, window, None),
            RekeySheet: lambda: RekeySheet(context, window, frozenset(SlotKind)),
            CoverKeySheet: lambda: CoverKeySheet(context, window),
            CoverPackSheet: lambda: CoverPackSheet(context, window, self._offered()),
            CoverPreviewSheet: lambda: CoverPreviewSheet(context, window),
            ShortcutSheet: lambda: ShortcutSheet(context.theme, window),
            KeptText: self._kept_text,
            Sheet: lambda: _plain(context.theme, window, words("shell.bug.title")),
        }

    def _shares(self) -> KeptPaper:
        papers = {paper.kind: paper for paper in self.one.knows(kept_recovery).papers}
        return papers[SlotKind.SHARES]

    def _open_to_service(self) -> Sheet:
        """With a pack that brings a key."""
        recipient, _ = self.one.desk.ports.service_keys.make(LONG_NAME)
        maker = self.one.desk.ports.session.practitioner
        digits = self.one.knows(lambda ports: ports.views.colleagues())[0].card.fingerprint
        offered = OfferedKey(LONG_NAME, 1, maker, digits, recipient)
        return OpenToServiceSheet(self.one.view.context, self.one.window, recipient, offered)

    def _offered(self) -> cover_packs.OfferedCoverKeys:
        """A pack that brings one key and ends another."""
        ports = self.one.desk.ports
        coming, ending = (
            CoverKey(role, RECIPIENT, LONG_NAME, ports.clock.now(), number)
            for role, number in ((CoverRole.DUTY_COVER, 2), (CoverRole.CLINICAL_WILL, 1))
        )
        person, digits = ports.session.practitioner, "77965 47660 78909 09659 39467 06485 · 1"
        return cover_packs.OfferedCoverKeys("Example", 2, person, "", digits, (coming,), (coming,), (ending,))

    def _kept_text(self) -> Sheet:
        """Another text of the draft, beside an editor in which there is nothing of it."""
        context, kept = self.one.view.context, self.one.knows(lambda ports: ports.views.draft(self.draft_id))
        form = self.one.knows(lambda ports: ports.catalogue.form(kept.form_id))
        editor = FormEditor(form, "en", context.words, context.theme)
        sheet = KeptText(context, self.one.window, editor, kept)
        editor.setParent(sheet)
        editor.hide()
        return sheet

    def _file(self) -> ClientFile:
        return self.one.knows(lambda ports: ports.views.client_file(self.client_id))

    def _backups(self, stick: Path, service: Path) -> None:
        """One made and tried, one that failed since, a copy for the service with its answer, and a restore told of."""
        desk = self.one.desk
        for made in (stick, service):
            made.mkdir()
        self.one.works(backups.choose_backups, folder=str(stick), every=Every.DAILY)
        self.one.works(service_copies.choose_service_folder, folder=str(service))
        for usecase in (backups.back_up_now, service_copies.send_service_copy, backups.try_a_restore):
            desk.threads.long.submit(usecase, desk.ports).result()
        told = RestoredFrom(desk.ports.clock.now(), 2, 14, 1, 2)
        self.one.does(backups.note_restored, told=told, way=SlotKind.SHARES)
        self.one.does(
            service_copies.record_what_the_service_said,
            meets=Meets.YES,
            said_by="Kim Reed",
            words="A sealed copy will do",
        )
        service.rename(service.with_name("away"))
        with suppress(WorldError):
            desk.threads.long.submit(service_copies.send_service_copy, desk.ports).result()

    def _people(self) -> None:
        does, client_id = self.one.does, self.client_id
        rules = tuple(ContactRule(channel, True, None, "after six in the evening") for channel in Channel)
        does(clients.set_contact_rules, client_id=client_id, rules=rules)
        for name in ("Ngozi Okafor", "Paul Reed", "Sam Lee"):
            does(clients.add_person_not_to_tell, client_id=client_id, name=name, relation="tutor", said_by=LONG_NAME)
        today = self.one.desk.ports.clock.now().wall.date()
        does(safety.open_safety_plan, client_id=client_id, review_on=today)
        does(reminders.set_reminder, due_on=today, text="Ring the halls about the quiet room", client_id=client_id)

    def _note(self, text: str, *, sign: bool) -> str:
        draft = self.one.does(
            drafts.begin_draft,
            kind=RecordKind.NOTE,
            client_id=self.client_id,
            form_id="note-soap",
            answers={"subjective": text},
        )
        if sign:
            self.one.does(notes.sign_note, draft_id=draft.id, version=draft.version)
        return str(draft.id)

    def _appointments(self) -> str:
        """One today, and one yesterday that was missed; gives back today's."""
        now = self.one.desk.ports.clock.now()
        today = self._appointment(now.wall.replace(hour=0, minute=0, second=0, microsecond=0), now.zone)
        missed = self._appointment(now.wall - timedelta(days=1), now.zone)
        self.one.does(
            appointments.record_outcome, appointment_id=missed, outcome=Outcome.DID_NOT_ATTEND, reason="Unwell that day"
        )
        return today

    def _appointment(self, wall: datetime, zone: str) -> str:
        companion = Companion("Kim Reed", CompanionCapacity.INTERPRETER)
        made: str = self.one.does(
            appointments.make_appointment,
            client_id=self.client_id,
            planned=Planned(wall.replace(second=0, microsecond=0), zone),
            minutes=50,
            modality=Modality.IN_PERSON,
            accompanied_by=(companion,),
        )
        return made


def every_dialog() -> set[type[Sheet]]:
    """All kinds of dialog that the program has."""
    for module in pkgutil.walk_packages(wellbeingdesk.gui.__path__, "wellbeingdesk.gui."):
        importlib.import_module(module.name)
    found: set[type[Sheet]] = {
        one for one in _below(Sheet) if one.__module__.startswith("wellbeingdesk.") and one.__name__[0] != "_"
    }
    found.add(Sheet)
    return found


def _below(kind: type[Sheet]) -> Iterator[type[Sheet]]:
    for below in kind.__subclasses__():
        yield below
        yield from _below(below)


def _plain(theme: object, window: object, title: str) -> Sheet:
    """As a question or a failure is told: a title, words, and a way out."""
    from wellbeingdesk.gui.widgets.text import Text

    sheet = Sheet(theme, window, title)  # type: ignore[arg-type]  # handed on from the desk's own context
    sheet.add(Text(LONG_TEXT))
    sheet.add_cancel()
    return sheet
