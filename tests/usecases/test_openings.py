"""Opening a consent or a decision is written into the audit, with whose it is."""

from dataclasses import replace

from tests.helpers.decisions import complete_answers
from tests.helpers.desks import PASSPHRASE, ask, on_bench, on_store
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.store import audit
from wellbeingdesk.usecases import clients, consents, decisions, drafts, openings


def audited(desk: OpenDesk, client_id: str) -> list[tuple[str, str, str]]:
    """Actions and what they were about, oldest first."""

    def read() -> list[tuple[str, str, str]]:
        with desk.store._reader.begin() as connection:
            lines = audit.lines(connection, client_id, 0, 1000)
            return [(one.entry.action, one.entry.entity, one.entry.entity_id) for one in lines][::-1]

    return desk.threads.reader.submit(read).result()


def new_client(desk: OpenDesk) -> str:
    added: str = on_store(desk, clients.add_client, name_used="Elif Yıldız").value
    return added


def test_opening_a_consent_is_written_down(desk: OpenDesk) -> None:
    client_id = new_client(desk)
    draft = on_store(desk, consents.begin_consent, client_id=client_id).value
    days = {"starts_on": "2020-01-01", "ends_on": "2090-01-01"}
    filled = replace(draft, answers=complete_answers(desk.ports.catalogue.form(draft.form_id), days))
    saved = on_store(desk, drafts.save_draft, draft=filled).value
    consent_id = on_store(desk, consents.sign_consent, draft_id=saved.id, version=saved.version).value
    done = on_store(desk, openings.note_consent_opened, consent_id=consent_id)
    assert done.value == consent_id
    assert audited(desk, client_id)[-1] == ("consent-opened", "consent", consent_id)


def test_opening_a_decision_is_written_down_each_time(desk: OpenDesk) -> None:
    client_id = new_client(desk)
    draft = on_store(desk, decisions.begin_decision, client_id=client_id).value
    filled = replace(draft, answers=complete_answers(desk.ports.catalogue.form(draft.form_id)))
    saved = on_store(desk, drafts.save_draft, draft=filled).value
    decision_id = on_bench(
        desk, decisions.sign_decision, draft_id=saved.id, version=saved.version, passphrase=PASSPHRASE
    ).value
    for _ in range(2):
        assert on_store(desk, openings.note_decision_opened, decision_id=decision_id).value == decision_id
    assert audited(desk, client_id)[-2:] == [("decision-opened", "decision", decision_id)] * 2
    assert ask(desk, lambda ports: ports.views.decision(decision_id)).id == decision_id
