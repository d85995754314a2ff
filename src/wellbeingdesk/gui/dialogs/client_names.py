"""Change what a client is called: name used, legal name, pronouns, date of birth."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.client import Client
from wellbeingdesk.domain.form import FieldKind
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_fields import day_of, question, show_faults, text_of
from wellbeingdesk.gui.forms.row import FieldRow
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.surface import column
from wellbeingdesk.usecases import clients


class NameQuestions(QWidget):
    """The four questions, for a new file and for one that is there."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.name_used = question(context, FieldKind.LINE, "clients.name.used", needed=True, hint=True)
        self.legal_name = question(context, FieldKind.LINE, "clients.name.legal", hint=True)
        self.pronouns = question(context, FieldKind.LINE, "clients.name.pronouns", longest=60)
        self.born = question(context, FieldKind.DATE, "clients.name.born")
        inside = column(context.theme.scaled(12))
        for row in self._rows():
            inside.addWidget(row)
        self.setLayout(inside)

    def show_client(self, client: Client) -> None:
        """What is on file."""
        self.name_used.editor.set_value(client.name_used)
        self.legal_name.editor.set_value(client.legal_name)
        self.pronouns.editor.set_value(client.pronouns)
        self.born.editor.set_value(client.born.isoformat() if client.born else None)

    def right(self) -> bool:
        """Whether everything can be kept; what cannot is marked."""
        return not show_faults(self._context, *self._rows())

    def names(self) -> tuple[str, str]:
        """Name used and legal name."""
        return text_of(self.name_used), text_of(self.legal_name)

    def pronouns_and_birth(self) -> tuple[str, date | None]:
        """The other two."""
        return text_of(self.pronouns), day_of(self.born)

    def _rows(self) -> tuple[FieldRow, ...]:
        return self.name_used, self.legal_name, self.pronouns, self.born


class NamesDialog(Sheet):
    """Whoever changed the same details meanwhile is not overwritten."""

    def __init__(self, context: PageContext, parent: QWidget, client: Client) -> None:
        super().__init__(context.theme, parent, context.words("clients.name.title", reference=client.reference))
        self._context = context
        self._client = client
        self._questions = NameQuestions(context)
        self._questions.show_client(client)
        self.add(self._questions)
        self.add_cancel()
        save = self.add_button(PrimaryButton(context.theme, context.words("clients.save")), default=True)
        save.clicked.connect(self._save)

    def _save(self) -> None:
        if not self._questions.right():
            return
        name_used, legal_name = self._questions.names()
        pronouns, born = self._questions.pronouns_and_birth()
        changed = replace(self._client, name_used=name_used, legal_name=legal_name, pronouns=pronouns, born=born)
        self._context.runner.change(clients.change_client, client=changed).start(self, lambda _none: self.accept())
