"""Open a safety plan, set when it is reviewed next, or close it; the plan's state alone, never a grade of risk."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.form import FieldKind
from wellbeingdesk.domain.safety import SafetyPlan
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_fields import day_of, question, show_faults
from wellbeingdesk.gui.dialogs.client_words import ClientWords
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.usecases import safety


class SafetyPlanDialog(Sheet):
    """`plan` is the one that is open now, or None."""

    def __init__(
        self, context: PageContext, parent: QWidget, client_id: str, name: str, plan: SafetyPlan | None
    ) -> None:
        words = context.words
        super().__init__(context.theme, parent, words("clients.safety.title", name=name))
        self._context = context
        self._client_id = client_id
        if plan is not None:
            dates = ClientWords(words).dates
            opened, review = dates.day(plan.opened_at.wall.date()), dates.day(plan.review_on)
            self.add(Text(words("clients.safety.since", opened=opened, review=review)))
        self.add(Text(words("clients.safety.explain"), "body2"))
        self._review = question(context, FieldKind.DATE, "clients.safety.review", needed=True)
        self.add(self._review)
        if plan is not None:
            close = self.add_button(Button(context.theme, words("clients.safety.close")))
            close.clicked.connect(self._close_plan)
        self.add_cancel()
        save = self.add_button(
            PrimaryButton(context.theme, words("clients.safety.save" if plan else "clients.safety.begin")), default=True
        )
        save.clicked.connect(self._save)

    def _save(self) -> None:
        review_on = day_of(self._review)
        if show_faults(self._context, self._review) or review_on is None:
            return
        change = self._context.runner.change(safety.open_safety_plan, client_id=self._client_id, review_on=review_on)
        change.start(self, lambda _none: self._told("clients.safety.opened"))

    def _close_plan(self) -> None:
        change = self._context.runner.change(safety.close_safety_plan, client_id=self._client_id)
        change.start(self, lambda _none: self._told("clients.safety.closed"))

    def _told(self, key: str) -> None:
        self.accept()
        self._context.toast(self._context.words(key))
