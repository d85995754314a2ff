"""Names in any script and very long notes are kept, found and printed; nothing saved is lost."""

from dataclasses import replace

import pytest

from tests.helpers.desks import ask, on_bench, on_store
from tests.usecases.test_journeys import new_note
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.domain.draft import SomethingIsMissing
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.usecases import clients, drafts, notes
from wellbeingdesk.usecases.consents import unprintable_in


@pytest.mark.parametrize("name", ["محمد علي", "王小明", "Zoë 🌻 Müller", "Ⱥⱦ ſmith", "أ" * 200])
def test_a_name_in_any_script_is_kept_and_found(desk: OpenDesk, name: str) -> None:
    client_id = on_store(desk, clients.add_client, name_used=name).value
    assert ask(desk, lambda ports: ports.views.client_file(client_id)).client.name_used == name
    word = name.split(maxsplit=1)[0]
    assert [one.id for one in ask(desk, lambda ports: ports.views.client_lines(word, 0, 10))] == [client_id]
    assert [one.client_id for one in on_store(desk, clients.find_similar_names, name_used=name).value] == [client_id]


def test_what_no_font_has_is_told_before_printing(desk: OpenDesk) -> None:
    assert on_bench(desk, unprintable_in, texts=("Zoë 🌻", "محمد 王小明", "\u2603🌻")).value[:1] == ("🌻",)


def test_a_note_of_200_000_characters_is_signed_and_found(desk: OpenDesk) -> None:
    client_id = on_store(desk, clients.add_client, name_used="Robin Example").value
    text = "word " * 40_000 + "zebra"
    record_id = new_note(desk, client_id, text)
    row = ask(desk, lambda ports: ports.views.record(record_id))
    assert {one.field: one.value for one in row.record.answers}["narrative"] == text
    assert [one.record_id for one in ask(desk, lambda ports: ports.views.search("zebra", "", 0, 5))] == [record_id]


def test_a_note_beyond_the_forms_limit_stays_a_draft_with_every_word(desk: OpenDesk) -> None:
    client_id = on_store(desk, clients.add_client, name_used="Robin Example").value
    draft = on_store(
        desk, drafts.begin_draft, kind=RecordKind.NOTE, client_id=client_id, form_id="note-narrative"
    ).value
    text = "x" * 500_001
    saved = on_store(desk, drafts.save_draft, draft=replace(draft, answers={"narrative": text})).value
    with pytest.raises(SomethingIsMissing):
        on_store(desk, notes.sign_note, draft_id=saved.id, version=saved.version)
    assert ask(desk, lambda ports: ports.views.draft(draft.id)).answers["narrative"] == text
