"""The cards beside a signed decision: what to do next, who the second signatory is, and how anybody can check it."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.colleague import Colleague
from wellbeingdesk.domain.decision import DecisionState
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.fingerprint import FingerprintSheet
from wellbeingdesk.gui.forms.editor import in_language
from wellbeingdesk.gui.pages.decision_layout import LANGUAGE
from wellbeingdesk.gui.pages.decision_reading import OpenDecision
from wellbeingdesk.gui.pages.decision_steps import is_answered
from wellbeingdesk.gui.pages.decision_words import DecisionWords, identity_icon
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton, QuietButton
from wellbeingdesk.gui.widgets.card import Card
from wellbeingdesk.gui.widgets.surface import row
from wellbeingdesk.gui.widgets.text import Caption, Glyph, Selectable, Text


class NextCard(Card):
    """One primary button: the step that is due now. What is not yet possible is not there."""

    def __init__(self, context: PageContext, opened: OpenDecision) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, words("decision.next.title"), "arrow-right")
        state, colleague = opened.decision.state, opened.colleague
        name = colleague.card.practitioner.name if colleague else ""
        to_send = state is DecisionState.SIGNED and colleague is not None
        waiting = state is DecisionState.WITH_COLLEAGUE
        key = "alone" if colleague is None else state.value
        self.add(Text(words(f"decision.next.{key}", name=name), "body2"))
        send_words = words("decision.send" if to_send else "decision.send-again", name=name)
        self.send = (PrimaryButton if to_send else Button)(theme, send_words, "send")
        self.receive = (PrimaryButton if waiting else Button)(theme, words("decision.take-answer"), "inbox")
        declined = state is DecisionState.DECLINED
        self.anew = PrimaryButton(theme, words(_anew_words(opened)), "pen-line")
        last = not to_send and not waiting and not declined
        self.save = (PrimaryButton if last else Button)(theme, words("decision.save-pdf"), "download")
        self.print = Button(theme, words("decision.print"), "printer")
        self.file = QuietButton(theme, words("decision.to-client"), "user")
        open_still = colleague is not None and not is_answered(state)
        in_order = (self.receive, self.send) if waiting else (self.send, self.receive)
        for button in in_order:
            self.add(button)
            button.setVisible(open_still)
        self.add(self.anew)
        self.anew.setVisible(declined)
        for button in (self.save, self.print, self.file):
            self.add(button)


def _anew_words(opened: OpenDecision) -> str:
    if opened.anew is None:
        return "decision.anew.begin"
    return "decision.anew.look" if opened.anew.signed else "decision.anew.go-on"


class SecondCard(Card):
    """The person named, in the policy's words, and whether their card was checked."""

    def __init__(self, context: PageContext, colleague: Colleague, policy: Policy) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, words("decision.second.title"), "users")
        self._context = context
        self._colleague = colleague
        said, person = DecisionWords(words), colleague.card.practitioner
        self.add(Text(person.name, "section"))
        if said.person(person):
            self.add(Caption(said.person(person)))
        self.add(identity_row(context, colleague))
        self.add(Caption(in_language(policy.second_signature.words, LANGUAGE)))
        if not colleague.verified:
            self.check = Button(theme, words("colleagues.check.button"), "badge-check")
            self.check.clicked.connect(self._check)
            self.add(self.check)

    def _check(self) -> None:
        FingerprintSheet(self._context, self.window(), self._colleague).open()


class CheckingCard(Card):
    """How anybody can verify the record, with our program or with other people's."""

    def __init__(self, context: PageContext, opened: OpenDecision) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, words("decision.verify.title"), "shield")
        self.add(Text(words("decision.verify.text"), "body2"))
        for key in ("ours", "poppler"):
            self.add(Caption(words(f"decision.verify.{key}")))
            self.add(Selectable(words(f"decision.verify.{key}-command")))
        self.add(Caption(words("decision.verify.digest")))
        digest = opened.decision.record_sha256
        self.add(Selectable(" ".join(digest[at : at + 8] for at in range(0, len(digest), 8))))
        self.add(Caption(words("decision.verify.kept")))


def identity_row(context: PageContext, colleague: Colleague) -> QWidget:
    """`Identity not checked` or since when it is, with its icon."""
    theme = context.theme
    holder = QWidget()
    line = row(theme.scaled(6))
    line.addWidget(Glyph(theme, *identity_icon(colleague), 16))
    line.addWidget(Text(DecisionWords(context.words).identity(colleague)), 1)
    holder.setLayout(line)
    return holder
