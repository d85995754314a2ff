"""Something to see again on a day, in one's own words; about one client or about none."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.form import FieldKind
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_fields import day_of, question, show_faults, text_of
from wellbeingdesk.gui.dialogs.client_words import ClientWords
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.usecases import reminders


class ReminderDialog(Sheet):
    """What and when."""

    def __init__(self, context: PageContext, parent: QWidget, client_id: str = "") -> None:
        super().__init__(context.theme, parent, context.words("today.add.title"))
        self._context = context
        self._client_id = client_id
        self._text = question(context, FieldKind.LINE, "today.add.what", needed=True)
        self._day = question(context, FieldKind.DATE, "today.add.when", needed=True)
        self.add(self._text)
        self.add(self._day)
        self.add_cancel()
        save = self.add_button(PrimaryButton(context.theme, context.words("today.add.do")), default=True)
        save.clicked.connect(self._save)

    @classmethod
    def ask(cls, context: PageContext, parent: QWidget, client_id: str = "") -> None:
        """Show it."""
        cls(context, parent.window(), client_id).open()

    def _save(self) -> None:
        day = day_of(self._day)
        if show_faults(self._context, self._text, self._day) or day is None:
            return
        change = self._context.runner.change(
            reminders.set_reminder, due_on=day, text=text_of(self._text), client_id=self._client_id
        )
        change.start(self, lambda _id: self._kept(ClientWords(self._context.words).dates.day(day)))

    def _kept(self, day: str) -> None:
        self.accept()
        self._context.toast(self._context.words("today.add.kept", day=day))
