"""The console script: the window, `tour`, `verify`, `doctor`, `bench` and `self-test`; no business rule in it."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import wellbeingdesk
from wellbeingdesk.app.to_come import HouseToCome
from wellbeingdesk.domain.failures import Refusal, Told
from wellbeingdesk.domain.verdict import ExitCode
from wellbeingdesk.machine.process import harden_process

Command = Callable[[HouseToCome, argparse.Namespace], int]
FAILED = 1


class _Parser(argparse.ArgumentParser):
    """Ends with 64 on wrong usage, as sysexits.h has it."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(ExitCode.WRONG_USAGE, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; without one, open the window."""
    harden_process()
    asked = list(sys.argv[1:] if arguments is None else arguments)
    house = HouseToCome()
    parsed = _parser(house.words).parse_args(asked)
    command: Command = parsed.command
    try:
        return command(house, parsed)
    except Told as told:
        _tell(house, told)
        return FAILED


def _tell(house: HouseToCome, told: Told) -> None:
    words = house.words
    if isinstance(told, Refusal):
        print(words(told.code, **told.facts), file=sys.stderr)
        return
    for part in ("what", "safe", "do"):
        print(words(f"{told.code}.{part}", **told.facts), file=sys.stderr)


def _parser(words: Callable[..., str]) -> argparse.ArgumentParser:
    parser = _Parser(prog="wellbeingdesk", description=words("cli.about"))
    version = f"wellbeingdesk {wellbeingdesk.__version__}"
    parser.add_argument("--version", action="version", version=version, help=words("cli.version"))
    parser.set_defaults(command=_window)
    commands = parser.add_subparsers(title=words("cli.commands"), metavar="")
    tour = commands.add_parser("tour", help=words("cli.tour"), description=words("cli.tour"))
    tour.add_argument("--out", type=Path, required=True, metavar="DIR", help=words("cli.tour_out"))
    tour.set_defaults(command=_tour)
    verify = commands.add_parser("verify", help=words("cli.verify"), description=words("cli.verify_codes"))
    verify.add_argument("file", type=Path, metavar="FILE", help=words("cli.verify_file"))
    verify.add_argument("--card", type=Path, action="append", default=[], metavar="CARD", help=words("cli.verify_card"))
    verify.add_argument("--desk", nargs="?", const="", metavar="ID", help=words("cli.verify_desk"))
    verify.add_argument("--json", action="store_true", help=words("cli.json"))
    verify.set_defaults(command=_verify)
    for name, command in (("doctor", _doctor), ("bench", _bench)):
        sub = commands.add_parser(name, help=words(f"cli.{name}"), description=words(f"cli.{name}"))
        sub.add_argument("--json", action="store_true", help=words("cli.json"))
        sub.set_defaults(command=command)
        if name == "bench":
            sub.add_argument("--notes", type=_count, action="append", metavar="N", help=words("cli.bench_notes"))
    check = commands.add_parser("self-test", help=words("cli.self_test"), description=words("cli.self_test"))
    check.set_defaults(command=_self_test)
    return parser


def _count(text: str) -> int:
    """At least as many as are kept in one go."""
    number = int(text)
    if number < 1000:
        raise ValueError(text)
    return number


def _window(house: HouseToCome, _: argparse.Namespace) -> int:
    from wellbeingdesk.app.window import open_window  # Qt only where a window is asked for

    return open_window(house)


def _tour(house: HouseToCome, parsed: argparse.Namespace) -> int:
    from wellbeingdesk.tour.main import take_tour  # Qt only where a window is asked for

    return take_tour(parsed.out, house.words)


def _bench(house: HouseToCome, parsed: argparse.Namespace) -> int:
    from wellbeingdesk.bench.main import run_bench  # Qt only where a window is asked for

    return run_bench(house.words, as_json=parsed.json, notes=parsed.notes or ())


def _verify(house: HouseToCome, parsed: argparse.Namespace) -> int:
    from wellbeingdesk.app.verify import verify_from_shell  # a command loads its own part alone

    return verify_from_shell(house.ready(), parsed.file, parsed.card, parsed.desk, as_json=parsed.json)


def _doctor(house: HouseToCome, parsed: argparse.Namespace) -> int:
    from wellbeingdesk.app.doctor import tell_facts  # a command loads its own part alone

    return tell_facts(house.ready(), as_json=parsed.json)


def _self_test(house: HouseToCome, _: argparse.Namespace) -> int:
    from wellbeingdesk.app.self_test import run_self_test  # a command loads its own part alone

    return run_self_test(house.ready())
