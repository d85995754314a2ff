"""What stands around a form on paper, made from the record alone where a record is to be rebuilt anywhere."""

from wellbeingdesk.domain.client import Client
from wellbeingdesk.domain.form import Answers, Field, FieldKind, Value
from wellbeingdesk.domain.practitioner import Practitioner
from wellbeingdesk.domain.record import SignedRecord
from wellbeingdesk.domain.times import Instant
from wellbeingdesk.usecases.ports import Paper, Ports

SERVICE_NAME = "service_name"
SERVICE_CHOICES = "service_choices"
POLICY_LINE = "policy_line"
CLIENT_LINE = "client_line"
SECOND_IDENTITY = "second_signer_identity"
MADE_UP = "made_up"


def client_line(client: Client) -> str:
    """The banner's words on paper: name used, legal name where it differs, reference."""
    legal = f" ({client.legal_name})" if client.legal_name and client.legal_name != client.name_used else ""
    return f"{client.name_used}{legal}, {client.reference}"


def clock_line(ports: Ports, at: Instant) -> str:
    """A signature's time, said to be the signer's own."""
    return ports.catalogue.words("record.clock.line", when=at.wall.strftime("%d.%m.%Y %H:%M"))


def practitioner_line(ports: Ports) -> str:
    """This desk's practitioner in one line."""
    return person_line(ports.session.practitioner)


def person_line(person: Practitioner) -> str:
    """Name, role and registration in one line."""
    parts = [person.name, person.role]
    if person.registration.given:
        parts.append(f"{person.registration.body} {person.registration.number}")
    return ", ".join(part for part in parts if part)


def choice_lines(ports: Ports, language: str = "en") -> tuple[tuple[str, str], ...]:
    """What the service chose where its policy is silent, as label and value in words (H13)."""
    session = ports.session
    return tuple(
        (point.label.get(language, point.id), choice_words(point, session.setup.choices.get(point.id), ports, language))
        for point in session.policy.open_points
        if session.setup.choices.get(point.id) is not None
    )


def choice_words(point: Field, value: Value, ports: Ports, language: str = "en") -> str:
    """One choice in words, with its unit."""
    if point.kind is FieldKind.CHOICE:
        return next((one.label.get(language, one.id) for one in point.options if one.id == value), str(value))
    if isinstance(value, bool):
        return ports.catalogue.words("record.yes" if value else "record.no")
    return f"{value} {point.unit.get(language, '')}".strip()


def policy_line(ports: Ports, language: str = "en") -> str:
    """The policy's name and version as printed in a footer."""
    policy = ports.session.policy
    return ports.catalogue.words(
        "record.policy_line", service=policy.service.get(language, policy.id), id=policy.id, version=policy.version
    )


def desk_paper(ports: Ports, *, client_line: str = "", with_choices: bool = False) -> Paper:
    """Paper of this desk, now."""
    setup = ports.session.setup
    return Paper(
        service_name=setup.service_name,
        policy_line=policy_line(ports),
        made_at=ports.clock.now(),
        logo_png=setup.logo_png,
        practitioner_line=practitioner_line(ports),
        client_line=client_line,
        choices=choice_lines(ports) if with_choices else (),
        made_up=ports.session.made_up,
    )


def reserved_answers(ports: Ports, *, client_line: str, second_identity: str) -> Answers:
    """Answers that a record carries beside its form's: whose it is and what the service is called, each of them
    withholdable.
    """
    return {
        SERVICE_NAME: ports.session.setup.service_name,
        SERVICE_CHOICES: tuple(part for pair in choice_lines(ports) for part in pair),
        POLICY_LINE: policy_line(ports),
        CLIENT_LINE: client_line,
        SECOND_IDENTITY: second_identity,
        MADE_UP: ports.session.made_up,
    }


def paper_of(record: SignedRecord) -> Paper:
    """The paper of a record, from its own answers, so that any desk can rebuild the same bytes."""
    values = {answer.field: answer.value for answer in record.answers if not answer.withheld}
    flat = values.get(SERVICE_CHOICES)
    parts = flat if isinstance(flat, tuple) else ()
    return Paper(
        service_name=_text(values, SERVICE_NAME),
        policy_line=_text(values, POLICY_LINE),
        made_at=record.draft.written_time,
        language=record.draft.language,
        client_line=_text(values, CLIENT_LINE),
        choices=tuple(zip(parts[::2], parts[1::2], strict=False)),
        second_identity=_text(values, SECOND_IDENTITY),
        made_up=values.get(MADE_UP) is True,
    )


def _text(values: Answers, key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""
