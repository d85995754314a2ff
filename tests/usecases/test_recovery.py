"""Ways back into a desk: a sheet, shares, doing without; what is kept of them, and what is written nowhere at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.helpers import desks
from tests.helpers.client_stage import NOW, SetClock
from tests.helpers.recovery_stage import HOLDERS, audited, kept, makes_shares, makes_sheet, other_letter, tries, ways
from tests.store.full_client import clear_text
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.domain.letters import write_groups
from wellbeingdesk.domain.permit import Route
from wellbeingdesk.domain.recovery import LastWayIn, RecoveryCode, SlotKind
from wellbeingdesk.domain.recovery_paper import (
    Asked,
    FreshPaper,
    PaperUnknown,
    ReasonIsNeeded,
    RefusalNotUnderstood,
    months_after,
)
from wellbeingdesk.domain.reminder import ReminderKind
from wellbeingdesk.domain.worldly import GroupMistyped, RecoveryCodeWrong, SharesWrong, WrongPassphrase
from wellbeingdesk.usecases import gate, recovery, recovery_drill, recovery_papers
from wellbeingdesk.usecases.recovery_views import recovery_notices, recovery_settled, ways_in

FAR = date(2090, 1, 1)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def real(tmp_path: Path, clock: SetClock) -> Iterator[OpenDesk]:
    """A desk that is not marked as made up, so that it needs a way back."""
    opened = desks.make_desk(desks.weak_house(tmp_path / "laptop", clock), made_up=False)
    yield opened
    opened.close()


def settled(desk: OpenDesk) -> bool:
    return desks.ask(desk, recovery_settled)


def due(desk: OpenDesk, kind: ReminderKind) -> list[date]:
    lines = desks.ask(desk, lambda ports: ports.views.reminders(FAR))
    return [line.reminder.due_on for line in lines if line.reminder.kind is kind]


def folder_of(desk: OpenDesk) -> Path:
    return desk.store.folder


def another_hand_group(fresh: FreshPaper) -> str:
    """A group that carries its own check and belongs to another sheet."""
    of_another = write_groups(1, 8, 0)[7]
    assert of_another != fresh.codes[0][7]
    return of_another


def test_a_sheet_counts_only_when_it_was_tried_from_paper(real: OpenDesk) -> None:
    assert not settled(real)
    sheet = makes_sheet(real)
    assert len(sheet.codes[0]) == 8
    assert not settled(real)
    tries(real, sheet)
    assert settled(real)
    real.ports.vault.open_with_recovery(RecoveryCode(sheet.codes[0]))
    actions = [action for action, _ in audited(real)]
    assert actions.index("recovery-sheet-made") < actions.index("recovery-sheet-confirmed")


def test_a_slip_and_another_sheets_group_are_told_and_count_for_nothing(real: OpenDesk) -> None:
    sheet = makes_sheet(real)
    hand = sheet.codes[0][7]
    for typed, told in ((other_letter(hand), GroupMistyped), (another_hand_group(sheet), RecoveryCodeWrong)):
        with pytest.raises(told):
            desks.on_bench(real, recovery.confirm_paper, slot_id=sheet.slot_id, untrusted_hand=(typed,))
        assert not settled(real)


def test_shares_are_tried_all_three_of_them(real: OpenDesk) -> None:
    shares = makes_shares(real)
    hands = [code[8] for code in shares.codes]
    other = write_groups(1, 9, 8)[8]
    for at in range(3):
        wrong = tuple(other if number == at else hand for number, hand in enumerate(hands))
        with pytest.raises(SharesWrong):
            desks.on_bench(real, recovery.confirm_paper, slot_id=shares.slot_id, untrusted_hand=wrong)
    tries(real, shares)
    assert settled(real)
    assert kept(real, shares).holders == HOLDERS


def test_a_wrong_passphrase_makes_nothing(real: OpenDesk) -> None:
    with pytest.raises(WrongPassphrase):
        desks.on_bench(real, recovery.make_sheet, passphrase="not the passphrase")
    assert ways(real) == [SlotKind.PASSPHRASE]


@pytest.mark.parametrize("kind", ["sheet", "shares"])
def test_the_group_by_hand_is_in_no_file(real: OpenDesk, tmp_path: Path, kind: str) -> None:
    """Neither in a page of the store or its log, nor in the key file, nor on the paper as a file."""
    fresh = makes_sheet(real) if kind == "sheet" else makes_shares(real)
    tries(real, fresh)
    pdfs = []
    for number in range(len(fresh.codes)):
        path = tmp_path / f"paper-{number}.pdf"
        desks.on_bench(real, recovery_papers.save_recovery_paper, fresh=fresh, number=number, path=str(path))
        pdfs.append(path.read_bytes())
    drilled = Asked(0, 1)
    desks.on_store(
        real, recovery_drill.drill_groups, slot_id=fresh.slot_id, untrusted_answers={drilled: fresh.codes[0][1]}
    )
    keys = real.ports.vault.unlock(desks.PASSPHRASE)
    clear = clear_text(folder_of(real), keys.store)
    told = "\n".join(one.text for pdf in pdfs for one in real.ports.renderer.page_pictures(pdf, 50))
    everything = clear + b"".join(pdfs) + told.encode() + repr(audited(real)).encode()
    for number, code in enumerate(fresh.codes):
        assert code[1].encode() in clear, "the drill needs the printed groups, so they would be found"
        assert code[1] in told.replace(" ", "").replace("\n", ""), "and the paper shows them"
        assert code[-1].encode() not in everything, f"paper {number}"
        assert code[-1] not in told.replace(" ", "").replace("\n", "")


def test_paper_leaves_through_the_gate(real: OpenDesk, tmp_path: Path) -> None:
    sheet = makes_sheet(real)
    path = tmp_path / "sheet.pdf"
    desks.on_bench(real, recovery_papers.save_recovery_paper, fresh=sheet, number=0, path=str(path))
    assert path.read_bytes().startswith(b"%PDF-")
    assert [action for action, _ in audited(real)][-2:] == ["export-intended", "export-done"]


def test_what_the_printing_system_gets_is_without_the_group_by_hand(
    real: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An `lp` that keeps what it is given, as a spool does."""
    spool, programs = tmp_path / "spool", tmp_path / "bin"
    programs.mkdir()
    for name, script in (("lp", f'printf "%s " "$@" > "{spool}.job"; cat > "{spool}"'), ("lpstat", "echo front-desk")):
        (programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=":")
    sheet = makes_sheet(real)
    pdf = desks.on_bench(real, recovery_papers.recovery_paper, fresh=sheet, number=0).value
    desks.on_bench(real, gate.print_out, route=Route.RECOVERY, subject_id=sheet.slot_id, pdf=pdf, queue="front-desk")
    text = "".join(one.text for one in real.ports.renderer.page_pictures(spool.read_bytes(), 50)).replace(" ", "")
    assert sheet.codes[0][0] in text.replace("\n", ""), "the printed groups did go there"
    for where in (spool.read_bytes().decode("latin-1"), text.replace("\n", ""), Path(f"{spool}.job").read_text()):
        assert sheet.codes[0][7] not in where


