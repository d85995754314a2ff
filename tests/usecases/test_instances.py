"""A desk that was restored says so in its packages, signed; what comes from the copy before is told on arrival."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.helpers.backups import audited, backups_in, on_long
from tests.helpers.desks import PASSPHRASE, introduce, make_desk, on_bench, weak_house
from tests.helpers.exchanges import answered, sealed_for, sent, signed
from wellbeingdesk.app.desk import OpenDesk, unlock_desk
from wellbeingdesk.app.restoring import restore_desk
from wellbeingdesk.domain.backup_plan import Every
from wellbeingdesk.domain.decision import RecordDoesNotVerify
from wellbeingdesk.domain.worldly import FileNotOurs
from wellbeingdesk.usecases import receiving
from wellbeingdesk.usecases.backups import back_up_now, choose_backups
from wellbeingdesk.usecases.instances import with_instance
from wellbeingdesk.usecases.packages import Package, PackageKind, read_package, write_package


@dataclass
class Three:
    """The author's desk as it was, the same desk restored elsewhere, and a colleague's."""

    before: OpenDesk
    restored: OpenDesk
    colleague: OpenDesk

    def sends(self, desk: OpenDesk, folder: Path) -> receiving.Received:
        """A decision to the colleague, and what is said of it there."""
        package = with_instance(desk.ports, sent(desk, signed(desk, "Robin Sample")))
        return self.takes(package, folder)

    def takes(self, package: Package, folder: Path) -> receiving.Received:
        path = sealed_for(self.colleague, package, folder / f"{package.record_id}.age")
        return on_bench(self.colleague, receiving.receive_file, path=path).value


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Three]:
    house = weak_house(tmp_path / "a")
    before = make_desk(house, "Sam Example", "000001", "derby-wellbeing")
    colleague = make_desk(weak_house(tmp_path / "b"), "Robin Sample", "000002", "derby-wellbeing")
    introduce(before, colleague)
    stick = tmp_path / "stick"
    stick.mkdir()
    on_bench(before, choose_backups, folder=str(stick), every=Every.BY_HAND)
    on_long(before, back_up_now)
    restored = restore_desk(weak_house(tmp_path / "c"), str(backups_in(stick)[0]), None, PASSPHRASE)
    made = Three(before, restored, colleague)
    yield made
    for desk in (made.before, made.restored, made.colleague):
        desk.close()


def test_what_comes_from_the_copy_before_is_told_once_the_later_one_was_met(three: Three, tmp_path: Path) -> None:
    assert not three.sends(three.before, tmp_path).retired, "nobody knows of a later one yet"
    assert not three.sends(three.restored, tmp_path).retired
    assert three.sends(three.before, tmp_path).retired
    assert not three.sends(three.restored, tmp_path).retired
    told = [action for action, _, _ in audited(three.colleague) if action.endswith("instance-met")]
    assert told == ["later-instance-met", "retired-instance-met"]


def test_it_is_remembered_while_the_desk_is_closed(three: Three, tmp_path: Path) -> None:
    three.sends(three.restored, tmp_path)
    three.colleague.close()
    house = weak_house(tmp_path / "b")
    three.colleague = unlock_desk(house, three.colleague.ports.session.desk_id, PASSPHRASE)
    assert three.sends(three.before, tmp_path).retired


def test_an_answer_says_it_too(three: Three, tmp_path: Path) -> None:
    """The other way round: the colleague's decision is answered by the restored desk."""
    introduce(three.restored, three.colleague)
    decision = signed(three.colleague, "Sam Example", {"consultee_name": "Sam Example"})
    path = sealed_for(three.restored, sent(three.colleague, decision), tmp_path / "there.age")
    review = on_bench(three.restored, receiving.receive_file, path=path).value
    back = with_instance(three.restored.ports, answered(three.restored, review.id))
    assert back.instance == 2
    assert not three.takes(back, tmp_path).retired
    assert three.sends(three.before, tmp_path).retired


def test_nobody_else_can_say_which_copy_it_is(three: Three, tmp_path: Path) -> None:
    package = with_instance(three.restored.ports, sent(three.restored, signed(three.restored, "Robin Sample")))
    for forged in (
        replace(package, instance=3),
        replace(package, instance_signature=b"no signature"),
        with_instance(three.colleague.ports, replace(package, instance=2, instance_signature=b"")),
    ):
        with pytest.raises(RecordDoesNotVerify) as refused:
            three.takes(forged, tmp_path)
        assert refused.value.facts == {"codes": "INSTANCE:NOT_SIGNED_BY_THE_SENDER"}
    other = sent(three.before, signed(three.before, "Robin Sample"))
    moved = replace(other, instance=package.instance, instance_signature=package.instance_signature)
    with pytest.raises(RecordDoesNotVerify):
        three.takes(moved, tmp_path)
    assert not three.sends(three.before, tmp_path).retired, "a number that was refused is not remembered"


PLAIN = Package(PackageKind.REVIEW_REQUEST, "r-1", b"pages", b"card", (b"form",))


def test_a_package_without_a_number_is_as_it_was() -> None:
    assert json.loads(write_package(PLAIN)).keys() == {
        "definitions", "format", "kind", "pdf", "record_id", "sender_card",
    }  # fmt: skip
    assert read_package(write_package(PLAIN)) == PLAIN
    numbered = replace(PLAIN, instance=2, instance_signature=b"signature")
    assert read_package(write_package(numbered)) == numbered


@pytest.mark.parametrize(
    "member", [None, 2, {}, {"number": 1, "signature": ""}, {"number": True, "signature": ""},
               {"number": 2}, {"number": 2, "signature": "", "more": 1}, {"number": 2**40, "signature": ""}]
)  # fmt: skip
def test_a_number_that_is_none_is_refused(member: object) -> None:
    shape = {**json.loads(write_package(PLAIN)), "instance": member}
    with pytest.raises(FileNotOurs):
        read_package(json.dumps(shape, sort_keys=True, separators=(",", ":")).encode())
