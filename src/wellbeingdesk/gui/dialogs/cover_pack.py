"""Shows which cover keys a service pack brings and which it ends, before anything is changed."""

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.cover_key import CoverKey
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.widgets.buttons import PrimaryButton
from wellbeingdesk.gui.widgets.sheet import Sheet
from wellbeingdesk.gui.widgets.text import Caption, Selectable, Text
from wellbeingdesk.usecases import cover_packs
from wellbeingdesk.usecases.cover_packs import OfferedCoverKeys


class CoverPackSheet(Sheet):
    """The digits of the pack's maker are compared first, as at set-up."""

    def __init__(self, context: PageContext, parent: QWidget, offered: OfferedCoverKeys) -> None:
        theme, words, name = context.theme, context.words, offered.maker.name
        super().__init__(theme, parent, words("cover.pack.title"))
        self._context = context
        self._offered = offered
        self.add(Text(words("cover.pack.from", number=offered.number, service=offered.service_name, name=name)))
        self.add(Text(words("cover.pack.digits", name=name), "body2"))
        self.add(Selectable(offered.digits))
        self._list("cover.pack.coming", offered.coming)
        self._list("cover.pack.ending", offered.ending)
        changes = bool(offered.coming or offered.ending)
        if not changes:
            self.add(Text(words("cover.pack.same" if offered.brought else "cover.pack.nothing")))
        self.add_cancel()
        self.do = self.add_button(PrimaryButton(theme, words("cover.pack.do"), "key"))
        self.do.setEnabled(changes)
        self.do.clicked.connect(lambda _checked=False: self._take())

    def _list(self, title: str, keys: tuple[CoverKey, ...]) -> None:
        words = self._context.words
        if keys:
            self.add(Text(words(title), "section"))
        for key in keys:
            self.add(Text(words("cover.pack.line", role=words(f"cover.role.{key.role}"), holder=key.holder)))
            self.add(Caption(key.recipient[-16:]))

    def _take(self) -> None:
        job = self._context.runner.change(cover_packs.take_cover_keys, offered=self._offered)
        job.start(self, self._taken)

    def _taken(self, _none: None) -> None:
        self._context.toast(self._context.words("cover.pack.done"))
        self.accept()
