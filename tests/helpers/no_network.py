"""Refuses every socket but AF_UNIX and the print service on loopback."""

from __future__ import annotations

import ipaddress
import socket
import sys
from typing import Any

PRINT_SERVICE = "631"
_attempts: list[str] = []
_installed = False


class NetworkUsed(AssertionError):
    """The program, or a library beneath it, reached for the network."""


def _is_print_service(address: Any) -> bool:
    if not isinstance(address, tuple) or len(address) < 2 or str(address[1]) != PRINT_SERVICE:
        return False
    host = str(address[0])
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def refusal(event: str, args: tuple[Any, ...]) -> str | None:
    """Why this audit event is refused, or None where it is allowed."""
    if event in {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}:
        sock, address = args[0], args[1]
        if getattr(sock, "family", None) == getattr(socket, "AF_UNIX", object()):
            return None
        return None if _is_print_service(address) else f"{event} {address!r}"
    if event == "socket.getaddrinfo":
        return None if _is_print_service((args[0], args[1])) else f"{event} {args[0]!r}"
    if event in {"socket.gethostbyname", "socket.gethostbyaddr"}:
        return f"{event} {args[0]!r}"
    return None


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if not event.startswith("socket."):
        return
    reason = refusal(event, args)
    if reason is not None:
        _attempts.append(reason)
        raise NetworkUsed(reason)


def install() -> None:
    """Starts watching; an audit hook stays for the life of the process, so this is done once."""
    global _installed  # noqa: PLW0603 - the hook itself is process-wide and cannot be taken back
    if not _installed:
        sys.addaudithook(_watch)
        _installed = True


def taken_attempts() -> list[str]:
    """The attempts since the last call, also those whose error somebody swallowed."""
    found = list(_attempts)
    _attempts.clear()
    return found
