"""Somebody to reach in an emergency: who, how, whether that is safe, and who said so; the time is filled in."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.contact import is_the_same_name, who_must_not_be_told
from wellbeingdesk.domain.form import FieldKind
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_fields import line_of, question, show_faults, text_of
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases import contacts

ANSWERS = {True: "yes", False: "no", None: "not-asked"}
_MEANT = {word: answer for answer, word in ANSWERS.items()}


class EmergencyContactDialog(Sheet):
    """`not_to_tell`: those who must not be told now. A name like one of theirs is asked about before it is kept."""

    def __init__(
        self, context: PageContext, parent: QWidget, client_id: str, client_name: str, not_to_tell: tuple[str, ...]
    ) -> None:
        words = context.words
        super().__init__(context.theme, parent, words("clients.emergency.title", name=client_name))
        self._context = context
        self._client_id = client_id
        self._not_to_tell = not_to_tell
        self.add(Text(words("clients.emergency.explain"), "body2"))
        options = [(one, words(f"clients.emergency.safe-{one}")) for one in ANSWERS.values()]
        self._name = question(context, FieldKind.LINE, "clients.emergency.name", needed=True)
        self._relation = question(context, FieldKind.LINE, "clients.emergency.relation", hint=True)
        self._reach = question(context, FieldKind.LINE, "clients.emergency.reach", needed=True, hint=True)
        self._safe = question(context, FieldKind.CHOICE, "clients.emergency.safe", needed=True, options=options)
        self._said_by = question(context, FieldKind.LINE, "clients.emergency.said-by", needed=True)
        self._safe.editor.set_value(ANSWERS[None])
        line_of(self._said_by).setText(client_name)
        for one in (self._name, self._relation, self._reach, self._safe, self._said_by):
            self.add(one)
        self.add_cancel()
        add = self.add_button(PrimaryButton(context.theme, words("clients.emergency.add")), default=True)
        add.clicked.connect(self._add)

    def _add(self) -> None:
        if show_faults(self._context, self._name, self._reach, self._safe, self._said_by):
            return
        name = text_of(self._name)
        other = who_must_not_be_told(name, self._not_to_tell)
        if other is None or any(is_the_same_name(name, one) for one in self._not_to_tell):
            self._keep(somebody_else=False)
            return
        facts = {"name": name, "other": other}
        self._context.asking.confirm(
            self, "clients.emergency.alike", facts, lambda sure: self._keep(somebody_else=True) if sure else None
        )

    def _keep(self, *, somebody_else: bool) -> None:
        change = self._context.runner.change(
            contacts.add_emergency_contact,
            client_id=self._client_id,
            name=text_of(self._name),
            relation=text_of(self._relation),
            reach=text_of(self._reach),
            safe_to_contact=_MEANT[text_of(self._safe)],
            said_by=text_of(self._said_by),
            somebody_else=somebody_else,
        )
        change.start(self, lambda _id: self.accept())