def test_doing_without_takes_a_reason_and_knowing_what_it_means(real: OpenDesk) -> None:
    for reason, understood, told in ((" ", True, ReasonIsNeeded), ("kept elsewhere", False, RefusalNotUnderstood)):
        with pytest.raises(told):
            desks.on_store(real, recovery.refuse_recovery, reason=reason, understood=understood)
        assert not settled(real)
    desks.on_store(real, recovery.refuse_recovery, reason="kept elsewhere", understood=True)
    assert settled(real)
    assert due(real, ReminderKind.RECOVERY_MISSING) == [date(2027, 2, 21)]
    refused = desks.ask(real, ways_in).refused
    assert refused is not None
    assert refused.reason == "kept elsewhere"
    actions = audited(real)
    assert "recovery-refused" in [action for action, _ in actions]
    assert "kept elsewhere" not in repr(actions), "the audit holds no words of a person"


def test_a_refusal_is_taken_back_by_a_paper_that_was_tried(real: OpenDesk) -> None:
    desks.on_store(real, recovery.refuse_recovery, reason="kept elsewhere", understood=True)
    tries(real, makes_sheet(real))
    assert desks.ask(real, ways_in).refused is None
    assert due(real, ReminderKind.RECOVERY_MISSING) == []


def test_a_refusal_that_is_put_off_comes_again(real: OpenDesk, clock: SetClock) -> None:
    desks.on_store(real, recovery.refuse_recovery, reason="kept elsewhere", understood=True)
    clock.passes(days=92)
    desks.on_store(real, recovery.put_off_recovery)
    assert due(real, ReminderKind.RECOVERY_MISSING) == [date(2027, 5, 21)]


