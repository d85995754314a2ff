"""The `self-test` command: a made-up desk in a temporary folder goes through the main job and back; without Qt."""

import tempfile
from pathlib import Path

from wellbeingdesk.app.desk import OpenDesk, create_desk, unlock_desk
from wellbeingdesk.app.house import House, build_house
from wellbeingdesk.domain.desk import SetUp
from wellbeingdesk.domain.form import Answers, Field, FieldKind, Value
from wellbeingdesk.domain.policy import Policy
from wellbeingdesk.domain.record import RecordKind
from wellbeingdesk.usecases import clients, consents, drafts, notes

_PASSPHRASE = "made-up desk of the self-test"  # noqa: S105  # opens nothing but a temporary folder
_TEXT = "Self-test: a made-up note about a made-up person."


def run_self_test(house: House) -> int:
    """0 where a note survives a lock and a form is printed; anything else raises."""
    with tempfile.TemporaryDirectory(prefix="wbd-") as folder:
        own = build_house(Path(folder))
        desk_id, record_id = _write(own)
        _read(own, desk_id, record_id)
    print(house.catalogue.words("cli.self_test_passed"))
    return 0


def _write(house: House) -> tuple[str, str]:
    desk = create_desk(house, made_up_set_up(house.catalogue.policies()[0]), _PASSPHRASE)
    try:
        record_id = desk.threads.store.submit(lambda: _note(desk)).result()
        pdf = consents.blank_consent_paper(desk.ports).value
        if not pdf.startswith(b"%PDF-"):
            raise AssertionError("no form was printed")
        return desk.ports.session.desk_id, record_id
    finally:
        desk.close()


def _note(desk: OpenDesk) -> str:
    ports = desk.ports
    client_id = clients.add_client(ports, name_used="Robin Example").value
    draft = drafts.begin_draft(
        ports,
        kind=RecordKind.NOTE,
        client_id=client_id,
        form_id="note-narrative",
        answers={"narrative": _TEXT},
    ).value
    return notes.sign_note(ports, draft_id=draft.id, version=draft.version).value


def _read(house: House, desk_id: str, record_id: str) -> None:
    desk = unlock_desk(house, desk_id, _PASSPHRASE)
    try:
        row = desk.threads.reader.submit(lambda: desk.ports.views.record(record_id)).result()
        if _TEXT not in {answer.value for answer in row.record.answers}:
            raise AssertionError("the note did not come back")
    finally:
        desk.close()


def made_up_set_up(policy: Policy, name: str = "Sam Example", number: str = "000001") -> SetUp:
    """A practitioner who does not exist, with a choice for every open point of a policy."""
    choices: Answers = {point.id: _some_choice(point) for point in policy.open_points}
    return SetUp(
        policy_id=policy.id,
        choices=choices,
        service_name="Example University Wellbeing",
        name=name,
        role="Counsellor",
        body="BACP",
        number=number,
        made_up=True,
    )


def _some_choice(point: Field) -> Value:
    match point.kind:
        case FieldKind.NUMBER:
            return max(point.least or 0, min(point.most if point.most is not None else 24, 24))
        case FieldKind.CHOICE:
            return point.options[0].id
        case FieldKind.CHOICES:
            return (point.options[0].id,)
        case FieldKind.YES_NO:
            return False
        case _:
            return "made up"
