"""The step of set-up that a pack with a recovery key brings: how somebody works, and whether it opens their desk."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.service_access import ServiceAccess
from wellbeingdesk.gui.forms.service_access import AccessQuestion, Asked
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.surface import Scroller, column
from wellbeingdesk.gui.widgets.text import Text


class AccessStep(QWidget):
    """One question; nothing is chosen beforehand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._question = AccessQuestion(theme, Asked.BOTH)
        self._scroller = scroller = Scroller(theme.scaled(14))
        scroller.column.setContentsMargins(4, 4, theme.scaled(10), theme.scaled(8))
        scroller.column.addWidget(Text(theme.words("setup.access.text"), "body2"))
        scroller.column.addWidget(self._question)
        scroller.column.addStretch(1)
        inside = column(0)
        inside.addWidget(scroller)
        self.setLayout(inside)
        self.setFocusProxy(self._question)

    def answer(self) -> ServiceAccess | None:
        """What was said; None where something is missing, which is told beside it."""
        said, missing = self._question.answer(), self._question.focusWidget()
        if said is None and missing is not None:
            self._scroller.reveal(missing)
        return said
