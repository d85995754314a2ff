"""This computer's keyring, on the page of the ways in: how it stands, what it does for the passphrase, and what not."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from wellbeingdesk.domain.events import Done
from wellbeingdesk.domain.keyring import AccountKind, DeviceState, KeyringState
from wellbeingdesk.domain.notice import Tone
from wellbeingdesk.domain.times import instant_from_utc
from wellbeingdesk.gui.context import PageContext
from wellbeingdesk.gui.dialogs.passphrase import PassphraseSheet
from wellbeingdesk.gui.pages.ways_list import WaysCard
from wellbeingdesk.gui.widgets.banner import Banner
from wellbeingdesk.gui.widgets.buttons import Button, DangerButton
from wellbeingdesk.gui.widgets.flow import Flow
from wellbeingdesk.gui.widgets.surface import empty
from wellbeingdesk.gui.widgets.text import Caption, Text
from wellbeingdesk.usecases import keyring
from wellbeingdesk.usecases.keyring import DeviceWay, KeyringStanding
from wellbeingdesk.usecases.ports import Ports
from wellbeingdesk.usecases.recovery_views import WaysIn


class KeyringCard(WaysCard):
    """The keyring is asked on the bench, because it may take its time; until then the card says so."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "keyring.title", "monitor")
        self._zone = "UTC"
        self.add(Text(context.words("keyring.text"), "body2"))
        self.place.addWidget(Caption(context.words("keyring.asking")))
        self.column.addLayout(self.place)

    def show_ways(self, ways: WaysIn) -> None:
        """It has a view of its own."""
        self._zone = ways.zone
        self.context.runner.work(keyring.keyring_standing).start(self, self._show)

    def _show(self, found: KeyringStanding) -> None:
        empty(self.place)
        self._tell_account(found)
        if found.keyring is not KeyringState.READY and not (found.off and not found.devices):
            self._say(f"keyring.state.{found.keyring.value}", "warn" if found.devices else "info")
        if not found.alone and found.here is None and found.keyring is KeyringState.READY:
            self._say("keyring.alone.lost", "danger")
            return
        for device in found.devices:
            self._tell_device(device, found)
        if found.here is not None or not found.alone:
            self._tell_alone(found)
        elif found.shared is False and not found.off and found.keyring is KeyringState.READY:
            self._buttons(self._asks("strengthen", keyring.strengthen, icon="key"))

    def _tell_account(self, found: KeyringStanding) -> None:
        words, account = self.context.words, found.account
        if account.kind is not AccountKind.ORDINARY:
            self._say(f"keyring.account.{account.kind.value}", "warn" if found.devices else "info")
        elif found.shared is None:
            self.place.addWidget(Text(words("keyring.account.question", account=account.label), "section"))
            self.place.addWidget(Caption(words("keyring.account.why")))
            own = self._answers("own", shared=False)
            self._buttons(own, self._answers("others", shared=True))
        elif found.shared:
            self._say("keyring.account.shared", "warn" if found.devices else "info")
            self._buttons(self._answers("own-after-all", shared=False))
        else:
            self.place.addWidget(Caption(words("keyring.account.mine", account=account.label)))

    def _tell_device(self, device: DeviceWay, found: KeyringStanding) -> None:
        words = self.context.words
        made = instant_from_utc(device.made_at, self._zone).wall if device.made_at else None
        facts = {"label": device.label, "when": self.dates.moment(made) if made else ""}
        if device.state is DeviceState.HERE:
            self.place.addWidget(Text(words("keyring.device.here", **facts), "section"))
            return
        if device.state is DeviceState.UNREACHABLE:
            self.place.addWidget(Text(words("keyring.device.unreachable", **facts)))
            return
        self._say(f"keyring.device.{device.state.value}", "warn", **facts)
        if found.alone or len(found.devices) > 1:
            forget = partial(keyring.forget_computer, slot_id=device.slot_id)
            self._buttons(self._asks("forget", forget, dangerous=True, about=facts["label"]))

    def _tell_alone(self, found: KeyringStanding) -> None:
        words = self.context.words
        weaken = self._asks("weaken", keyring.weaken)
        if not found.alone:
            self.place.addWidget(Text(words("keyring.alone.ended")))
            self._buttons(weaken)
            return
        self.place.addWidget(Text(words("keyring.alone.still")))
        if found.off:
            self._buttons(weaken)
        elif not found.recovery:
            self._say("keyring.alone.first", "info")
            self._buttons(weaken)
        else:
            self._buttons(self._asks("end", keyring.end_passphrase_alone, icon="lock"), weaken)

    def _say(self, key: str, tone: Tone, **facts: str) -> None:
        words = self.context.words
        self.place.addWidget(Banner(self.context.theme, tone, words(f"{key}.what", **facts), words(f"{key}.do")))

    def _buttons(self, *buttons: Button) -> None:
        holder, flow = QWidget(), Flow(self.context.theme.scaled(8))
        for button in buttons:
            flow.addWidget(button)
        holder.setLayout(flow)
        self.place.addWidget(holder)

    def _answers(self, key: str, *, shared: bool) -> Button:
        button = Button(self.context.theme, self.context.words(f"keyring.account.{key}"))
        job = self.context.runner.change
        button.clicked.connect(
            lambda _checked=False: job(keyring.say_whose_account, shared=shared).start(self, lambda _none: None)
        )
        return button

    def _asks(
        self,
        key: str,
        usecase: Callable[..., Done[None]],
        *,
        dangerous: bool = False,
        icon: str = "",
        about: str = "",
    ) -> Button:
        kind = DangerButton if dangerous else Button
        button = kind(self.context.theme, self.context.words(f"keyring.{key}.open"), icon)
        button.setAccessibleDescription(about)
        button.clicked.connect(lambda _checked=False: self._ask(key, usecase))
        return button

    def _ask(self, key: str, usecase: Callable[..., Done[None]]) -> None:
        sheet = PassphraseSheet(self.context, self, f"keyring.{key}")
        sheet.sign.show_icon("key")

        def done(_none: None) -> None:
            self.context.toast(self.context.words(f"keyring.{key}.done"))
            sheet.accept()

        def begin(passphrase: str) -> None:
            def run(ports: Ports) -> Done[None]:
                return usecase(ports, passphrase=passphrase)

            self.context.runner.work(run).start(sheet, done, sheet.refused)

        sheet.given.connect(begin)
        sheet.open()
