"""Reads and uses a program from outside over AT-SPI, as a screen reader does; speaks D-Bus through jeepney alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

from wellbeingdesk.tour.driver import until

A11Y = "org.a11y.atspi."
ROOT = "/org/a11y/atspi/accessible/root"
PATIENCE = 20.0
# Places in the bit field of states, from the AT-SPI enumeration.
ENABLED, FOCUSED, SENSITIVE, SHOWING, VISIBLE = 8, 12, 24, 25, 30


@dataclass(frozen=True)
class Node:
    """One accessible object of another program."""

    bus: DBusConnection
    owner: str
    path: str

    @property
    def name(self) -> str:
        """What a screen reader says."""
        return str(self._property("Accessible", "Name"))

    @property
    def role(self) -> str:
        """Its role by name: `push button`, `text`."""
        return str(self._call("Accessible", "GetRoleName")[0])

    @property
    def text(self) -> str:
        """What stands in it."""
        return str(self._call("Text", "GetText", "ii", 0, -1)[0])

    def has(self, *states: int) -> bool:
        """Whether all these states are set."""
        low, high = self._call("Accessible", "GetState")[0]
        bits = low | high << 32
        return all(bits >> state & 1 for state in states)

    def children(self) -> list[Node]:
        """What stands in it, in order."""
        return [Node(self.bus, owner, path) for owner, path in self._call("Accessible", "GetChildren")[0]]

    def act(self) -> None:
        """Its first action: press, toggle, open."""
        assert self._call("Action", "DoAction", "i", 0)[0], self

    def write(self, text: str) -> None:
        """Put a text into an editor."""
        assert self._call("EditableText", "SetTextContents", "s", text)[0], self

    def take_focus(self) -> None:
        """Move the keyboard here."""
        assert self._call("Component", "GrabFocus")[0], self

    def below(self) -> Iterator[Node]:
        """Everything under it that is shown; objects that go away meanwhile are passed over."""
        try:
            children = self.children()
        except DBusErrorResponse:
            return
        for child in children:
            yield child
            yield from child.below()

    def _call(self, interface: str, method: str, signature: str = "", *values: object) -> tuple[Any, ...]:
        address = DBusAddress(self.path, self.owner, A11Y + interface)
        message = new_method_call(address, method, signature or None, values)
        return tuple(unwrap_msg(self.bus.send_and_get_reply(message, timeout=10)))

    def _property(self, interface: str, name: str) -> object:
        message = Properties(DBusAddress(self.path, self.owner, A11Y + interface)).get(name)
        return unwrap_msg(self.bus.send_and_get_reply(message, timeout=10))[0][1]


def desktop() -> Node:
    """The root of everything that can be read on this session."""
    with open_dbus_connection("SESSION") as session:
        ask = new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")
        address = unwrap_msg(session.send_and_get_reply(ask, timeout=10))[0]
    return Node(open_dbus_connection(address), A11Y + "Registry", ROOT)


def find(root: Node, role: str, name: str, *, sure: Callable[[Node], bool] = lambda _node: True) -> Node:
    """Wait for the one shown object of this role whose name begins so."""
    found: list[Node] = []

    def look() -> bool:
        found[:] = [one for one in root.below() if _is(one, role, name) and sure(one)]
        return bool(found)

    assert until(look, PATIENCE), f"no {role} {name!r} among: {', '.join(readable(root))}"
    assert len(found) == 1, f"{len(found)} of {role} {name!r}"
    return found[0]


def gone(root: Node, name: str) -> bool:
    """Wait until nothing of this name can be read."""
    return until(lambda: all(name not in line for line in readable(root)), PATIENCE)


def readable(root: Node) -> list[str]:
    """Role and name of everything, for the one who reads why a step failed."""
    lines = []
    for one in root.below():
        try:
            lines.append(f"{one.role} {one.name!r}")
        except DBusErrorResponse:
            continue
    return lines


def _is(node: Node, role: str, name: str) -> bool:
    try:
        return node.role == role and node.name.startswith(name) and node.has(SHOWING, VISIBLE)
    except DBusErrorResponse:
        return False
