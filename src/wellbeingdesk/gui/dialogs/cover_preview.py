"""Shows the pages of the cover sheet as they would be sealed now; nothing leaves the desk by this."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.preview import PagePreview
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Caption
from wellbeingdesk.usecases import cover_sheets
from wellbeingdesk.usecases.ports import PagePicture


class CoverPreviewSheet(Sheet):
    """To look at only."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        theme, words = context.theme, context.words
        super().__init__(theme, parent, words("cover.preview.title"), width=720)
        self.add(Caption(words("cover.preview.text")))
        self._wait = Caption(words("cover.preview.wait"))
        self.add(self._wait)
        self.preview = PagePreview(theme)
        self.preview.setMinimumHeight(theme.scaled(420))
        self.add(self.preview)
        close = self.add_button(PrimaryButton(theme, words("shell.close")), default=True)
        close.clicked.connect(self.accept)
        context.runner.work(cover_sheets.preview_cover_sheet).start(self, self._show)

    def _show(self, pages: tuple[PagePicture, ...]) -> None:
        self._wait.hide()
        self.preview.show_pages(pages)
