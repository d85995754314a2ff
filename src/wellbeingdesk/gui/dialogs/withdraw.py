"""The client takes a consent back: no reason is asked for, in their own words if there are any."""

from datetime import datetime

from PySide6.QtWidgets import QLineEdit, QWidget

from wellbeingdesk.domain.consent import Consent, WithdrawalLiesInFuture
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.times import Instant, Planned
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dates import Dates
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.field import LabelledField
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Text
from wellbeingdesk.gui.widgets.text_box import TextBox
from wellbeingdesk.usecases import consents


class WithdrawSheet(Sheet):
    """Enter withdraws at once; when it was said and the words may be filled in first."""

    def __init__(self, context: PageContext, parent: QWidget, consent: Consent, client_name: str, now: Instant) -> None:
        theme, words = context.theme, context.words
        facts = {"client": client_name, "recipient": consent.recipient_name}
        super().__init__(theme, parent, words("consent.withdraw.title"), width=480)
        self._context = context
        self._consent = consent
        self._now = now
        self._dates = Dates(words)
        self.add(Text(words("consent.withdraw.text", **facts)))
        self.when = QLineEdit()
        self.when.setPlaceholderText(words("field.moment-hint"))
        self._when = LabelledField(
            theme, words("consent.withdraw.when"), self.when, words("consent.withdraw.when-hint")
        )
        self.add(self._when)
        self.said = TextBox()
        self.said.setTabChangesFocus(True)
        self.said.setMaximumHeight(theme.scaled(90))
        self.add(LabelledField(theme, words("consent.withdraw.words"), self.said, words("consent.withdraw.words-hint")))
        self.add_cancel()
        self.do = self.add_button(PrimaryButton(theme, words("consent.withdraw.do")), default=True)
        self.do.clicked.connect(self._withdraw)
        self.do.setFocus()

    def _withdraw(self) -> None:
        typed = self.when.text().strip()
        moment = self._dates.read_moment(typed) if typed else None
        if typed and moment is None:
            self._when.show_finding(self._context.words("finding.not-a-moment"))
            self.when.setFocus()
            return
        job = self._context.runner.change(
            consents.withdraw_consent,
            consent_id=self._consent.id,
            said_at=self._instant(moment),
            words=self.said.toPlainText(),
        )
        job.start(self, lambda _nothing: self.accept(), self._refused)

    def _instant(self, moment: datetime | None) -> Instant | None:
        return Planned(moment, self._now.zone).instant() if moment is not None else None

    def _refused(self, told: Told) -> None:
        if isinstance(told, WithdrawalLiesInFuture):
            self._when.show_finding(self._context.telling.sentence(told))
            self.when.setFocus()
            return
        self._context.telling.tell(told, self)
