"""Opens a desk to the service's recovery key, from a pack or from the key made here, and closes it again."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.recovery import ServiceRecipient, SlotInfo
from wellbeingdesk.domain.service_access import ServiceAccess
from wellbeingdesk.domain.worldly import WrongPassphrase
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.forms.service_access import AccessQuestion, Asked
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.digits import digits_in_lines
from wellbeingdesk.gui.widgets.passphrase import PassphraseField
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Caption, Selectable, Text
from wellbeingdesk.gui.widgets.working import Working
from wellbeingdesk.usecases import service_access
from wellbeingdesk.usecases.service_access import OfferedKey


class _AccessSheet(Sheet):
    """A question, the passphrase, and one thing to do; while it is done the sheet stays."""

    def __init__(
        self, context: PageContext, parent: QWidget, key: str, question: AccessQuestion, above: tuple[QWidget, ...]
    ) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, parent, words(f"{key}.title"), width=560)
        self._context = context
        self._done = words(f"{key}.done")
        self._busy = False
        for widget in above:
            self.add(widget)
        self.question = question
        self.add(question)
        self.passphrase = PassphraseField(theme, words("recovery.passphrase"))
        self.passphrase.entered.connect(self._go)
        self.add(self.passphrase)
        self._working = Working(theme, words(f"{key}.doing"))
        self.add(self._working)
        self._cancel = self.add_cancel()
        self.do = self.add_button(PrimaryButton(theme, words(f"{key}.do"), "key"))
        self.do.clicked.connect(self._go)
        question.setFocus()

    def reject(self) -> None:
        """Not while the key file is written: nobody could tell whether it was."""
        if not self._busy:
            super().reject()

    def start(self, said: ServiceAccess, passphrase: str) -> None:
        """Begin the job, with `done` and `refused` for what comes of it."""
        raise NotImplementedError

    def done_with(self) -> None:
        """It is done: say so and go."""
        self._show_busy(False)
        self._context.toast(self._done)
        self.accept()

    def refused(self, told: Told) -> None:
        """Say what went wrong and let the person go on."""
        self._show_busy(False)
        if isinstance(told, WrongPassphrase):
            self.passphrase.clear()
            self.passphrase.show_finding(self._context.telling.sentence(told))
        else:
            self._context.telling.tell(told, self)
        self.passphrase.setFocus()

    def _go(self) -> None:
        if self._busy:
            return
        said = self.question.answer()
        if said is None:
            missing = self.question.focusWidget()
            if missing is not None:
                self.reveal(missing)
            return
        if not self.passphrase.text():
            self.passphrase.show_finding(self._context.words("shell.lock.needed"))
            self.passphrase.setFocus()
            return
        self.banners.clear()
        self._show_busy(True)
        self.start(said, self.passphrase.text())

    def _show_busy(self, busy: bool) -> None:
        self._busy = busy
        self._working.run(busy)
        for widget in (self.question, self.passphrase, self.do, self._cancel):
            widget.setEnabled(not busy)


class OpenToServiceSheet(_AccessSheet):
    """Whose key it is, with digits to compare where a pack brought it."""

    def __init__(
        self, context: PageContext, parent: QWidget, recipient: ServiceRecipient, offered: OfferedKey | None
    ) -> None:
        self._recipient = recipient
        about = _pack_card(context, offered) if offered else Text(context.words("service-access.take.own"), "body2")
        question = AccessQuestion(context.theme, Asked.OPENS)
        super().__init__(context, parent, "service-access.take", question, (about,))

    def start(self, said: ServiceAccess, passphrase: str) -> None:
        """Write the way in."""
        job = self._context.runner.work(
            service_access.open_to_service,
            passphrase=passphrase,
            recipient=self._recipient,
            employment=said.employment,
        )
        done: Callable[[SlotInfo], None] = lambda _slot: self.done_with()  # noqa: E731  # a type for the job's value
        job.start(self, done, self.refused)


class CloseToServiceSheet(_AccessSheet):
    """What closing does not do, and who answers instead."""

    def __init__(self, context: PageContext, parent: QWidget, known: ServiceAccess | None) -> None:
        about = Text(context.words("service-access.close.text"), "body2")
        question = AccessQuestion(context.theme, Asked.CLOSES, known)
        super().__init__(context, parent, "service-access.close", question, (about,))

    def start(self, said: ServiceAccess, passphrase: str) -> None:
        """Take the way in away."""
        job = self._context.runner.work(service_access.close_to_service, passphrase=passphrase, said=said)
        job.start(self, lambda _none: self.done_with(), self.refused)


def _pack_card(context: PageContext, offered: OfferedKey) -> Card:
    theme, words = context.theme, context.words
    card = Card(theme, words("setup.pack.title", service=offered.service_name), "package")
    name = offered.maker.name
    card.add(Text(words("setup.pack.maker", name=name, number=offered.number)))
    card.add(Caption(words("setup.pack.digits", name=name)))
    digits = Selectable(digits_in_lines(offered.digits), "digits")
    digits.setAccessibleDescription(words("setup.pack.digits", name=name))
    card.add(digits)
    card.add(Banner(theme, "info", words("setup.pack.compare"), icon="fingerprint"))
    return card
