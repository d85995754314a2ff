"""Somebody who must not be told that a client is known here: who, how related, who said so; the time is filled in."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.form import FieldKind
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_fields import line_of, question, show_faults, text_of
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases import clients


class NotToTellDialog(Sheet):
    """Mostly it is the client who said so; their name stands there to begin with."""

    def __init__(self, context: PageContext, parent: QWidget, client_id: str, client_name: str) -> None:
        super().__init__(context.theme, parent, context.words("clients.not-to-tell.title", name=client_name))
        self._context = context
        self._client_id = client_id
        self.add(Text(context.words("clients.not-to-tell.explain"), "body2"))
        self._name = question(context, FieldKind.LINE, "clients.not-to-tell.name", needed=True)
        self._relation = question(context, FieldKind.LINE, "clients.not-to-tell.relation", hint=True)
        self._said_by = question(context, FieldKind.LINE, "clients.not-to-tell.said-by", needed=True)
        line_of(self._said_by).setText(client_name)
        for one in (self._name, self._relation, self._said_by):
            self.add(one)
        self.add_cancel()
        add = self.add_button(PrimaryButton(context.theme, context.words("clients.not-to-tell.add")), default=True)
        add.clicked.connect(self._add)

    def _add(self) -> None:
        if show_faults(self._context, self._name, self._said_by):
            return
        change = self._context.runner.change(
            clients.add_person_not_to_tell,
            client_id=self._client_id,
            name=text_of(self._name),
            relation=text_of(self._relation),
            said_by=text_of(self._said_by),
        )
        change.start(self, lambda _id: self.accept())
