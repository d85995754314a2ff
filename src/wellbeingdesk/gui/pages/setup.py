"""The first run: the service's policy, what it leaves open, who works here, a passphrase; then the desk is made."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QWidget

from wellbeingdesk.domain.desk import PractitionerNameIsNeeded, RegistrationIsHalf, SetUp
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.domain.service_access import EmploymentIsNotSaid, ServiceAccess
from wellbeingdesk.gui.asking import Asking
from wellbeingdesk.gui.forms.editor import in_language
from wellbeingdesk.gui.look import Words
from wellbeingdesk.gui.pages.decision_layout import LANGUAGE, Room
from wellbeingdesk.gui.pages.setup_access import AccessStep
from wellbeingdesk.gui.pages.setup_choices import ChoicesStep
from wellbeingdesk.gui.pages.setup_passphrase import PassphraseStep
from wellbeingdesk.gui.pages.setup_person import PersonStep
from wellbeingdesk.gui.pages.setup_policy import PolicyStep
from wellbeingdesk.gui.runner import Door
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import BannerBar
from wellbeingdesk.gui.widgets.buttons import Button, PrimaryButton
from wellbeingdesk.gui.widgets.surface import Rule, column, row
from wellbeingdesk.gui.widgets.text import Caption, Heading
from wellbeingdesk.usecases.service_pack import ServicePack

_WIDEST = 780
_POLICY, _CHOICES, _ACCESS, _PERSON, _PASSPHRASE = range(5)
_STEPS = ("policy", "choices", "access", "person", "passphrase")


@dataclass(frozen=True, slots=True, repr=False)
class DoorContext:
    """What set-up is handed by app, before any desk is open. `create` gets what was entered and the passphrase."""

    theme: Theme
    words: Words
    asking: Asking
    telling: Telling
    door: Door
    policies: tuple[Policy, ...]
    read_pack: Callable[[str], ServicePack]
    create: Callable[[SetUp, str], object]
    read_logo: Callable[[str], bytes]
    """A picture from a file, looked at before anything draws it."""


class SetUpPages(QWidget):
    """`made` carries the open desk as `create` gave it; `cancelled` leads back to where set-up was begun."""

    made = Signal(object)
    cancelled = Signal()

    def __init__(self, context: DoorContext) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._at = _POLICY
        self._busy = False
        self._said: ServiceAccess | None = None
        self._place = Caption("")
        self._title = Heading("")
        self.banners = BannerBar(theme)
        self.policy = PolicyStep(theme, context.policies, self._ask_for_pack)
        self.choices = ChoicesStep(theme)
        self.access = AccessStep(theme)
        self.person = PersonStep(theme)
        self.passphrase = PassphraseStep(theme, self.person.known)
        self._stack = QStackedWidget()
        self._pages = (self.policy, self.choices, self.access, self.person, self.passphrase)
        for step in self._pages:
            self._stack.addWidget(step)
        self.policy.chosen.connect(self._follow)
        self.choices.changed.connect(self._follow)
        self.person.entered.connect(self._go_on)
        self.person.logo_asked.connect(self._ask_for_logo)
        self.passphrase.entered.connect(self._go_on)
        self._column = QWidget()
        inside = column(theme.scaled(12))
        inside.addWidget(self._place)
        inside.addWidget(self._title)
        inside.addWidget(self.banners)
        inside.addWidget(Room(self._stack), 1)
        inside.addWidget(Rule())
        inside.addWidget(self._waiting())
        inside.addLayout(self._foot())
        self._column.setLayout(inside)
        outer = row(0, theme.scaled(24))
        outer.addStretch(1)
        outer.addWidget(self._column, 100)
        outer.addStretch(1)
        self.setLayout(outer)
        theme.changed.connect(self._rescale)
        self._rescale()
        self._go_to(_POLICY)

    def _waiting(self) -> QWidget:
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 1)
        self._progress.setAccessibleName(self._context.words("setup.making"))
        self._making = QWidget()
        inside = column(self._context.theme.scaled(6))
        inside.addWidget(Caption(self._context.words("setup.making")))
        inside.addWidget(self._progress)
        self._making.setLayout(inside)
        self._making.setVisible(False)
        return self._making

    def _foot(self) -> QHBoxLayout:
        theme, words = self._context.theme, self._context.words
        line = row(theme.scaled(8))
        self.cancel = Button(theme, words("shell.cancel"))
        self.back = Button(theme, words("shell.back"), "arrow-left")
        self.next = PrimaryButton(theme, words("shell.next"))
        self.cancel.clicked.connect(self.cancelled)
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        line.addWidget(self.cancel)
        line.addStretch(1)
        line.addWidget(self.back)
        line.addWidget(self.next)
        return line

    def _rescale(self) -> None:
        self._column.setMaximumWidth(self._context.theme.scaled(_WIDEST))

    def _go_to(self, at: int) -> None:
        words = self._context.words
        self._at = at
        self.banners.clear()
        self._stack.setCurrentIndex(at)
        way = self._way()
        self._place.setText(words("setup.place", at=way.index(at) + 1, count=len(way)))
        self._title.setText(words(f"setup.{_STEPS[at]}.title"))
        self.back.setVisible(at > _POLICY)
        self._follow()
        self._pages[at].setFocus()

    def _follow(self) -> None:
        """What the button says: on, how much is missing, or that the desk will be made."""
        words = self._context.words
        if self._at == _CHOICES:
            self.next.setText(words("setup.next-missing", count=len(self.choices.findings())))
        else:
            self.next.setText(words("setup.make" if self._at == _PASSPHRASE else "shell.next"))
        if self._at == _POLICY and self.policy.policy() is not None:
            self.banners.clear()

    def _way(self) -> tuple[int, ...]:
        """The steps that there are: a pack has the service's choices in it, and may bring its recovery key."""
        pack = self.policy.pack
        if pack is None:
            return _POLICY, _CHOICES, _PERSON, _PASSPHRASE
        return (_POLICY, *((_ACCESS,) if pack.recovery else ()), _PERSON, _PASSPHRASE)

    def _go_back(self) -> None:
        way = self._way()
        self._go_to(way[max(0, way.index(self._at) - 1)])

    def _go_on(self) -> None:
        if self._busy:
            return
        self.banners.clear()
        match self._at:
            case 0:
                self._leave_policy()
            case 1:
                if self.choices.is_complete():
                    self._go_to(_PERSON)
            case 2:
                self._said = self.access.answer()
                if self._said is not None:
                    self._go_to(_PERSON)
            case 3:
                if self.person.is_complete():
                    self._go_to(_PASSPHRASE)
            case _:
                if self.passphrase.is_right():
                    self._make()

    def _leave_policy(self) -> None:
        policy, pack = self.policy.policy(), self.policy.pack
        if policy is None:
            self.banners.add("warn", self._context.words("setup.policy.needed"))
            return
        service = in_language(policy.service, LANGUAGE)
        self.person.suggest_service(pack.service_name if pack else service, fixed=pack is not None)
        if pack is not None:
            self._go_to(self._way()[1])
            return
        self.choices.ask(policy)
        self._go_to(_CHOICES)

    def _ask_for_pack(self) -> None:
        self._context.asking.open_file(self, "setup.files.pack", self._open_pack)

    def _open_pack(self, path: str | None) -> None:
        if path:
            self.banners.clear()
            self._context.door.work(self._context.read_pack, path).start(self, self.policy.show_pack)

    def _ask_for_logo(self) -> None:
        self._context.asking.open_file(self, "setup.files.logo", self._open_logo)

    def _open_logo(self, path: str | None) -> None:
        if path:
            self.banners.clear()
            self._context.door.work(self._context.read_logo, path).start(self, self.person.show_logo)

    def _set_up(self) -> SetUp:
        policy, pack, person = self.policy.policy(), self.policy.pack, self.person
        if policy is None:
            raise AssertionError("nobody comes this far without a policy")
        return SetUp(
            policy_id=policy.id,
            choices=pack.choices if pack else self.choices.answers(),
            service_name=person.service.text().strip(),
            name=person.name.text().strip(),
            role=person.role.text().strip(),
            body=person.body.text().strip(),
            number=person.number.text().strip(),
            logo_png=pack.logo_png if pack else person.logo_png,
            pack=pack.file if pack else b"",
            service_access=self._said if pack and pack.recovery else None,
        )

    def _make(self) -> None:
        self._show_busy(True)
        job = self._context.door.work(self._context.create, self._set_up(), self.passphrase.text())
        job.start(self, self._made, self._refused)

    def _made(self, desk: object) -> None:
        self._show_busy(False)
        self.passphrase.clear()
        self.made.emit(desk)

    def _refused(self, told: Told) -> None:
        self._show_busy(False)
        if isinstance(told, PractitionerNameIsNeeded | RegistrationIsHalf):
            self._go_to(_PERSON)
        if isinstance(told, EmploymentIsNotSaid):
            self._go_to(_ACCESS)
        self._context.telling.tell(told, self)

    def _show_busy(self, busy: bool) -> None:
        self._busy = busy
        self._progress.setRange(0, 0 if busy else 1)
        self._making.setVisible(busy)
        for widget in (self.back, self.next, self.cancel, self.passphrase):
            widget.setEnabled(not busy)
