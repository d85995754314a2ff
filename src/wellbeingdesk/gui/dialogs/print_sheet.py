"""Prints pages: which printer, how many copies, what cannot be printed, and what the print system may keep."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.permit import Permit, Route
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.field import LabelledField, caption_row
from wellbeingdesk.gui.widgets.pickers import Picker
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.usecases import consents, gate, previews

MOST_COPIES = 20


class PrintSheet(Sheet):
    """`texts` is what stands on the pages; characters that no font has are named before anything is printed."""

    printed = Signal()

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        *,
        pdf: bytes,
        route: Route,
        subject_id: str,
        texts: tuple[str, ...] = (),
    ) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, parent, words("consent.print.title"), width=480)
        self._context = context
        self._pdf = pdf
        self._route = route
        self._subject_id = subject_id
        self._none = Banner(theme, "info", words("world.NoPrinter.what"), words("world.NoPrinter.do"), icon="printer")
        self._none.setVisible(False)
        self.add(self._none)
        self.printers = Picker(theme, words("consent.print.looking"))
        self.add(LabelledField(theme, words("consent.print.printer"), self.printers))
        self.copies = QLineEdit("1")
        self.copies.setMaxLength(2)
        self.copies.setMaximumWidth(theme.scaled(90))
        self._copies = LabelledField(theme, words("consent.print.copies"), self.copies)
        self.add(self._copies)
        self.add(caption_row(theme, "info", words("consent.print.kept")))
        self.add_cancel()
        self.do = self.add_button(PrimaryButton(theme, words("consent.print.do"), "printer"), default=True)
        self.do.clicked.connect(self._print)
        self.do.setEnabled(False)
        context.runner.work(previews.print_queues).start(self, self._offer)
        if texts:
            context.runner.work(consents.unprintable_in, texts=texts).start(self, self._warn)

    def _offer(self, queues: tuple[str, ...]) -> None:
        self.printers.offer([(queue, queue) for queue in queues])
        self.printers.choose(queues[0] if queues else None)
        self._none.setVisible(not queues)
        self.printers.setEnabled(bool(queues))
        self.do.setEnabled(bool(queues))
        (self.do if queues else self.copies).setFocus()

    def _warn(self, characters: tuple[str, ...]) -> None:
        if characters:
            title, text = unprintable_words(self._context, characters)
            self.body.insertWidget(0, Banner(self.theme, "warn", title, text))

    def _print(self) -> None:
        queue, typed = self.printers.chosen(), self.copies.text().strip()
        if not typed.isdecimal() or not 1 <= int(typed) <= MOST_COPIES:
            self._copies.show_finding(self._context.words("consent.print.copies-wrong", most=MOST_COPIES))
            self.copies.setFocus()
            return
        if queue is None:
            return
        self.do.setEnabled(False)
        job = self._context.runner.work(
            gate.print_out,
            route=self._route,
            subject_id=self._subject_id,
            pdf=self._pdf,
            queue=queue,
            copies=int(typed),
        )
        job.start(self, self._printed, self._refused)

    def _printed(self, _permit: Permit) -> None:
        self._context.toast(self._context.words("consent.print.done"))
        self.printed.emit()
        self.accept()

    def _refused(self, told: Told) -> None:
        self.do.setEnabled(True)
        self._context.telling.tell(told, self)


def unprintable_words(context: PageContext, characters: tuple[str, ...]) -> tuple[str, str]:
    """Which characters will print as their number, as a sentence and what follows it."""
    shown = ", ".join(f"{one} [U+{ord(one):04X}]" for one in characters[:10])
    words = context.words
    return words("consent.print.unprintable", count=len(characters)), words(
        "consent.print.unprintable-text", shown=shown
    )