def test_a_void_paper_opens_nothing_and_is_forgotten(real: OpenDesk) -> None:
    sheet, shares = makes_sheet(real), makes_shares(real)
    tries(real, sheet)
    tries(real, shares)
    desks.on_bench(real, recovery.void_way, passphrase=desks.PASSPHRASE, slot_id=sheet.slot_id)
    assert ways(real) == [SlotKind.PASSPHRASE, SlotKind.SHARES]
    with pytest.raises(PaperUnknown):
        kept(real, sheet)
    assert due(real, ReminderKind.RECOVERY_DRILL) == [date(2026, 12, 21)], "that of the shares"
    assert settled(real)
    desks.on_bench(real, recovery.void_way, passphrase=desks.PASSPHRASE, slot_id=shares.slot_id)
    assert not settled(real), "the last one is gone: it is asked for again"
    assert [action for action, _ in audited(real)].count("way-in-dropped") == 2
    keys = real.ports.vault.unlock(desks.PASSPHRASE)
    assert sheet.codes[0][1].encode() not in clear_text(folder_of(real), keys.store)


def test_the_last_way_in_stays(real: OpenDesk) -> None:
    (slot,) = real.ports.vault.slots()
    with pytest.raises(LastWayIn):
        desks.on_bench(real, recovery.void_way, passphrase=desks.PASSPHRASE, slot_id=slot.id)


def test_a_sheet_that_was_begun_and_never_tried_makes_room_for_the_next(real: OpenDesk) -> None:
    first, second = makes_sheet(real), makes_sheet(real)
    assert [slot.id for slot in real.ports.vault.slots() if slot.kind is SlotKind.RECOVERY] == [second.slot_id]
    with pytest.raises(PaperUnknown):
        kept(real, first)
    tries(real, second)
    third = makes_sheet(real)
    tries(real, third)
    assert ways(real).count(SlotKind.RECOVERY) == 2, "one that was tried is never taken away"


def test_a_way_back_that_ended_elsewhere_is_asked_for_again(real: OpenDesk) -> None:
    """As after a change of keys: what the store remembers settles nothing where the key file has no such slot."""
    sheet = makes_sheet(real)
    tries(real, sheet)
    real.ports.vault.drop_slot(desks.PASSPHRASE, sheet.slot_id)
    assert not settled(real)


def test_a_made_up_desk_is_never_asked(desk: OpenDesk) -> None:
    assert settled(desk)


def test_what_a_guess_costs_is_written_down(real: OpenDesk) -> None:
    makes_sheet(real)
    passphrase, sheet = desks.ask(real, ways_in).ways
    assert passphrase.slot.cost is not None
    assert sheet.slot.cost is not None
    assert (passphrase.slot.cost.memory_kib, passphrase.slot.cost.passes) == (desks.WEAK.memory_kib, desks.WEAK.passes)
    assert sheet.slot.cost.passes == 4 * desks.WEAK.passes


