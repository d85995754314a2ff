"""What can be begun in a client's file: buttons for which there is room, and a menu for the rest."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.domain.note import TEMPLATES
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.appointment_new import AppointmentDialog
from wellbeingdesk.gui.dialogs.reminder_new import ReminderDialog
from wellbeingdesk.gui.pages.client_file_menus import Entry, drop_menu
from wellbeingdesk.gui.shortcuts import NEW_NOTE, on_keys
from wellbeingdesk.gui.widgets.buttons import Button, IconButton, PrimaryButton
from wellbeingdesk.gui.widgets.surface import row
from wellbeingdesk.usecases import consents, decisions, drafts


class FileActions(QWidget):
    """New note first; what does not fit goes into the menu at the end."""

    def __init__(self, context: PageContext, client_id: str) -> None:
        super().__init__()
        self._context = context
        self._client_id = client_id
        theme, words = context.theme, context.words
        self._line = row(theme.scaled(8))
        self.setLayout(self._line)
        lesser: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("clients.do.decide", "git-branch", self._decide),
            ("clients.do.consent", "handshake", self._consent),
            ("clients.do.appointment", "calendar-plus", self._appointment),
        )
        self._buttons: list[tuple[Button, Entry]] = []
        for key, icon, act in lesser:
            button = Button(theme, words(key), icon)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons.append((button, Entry(words(key), act, icon)))
            self._line.addWidget(button)
        self.note = PrimaryButton(theme, words("clients.do.note"), "plus")
        self.note.clicked.connect(self._note)
        self._line.addWidget(self.note)
        self.more = IconButton(theme, "ellipsis", words("clients.do.more"))
        self.more.clicked.connect(self._more)
        self._line.addWidget(self.more)
        on_keys(self, NEW_NOTE, self._note)

    def fit(self, width: int) -> None:
        """Show as many buttons as go into this width, the first of them last to go."""
        needed = self.note.sizeHint().width() + self.more.sizeHint().width() + self._line.spacing()
        for button, _ in reversed(self._buttons):
            needed += button.sizeHint().width() + self._line.spacing()
            button.setVisible(needed <= width)

    def begin_note(self, form_id: str) -> None:
        """A draft on this template, and to it."""
        begin = self._context.runner.change(
            drafts.begin_draft, kind=RecordKind.NOTE, client_id=self._client_id, form_id=form_id
        )
        begin.start(self, self._to_note)

    def _note(self) -> None:
        drop_menu(self._context.theme, self.note, template_entries(self._context, self.begin_note))

    def _to_note(self, draft: Draft) -> None:
        self._context.navigate("clients.note", draft_id=draft.id)

    def _appointment(self) -> None:
        AppointmentDialog.ask(self._context, self, self._client_id)

    def _consent(self) -> None:
        begin = self._context.runner.change(consents.begin_consent, client_id=self._client_id)
        begin.start(self, lambda draft: self._context.navigate("consent.edit", draft_id=draft.id))

    def _decide(self) -> None:
        begin = self._context.runner.change(decisions.begin_decision, client_id=self._client_id)
        begin.start(self, lambda draft: self._context.navigate("decisions.edit", draft_id=draft.id))

    def _more(self) -> None:
        words = self._context.words
        folded = [entry for button, entry in reversed(self._buttons) if button.isHidden()]
        always = [
            Entry(words("clients.do.reminder"), self._reminder, "bell"),
            Entry(words("clients.do.missed"), self._missed, "calendar-x"),
        ]
        drop_menu(self._context.theme, self.more, [*folded, *always])

    def _reminder(self) -> None:
        ReminderDialog.ask(self._context, self, self._client_id)

    def _missed(self) -> None:
        self._context.navigate("clients.missed", client_id=self._client_id)


def template_entries(context: PageContext, begin: Callable[[str], None]) -> list[Entry]:
    """The templates a note can be written on, the plain narrative first."""
    return [
        Entry(context.words(f"notes.begin.{form_id}"), lambda form_id=form_id: begin(form_id), "notebook-pen")  # type: ignore[misc]  # mypy cannot infer a lambda's default
        for form_id in TEMPLATES
    ]
