"""Makes the golden record: a decision signed by two made-up practitioners, kept for ever. Run once a release."""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.helpers.decisions import complete_answers
from tests.helpers.desks import PASSPHRASE, ask, introduce, make_desk, on_bench, on_store, weak_house
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.domain.record import Answer
from wellbeingdesk.usecases import clients, colleagues, decisions, drafts, exchange, receiving, reviews


def make(folder: Path) -> None:
    """Write signed.pdf, record.pdf (countersigned), declined.pdf, author.card and second.card."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        author = make_desk(weak_house(Path(place) / "a"), "Sam Example", "000001", "derby-wellbeing")
        second = make_desk(weak_house(Path(place) / "b"), "Robin Sample", "000002", "derby-wellbeing")
        introduce(author, second)
        try:
            first, agreed = _answered(author, second, Path(place), Answer.AGREE)
            _, declined = _answered(author, second, Path(place), Answer.DECLINE)
            (folder / "signed.pdf").write_bytes(first)
            (folder / "record.pdf").write_bytes(agreed)
            (folder / "declined.pdf").write_bytes(declined)
            (folder / "author.card").write_bytes(colleagues.own_card(author.ports).file)
            (folder / "second.card").write_bytes(colleagues.own_card(second.ports).file)
        finally:
            author.close()
            second.close()


def _answered(author: OpenDesk, second: OpenDesk, place: Path, answer: Answer) -> tuple[bytes, bytes]:
    decision_id = _signed(author)
    first = ask(author, lambda ports: decisions.newest_file(ports, decision_id))
    there, back = str(place / f"{answer}-there.age"), str(place / f"{answer}-back.age")
    on_bench(author, exchange.send_for_countersignature, decision_id=decision_id, path=there)
    taken = on_bench(second, receiving.receive_file, path=there).value
    on_bench(
        second,
        reviews.answer_review,
        record_id=taken.id,
        answer=answer,
        reasons="Read, and discussed by telephone.",
        passphrase=PASSPHRASE,
    )
    on_bench(second, reviews.send_answer, record_id=taken.id, path=back)
    on_bench(author, receiving.receive_file, path=back)
    return first, ask(author, lambda ports: decisions.newest_file(ports, decision_id))


def _signed(author: OpenDesk) -> str:
    client_id = on_store(author, clients.add_client, name_used="Elif Yıldız").value
    draft = on_store(author, decisions.begin_decision, client_id=client_id).value
    colleague = ask(author, lambda ports: ports.views.colleagues())[0]
    answers = complete_answers(author.ports.catalogue.form(draft.form_id))
    chosen = on_store(author, drafts.save_draft, draft=replace(draft, answers=answers)).value
    ready = on_store(author, decisions.choose_second_signer, draft=chosen, colleague_id=colleague.id).value
    on_bench(author, decisions.sign_decision, draft_id=ready.id, version=ready.version, passphrase=PASSPHRASE)
    return draft.id


if __name__ == "__main__":
    make(Path(sys.argv[1]))
