"""Every page and dialog about consents, decisions, colleagues and settings: names, Tab, targets, words, Escape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog

from tests.helpers import walk
from tests.helpers.decision_stage import Sitter, colleagues, sit
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.gui.dialogs.fingerprint import FingerprintSheet
from wellbeingdesk.gui.theme import Theme
from wellbeingdesk.usecases import consents, exchange, receiving

__all__ = ["colleagues"]

Two = tuple[Sitter, Sitter]
Scene = Callable[[Sitter, Sitter, Path], None]


def ledger(one: Sitter, _other: Sitter, _folder: Path) -> None:
    one.consents(one.adds("Joanna Wiśniewska-Montgomery"))
    one.goes("consent")


def consent_form(one: Sitter, _other: Sitter, _folder: Path) -> None:
    one.goes("consent.edit", draft_id=one.does(consents.begin_consent, client_id=one.adds()).id)
    one.person.press("Record consent")


def consent(one: Sitter, _other: Sitter, _folder: Path) -> None:
    one.goes("consent.view", consent_id=one.consents(one.adds()))


def decision_form(one: Sitter, _other: Sitter, _folder: Path) -> None:
    draft_id = one.drafts(one.adds(), outline=None, purpose=None, consulted_at="2026-11-21T10:00")
    one.goes("decisions.edit", draft_id=draft_id)
    one.person.press("Sign… (3 things missing)")


def decision(one: Sitter, _other: Sitter, _folder: Path) -> None:
    one.goes("decisions.view", decision_id=one.decides(one.adds()))


def lists(one: Sitter, _other: Sitter, _folder: Path) -> None:
    one.drafts(one.adds("Joanna Wiśniewska-Montgomery"))
    one.goes("decisions")


def review(one: Sitter, other: Sitter, folder: Path) -> None:
    path = str(folder / "there.age")
    other.works(exchange.send_for_countersignature, decision_id=other.decides(other.adds()), path=path)
    one.goes("decisions.review", record_id=one.works(receiving.receive_file, path=path).id)


def cards(one: Sitter, _other: Sitter, _folder: Path) -> None:
    one.goes("colleagues")


def settings(one: Sitter, _other: Sitter, _folder: Path) -> None:
    one.goes("settings")


def withdrawing(one: Sitter, other: Sitter, folder: Path) -> None:
    consent(one, other, folder)
    one.person.press("Withdraw…")


def printing(one: Sitter, other: Sitter, folder: Path) -> None:
    consent(one, other, folder)
    one.person.press("Print the client’s copy…")


def blank(one: Sitter, other: Sitter, folder: Path) -> None:
    ledger(one, other, folder)
    one.person.press("Print blank form…")
    one.person.sees("Page 1 of")


def checking(one: Sitter, other: Sitter, folder: Path) -> None:
    cards(one, other, folder)
    colleague = one.knows(lambda ports: ports.views.colleagues())[0]
    FingerprintSheet(one.view.context, one.window, colleague).open()
    one.person.types("The digits that you hear", "1 2 3")
    one.person.press("Compare")


def changing(one: Sitter, other: Sitter, folder: Path) -> None:
    settings(one, other, folder)
    one.person.press("Change passphrase…")


def signing(one: Sitter, _other: Sitter, _folder: Path) -> None:
    one.goes("decisions.edit", draft_id=one.drafts(one.adds()))
    one.person.press("Sign…")


PAGES: tuple[Scene, ...] = (ledger, consent_form, consent, decision_form, decision, lists, review, cards, settings)
DIALOGS: tuple[Scene, ...] = (withdrawing, printing, blank, checking, changing, signing)


@pytest.fixture(params=[(1280, 800, 1.0), (1024, 640, 1.0), (1024, 640, 2.0)], ids=["wide", "small", "large-text"])
def pair(
    request: pytest.FixtureRequest, two_desks: tuple[OpenDesk, OpenDesk], theme: Theme, qapp: QApplication
) -> Iterator[Two]:
    width, height, scale = request.param
    theme.apply(qapp, "light", scale)
    made = [sit(desk, theme, QSize(width, height)) for desk in two_desks]
    yield made[0], made[1]
    for one in made:
        one.leaves()


@pytest.mark.parametrize("scene", PAGES, ids=lambda scene: scene.__name__)
def test_every_page(pair: Two, tmp_path: Path, scene: Scene) -> None:
    scene(*pair, tmp_path)
    pair[0].person.looks_here()
    assert walk.faults(pair[0].window) == []
    assert walk.tab_misses(pair[0].window) == []


@pytest.mark.parametrize("scene", DIALOGS, ids=lambda scene: scene.__name__)
def test_every_dialog(pair: Two, tmp_path: Path, scene: Scene) -> None:
    scene(*pair, tmp_path)
    dialog = next(one for one in pair[0].window.findChildren(QDialog) if one.isVisible())
    pair[0].person.looks_here()
    assert dialog.windowTitle() == "WellbeingDesk"
    assert walk.faults(dialog) == []
    assert walk.tab_misses(dialog) == []
    assert walk.escape_closes(dialog)
