"""The first run: the service's policy, what it leaves open, who works here, a passphrase; then the desk is made."""

from collections.abc import Callable
from dataclasses import dataclass

from wellbeingdesk.domain.desk import PractitionerNameIsNeeded, RegistrationIsHalf, SetUp
from wellbeingdesk.domain.failures import Told
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.domain.service_access import EmploymentIsNotSaid, ServiceAccess
from wellbeingdesk.gui.asking import Asking
from wellbeingdesk.gui.forms.editor import in_language
from wellbeingdesk.gui.look import Words
from wellbeingdesk.gui.pages.decision_layout import LANGUAGE
from wellbeingdesk.gui.pages.passphrase_step import PassphraseStep
from wellbeingdesk.gui.pages.setup_access import AccessStep
from wellbeingdesk.gui.pages.setup_choices import ChoicesStep
from wellbeingdesk.gui.pages.setup_person import PersonStep
from wellbeingdesk.gui.pages.setup_policy import PolicyStep
from wellbeingdesk.gui.pages.step_pages import StepPages
from wellbeingdesk.gui.runner import Door
from wellbeingdesk.gui.telling import Telling
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.working import Working
from wellbeingdesk.usecases.service_pack import ServicePack

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


class SetUpPages(StepPages):
    """`made` carries the open desk as `create` gave it; `cancelled` leads back to where set-up was begun."""

    def __init__(self, context: DoorContext) -> None:
        self._context = context
        theme, words = context.theme, context.words
        self._at = _POLICY
        self._busy = False
        self._said: ServiceAccess | None = None
        self.policy = PolicyStep(theme, context.policies, self._ask_for_pack)
        self.choices = ChoicesStep(theme)
        self.access = AccessStep(theme)
        self.person = PersonStep(theme)
        warning = words("setup.passphrase.warning"), words("setup.passphrase.warning-text")
        notice = Banner(theme, "warn", *warning, icon="key")
        self.passphrase = PassphraseStep(theme, words("setup.passphrase.text"), self.person.known, notice)
        self._pages = (self.policy, self.choices, self.access, self.person, self.passphrase)
        self._working = Working(theme, words("setup.making"))
        super().__init__(theme, self._pages, self._working)
        self.policy.chosen.connect(self._follow)
        self.choices.changed.connect(self._follow)
        self.person.entered.connect(self._go_on)
        self.person.logo_asked.connect(self._ask_for_logo)
        self.passphrase.entered.connect(self._go_on)
        self.cancel.clicked.connect(self.cancelled)
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self._go_to(_POLICY)

    def _go_to(self, at: int) -> None:
        words = self._context.words
        self._at = at
        way = self._way()
        place = words("setup.place", at=way.index(at) + 1, count=len(way))
        self.show_step(at, place, words(f"setup.{_STEPS[at]}.title"))
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
        self._working.run(busy)
        self.hold(busy)
