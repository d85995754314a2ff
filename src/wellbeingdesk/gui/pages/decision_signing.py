"""The last step of a decision: what cannot be printed is told, the passphrase asked, and the signature made."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.client import Client
from wellbeingdesk.domain.draft import Draft
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.passphrase import PassphraseSheet
from wellbeingdesk.gui.dialogs.print_sheet import unprintable_words
from wellbeingdesk.usecases import consents, decisions


class DecisionSigning:
    """`signed` gets the decision's id once it is kept."""

    def __init__(self, context: PageContext, page: QWidget, signed: Callable[[str], None]) -> None:
        self._context = context
        self._page = page
        self._signed = signed

    def ask(self, draft: Draft, client: Client, second: str) -> None:
        """A complete draft, in the version that the person sees."""
        texts = tuple(value for value in draft.answers.values() if isinstance(value, str))
        job = self._context.runner.work(consents.unprintable_in, texts=(client.name_used, client.legal_name, *texts))
        job.start(self._page, lambda characters: self._open(draft, client, second, characters))

    def _open(self, draft: Draft, client: Client, second: str, characters: tuple[str, ...]) -> None:
        key = "decision.sign" if second else "decision.sign-alone"
        sheet = PassphraseSheet(
            self._context, self._page, key, client=client.name_used, reference=client.reference, second=second
        )
        if characters:
            sheet.warn(*unprintable_words(self._context, characters))
        sheet.given.connect(lambda passphrase: self._start(sheet, draft, passphrase))
        sheet.open()

    def _start(self, sheet: PassphraseSheet, draft: Draft, passphrase: str) -> None:
        job = self._context.runner.work(
            decisions.sign_decision, draft_id=draft.id, version=draft.version, passphrase=passphrase
        )
        job.start(sheet, lambda decision_id: self._done(sheet, decision_id), sheet.refused)

    def _done(self, sheet: PassphraseSheet, decision_id: str) -> None:
        sheet.accept()
        self._signed(decision_id)
