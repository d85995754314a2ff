"""Open a new client file, with a warning inside the dialog where a similar name is on file already."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from wellbeingdesk.domain.client import NameOnFile
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.client_fields import line_of
from wellbeingdesk.gui.dialogs.client_names import NameQuestions
from wellbeingdesk.gui.widgets.announce import say
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.surface import column, row
from wellbeingdesk.gui.widgets.text import Glyph, Text
from wellbeingdesk.usecases import clients

PAUSE_MS = 400
"""A name is compared this long after its last letter, and always before a file is added."""


class NewClientDialog(Sheet):
    """`opened` gets the id of the file to open: the new one, or the one that was there."""

    def __init__(self, context: PageContext, parent: QWidget, opened: Callable[[str], None]) -> None:
        super().__init__(context.theme, parent, context.words("clients.new.title"))
        self._context = context
        self._opened = opened
        self.questions = NameQuestions(context)
        self.add(self.questions)
        self._similar = SimilarNames(context, self._open_other)
        self.add(self._similar)
        self.add_cancel()
        self._add = self.add_button(PrimaryButton(context.theme, context.words("clients.new.add")), default=True)
        self._add.clicked.connect(self._add_or_warn)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._compare)
        for name in (self.questions.name_used, self.questions.legal_name):
            line_of(name).textEdited.connect(self._pause_again)

    def _pause_again(self) -> None:
        self._pause.start()

    def _compare(self) -> None:
        names = self.questions.names()
        if any(names):
            self._ask(lambda found: self._warn(names, found))

    def _add_or_warn(self) -> None:
        self._pause.stop()
        if not self.questions.right():
            return
        names = self.questions.names()
        if self._similar.told_of == names:
            self._add_file()  # warned, and added all the same: it is somebody else
            return
        self._ask(lambda found: self._warn(names, found) if found else self._add_file())

    def _ask(self, done: Callable[[tuple[NameOnFile, ...]], None]) -> None:
        name_used, legal_name = self.questions.names()
        find = self._context.runner.change(clients.find_similar_names, name_used=name_used, legal_name=legal_name)
        find.start(self, done)

    def _warn(self, names: tuple[str, str], found: tuple[NameOnFile, ...]) -> None:
        if names != self.questions.names():
            return  # the name was changed while it was compared
        self._similar.show_names(names, found)
        self._add.setText(self._context.words("clients.new.somebody-else" if found else "clients.new.add"))
        if found:
            self.body.activate()
            self.resize(self._fitting())
            # The warning gets its place in the next turn of the event loop, and can be scrolled to from then on.
            QTimer.singleShot(0, self, lambda: self.reveal(self._similar))

    def _add_file(self) -> None:
        name_used, legal_name = self.questions.names()
        pronouns, born = self.questions.pronouns_and_birth()
        add = self._context.runner.change(
            clients.add_client, name_used=name_used, legal_name=legal_name, pronouns=pronouns, born=born
        )
        add.start(self, self._open_other)

    def _open_other(self, client_id: str) -> None:
        self.accept()
        self._opened(client_id)


class SimilarNames(QFrame):
    """Names and references of files that may be the same person, each with a way to open it."""

    def __init__(self, context: PageContext, opened: Callable[[str], None]) -> None:
        super().__init__()
        self._context = context
        self._opened = opened
        self.told_of: tuple[str, str] | None = None
        """The names that were warned about; anything else typed since has not been."""
        self.setProperty("kind", "banner")
        self.setProperty("tone", "warn")
        theme = context.theme
        self._inside = column(theme.scaled(8))
        self._inside.setContentsMargins(theme.scaled(16), theme.scaled(10), theme.scaled(12), theme.scaled(10))
        heading = row(theme.scaled(10))
        heading.addWidget(Glyph(theme, "users-round", "warn"))
        self._title = Text("", "section")
        heading.addWidget(self._title, 1)
        self._inside.addLayout(heading)
        self.setLayout(self._inside)
        self._lines: list[QWidget] = []
        self.setVisible(False)

    def show_names(self, names: tuple[str, str], found: tuple[NameOnFile, ...]) -> None:
        """Warn, or take the warning away where there is nothing alike."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self.told_of = names if found else None
        self._lines = [self._line(one) for one in found]
        for line in self._lines:
            self._inside.addWidget(line)
        self._title.setText(self._context.words("clients.new.similar", count=len(found)) if found else "")
        self.setVisible(bool(found))
        if found:
            say(self, self._title.text())

    def _line(self, one: NameOnFile) -> QWidget:
        words = self._context.words
        legal = one.legal_name if one.legal_name != one.name_used else ""
        key = "clients.new.on-file-legal" if legal else "clients.new.on-file"
        holder = QWidget()
        line = row(self._context.theme.scaled(8))
        line.addWidget(Text(words(key, name=one.name_used, legal=legal, reference=one.reference)), 1)
        open_it = Button(self._context.theme, words("clients.new.open-that"))
        open_it.setAccessibleDescription(f"{one.name_used}, {one.reference}")
        open_it.clicked.connect(lambda _checked=False: self._opened(one.client_id))
        line.addWidget(open_it)
        holder.setLayout(line)
        return holder