def test_a_drill_asks_for_two_printed_groups_and_notes_the_day(real: OpenDesk, clock: SetClock) -> None:
    sheet = makes_sheet(real)
    tries(real, sheet)
    assert due(real, ReminderKind.RECOVERY_DRILL) == [date(2026, 12, 21)]
    clock.passes(days=31)
    asked = recovery_drill.drill_questions(kept(real, sheet))
    assert len({one.group for one in asked}) == 2
    assert all(one.group < 7 for one in asked), "never the group by hand"
    answers = {one: sheet.codes[0][one.group].lower() for one in asked}
    done = desks.on_store(real, recovery_drill.drill_groups, slot_id=sheet.slot_id, untrusted_answers=answers)
    assert done.value.right
    assert kept(real, sheet).drilled_at == clock.now()
    assert due(real, ReminderKind.RECOVERY_DRILL) == [date(2027, 6, 22)]
    assert ("recovery-drilled", "recovery-sheet groups") in audited(real)


def test_a_service_may_choose_other_months(real: OpenDesk) -> None:
    setup = replace(real.ports.session.setup, choices={"recovery_drill_first_months": 2})
    ports = replace(real.ports, session=replace(real.ports.session, setup=setup))
    chosen = replace(real, ports=ports)
    tries(chosen, makes_sheet(chosen))
    assert due(real, ReminderKind.RECOVERY_DRILL) == [date(2027, 1, 21)]


def test_a_drill_of_shares_asks_one_share_and_never_its_first_group(real: OpenDesk) -> None:
    shares = makes_shares(real)
    tries(real, shares)
    paper = kept(real, shares)
    asked = [one for _ in range(50) for one in recovery_drill.drill_questions(paper)]
    assert {one.paper for one in asked} == {0, 1, 2}
    assert {one.group for one in asked} == set(range(1, 8))
    names = ("Ada Example", "Ben Example", "Dee Example")
    answers = {one: shares.codes[2][one.group] for one in recovery_drill.drill_questions(paper, 2)}
    desks.on_store(real, recovery_drill.drill_groups, slot_id=shares.slot_id, untrusted_answers=answers, holders=names)
    assert kept(real, shares).holders == names


def test_three_drills_that_fail_ask_for_another_paper(real: OpenDesk) -> None:
    sheet = makes_sheet(real)
    tries(real, sheet)
    wrong = {Asked(0, 0): other_letter(sheet.codes[0][0]), Asked(0, 1): sheet.codes[0][1]}
    for failed in (1, 2, 3):
        assert not kept(real, sheet).is_worn
        done = desks.on_store(real, recovery_drill.drill_groups, slot_id=sheet.slot_id, untrusted_answers=wrong)
        assert (done.value.failed, done.value.wrong) == (failed, (Asked(0, 0),))
    assert kept(real, sheet).is_worn
    assert [one.key for one in desks.ask(real, recovery_notices)] == ["paper-worn"]
    assert [action for action, _ in audited(real)].count("recovery-drill-failed") == 3


def test_the_whole_code_really_opens(real: OpenDesk) -> None:
    older = makes_sheet(real)
    tries(real, older)
    sheet = makes_sheet(real)
    tries(real, sheet)
    whole = {"slot_id": sheet.slot_id, "number": 0}
    done = desks.on_bench(real, recovery_drill.drill_whole, untrusted_typed=" ".join(sheet.codes[0]), **whole)
    assert done.value.right
    of_another = desks.on_bench(real, recovery_drill.drill_whole, untrusted_typed=" ".join(older.codes[0]), **whole)
    assert of_another.value.wrong, "the older sheet opens the desk as well, but it is not this one"
    by_hand = (*sheet.codes[0][:7], another_hand_group(sheet))
    wrong = desks.on_bench(real, recovery_drill.drill_whole, untrusted_typed=" ".join(by_hand), **whole)
    assert wrong.value.wrong == (Asked(0, 7),)


def test_one_share_alone_is_compared(real: OpenDesk) -> None:
    shares = makes_shares(real)
    tries(real, shares)
    for number, right in ((1, True), (0, False)):
        done = desks.on_bench(
            real, recovery_drill.drill_whole, slot_id=shares.slot_id, number=number,
            untrusted_typed="".join(shares.codes[1]),
        )  # fmt: skip
        assert done.value.right is right


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 11, 21), 1, date(2026, 12, 21)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_keep_their_day_where_they_can(day: date, months: int, found: date) -> None:
    assert months_after(day, months) == found
