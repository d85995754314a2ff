"""A client's telephone number, email and postal address; whether they may be used is asked by the contact rules."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.client import Channel
from wellbeingdesk.domain.contact import REACHED_BY, ContactDetail
from wellbeingdesk.domain.form import FieldKind
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_fields import question, show_faults, text_of
from wellbeingdesk.gui.forms.row import FieldRow
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases import contacts


class ContactDetailsDialog(Sheet):
    """One line each for number and email, several for the address; what is left empty is not known."""

    def __init__(
        self, context: PageContext, parent: QWidget, client_id: str, name: str, known: tuple[ContactDetail, ...]
    ) -> None:
        super().__init__(context.theme, parent, context.words("clients.reached.title", name=name))
        self._context = context
        self._client_id = client_id
        self.add(Text(context.words("clients.reached.explain"), "body2"))
        kept = {one.channel: one.value for one in known}
        self._rows = {channel: self._row(channel, kept.get(channel, "")) for channel in REACHED_BY}
        self.add_cancel()
        save = self.add_button(PrimaryButton(context.theme, context.words("clients.save")), default=True)
        save.clicked.connect(self._save)

    def _row(self, channel: Channel, value: str) -> FieldRow:
        kind = FieldKind.TEXT if channel is Channel.POST else FieldKind.LINE
        asked = question(self._context, kind, f"clients.reached.{channel.value}")
        asked.editor.set_value(value)
        self.add(asked)
        return asked

    def _save(self) -> None:
        if show_faults(self._context, *self._rows.values()):
            return
        details = tuple(ContactDetail(channel, text_of(asked)) for channel, asked in self._rows.items())
        change = self._context.runner.change(
            contacts.change_contact_details, client_id=self._client_id, details=details
        )
        change.start(self, lambda _none: self.accept())
