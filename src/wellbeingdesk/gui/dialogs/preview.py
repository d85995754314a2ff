"""Pages to look at before they are printed or saved, such as the blank form."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.permit import Permit, Route
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.print_sheet import PrintSheet
from wellbeingdesk.gui.dialogs.receive_names import neutral_name
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton
from wellbeingdesk.gui.widgets.preview import PagePreview
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Caption
from wellbeingdesk.usecases import consents, gate, previews
from wellbeingdesk.usecases.ports import PagePicture

PDF_KIND = "consent.files.pdf"


class BlankFormSheet(Sheet):
    """The blank consent form: it names no client."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, parent, words("consent.blank.title"), width=720)
        self._context = context
        self._pdf = b""
        self.add(Caption(words("consent.blank.text")))
        self.preview = PagePreview(theme)
        self.preview.setMinimumHeight(theme.scaled(420))
        self.add(self.preview)
        close = self.add_button(Button(theme, words("shell.close")))
        close.clicked.connect(self.reject)
        self._save = self.add_button(Button(theme, words("consent.save-pdf"), "download"))
        self._print = self.add_button(PrimaryButton(theme, words("consent.print.button"), "printer"))
        self._save.clicked.connect(self._ask_where)
        self._print.clicked.connect(self._open_print)
        for button in (self._save, self._print):
            button.setEnabled(False)
        context.runner.work(consents.blank_consent_paper).start(self, self._made)

    def _made(self, pdf: bytes) -> None:
        self._pdf = pdf
        for button in (self._save, self._print):
            button.setEnabled(True)
        self._print.setFocus()
        self._context.runner.work(previews.page_pictures, pdf=pdf).start(self, self._show)

    def _show(self, pictures: tuple[PagePicture, ...]) -> None:
        self.preview.show_pages(pictures)

    def _ask_where(self) -> None:
        self._context.asking.save_file(self, neutral_name("pdf"), PDF_KIND, self._write)

    def _write(self, path: str | None) -> None:
        if path:
            job = self._context.runner.work(
                gate.write_out, route=Route.BLANK_FORM, subject_id="", payload=self._pdf, path=path
            )
            job.start(self, self._written)

    def _written(self, _permit: Permit) -> None:
        self._context.toast(self._context.words("consent.saved-pdf"))
        self.accept()

    def _open_print(self) -> None:
        sheet = PrintSheet(self._context, self, pdf=self._pdf, route=Route.BLANK_FORM, subject_id="")
        sheet.printed.connect(self.accept)
        sheet.open()
