"""The service pack: one signed file made on the lead's desk, from which every desk of a service is set up alike."""

import base64
import binascii
import json
from dataclasses import dataclass, replace
from typing import cast

from wellbeingdesk.domain.colleague import ContactCard
from wellbeingdesk.domain.desk import PackIsForged
from wellbeingdesk.domain.events import Done, SetupChanged
from wellbeingdesk.domain.form import Answers, Value
from wellbeingdesk.domain.permit import Permit, Route
from wellbeingdesk.domain.picture import demand_png
from wellbeingdesk.domain.policy import Policy, ServiceSetup
from wellbeingdesk.domain.recovery import ServiceRecipient
from wellbeingdesk.domain.worldly import FileFromNewerVersion, FileNotOurs, FileTruncated
from wellbeingdesk.usecases import gate
from wellbeingdesk.usecases.colleagues import own_card
from wellbeingdesk.usecases.pack_cover import PackedKey, Shape, packed_keys, read_packed
from wellbeingdesk.usecases.ports import Catalogue, Ports, Signer
from wellbeingdesk.usecases.rows import AuditEntry
from wellbeingdesk.usecases.service_key import public_line
from wellbeingdesk.usecases.ways import ServiceKeys

PACK_FORMAT = "wellbeingdesk.service-pack/1"
MOST_BYTES = 4 * 1024 * 1024
MOST_NUMBER = 2**31
LONGEST_NAME = 200
PACK_NUMBER = "pack_number"


@dataclass(frozen=True, slots=True)
class ServicePack:
    """A pack whose signature holds: who made it, the policy, and what the service chose.

    `recovery`: the service's recovery key, where it has one.
    """

    number: int
    maker: ContactCard
    policy: Policy
    policy_sha256: str
    service_name: str
    choices: Answers
    logo_png: bytes
    file: bytes
    recovery: ServiceRecipient | None = None
    cover: tuple[PackedKey, ...] = ()
    """The keys that cover sheets are sealed to, where the service has set some."""


def write_service_pack(ports: Ports, *, path: str) -> Done[Permit]:
    """Sign this desk's policy, choices, name and logo into one numbered file. Runs on the bench."""
    number, recovery, cover = ports.lanes.on_store(lambda: _next_number(ports))
    payload = _signed(ports, number, recovery, cover)
    done = gate.write_out(ports, route=Route.SERVICE_PACK, subject_id=ports.session.desk_id, payload=payload, path=path)
    return Done(done.value, (SetupChanged(ports.session.desk_id),))


def _next_number(ports: Ports) -> tuple[int, str, Shape]:
    """The number, the line of the service's recovery key (empty where it has none), and the keys for cover sheets."""
    with ports.uow() as uow:
        number = int(uow.desk.setting(PACK_NUMBER) or "0") + 1
        uow.desk.save_setting(PACK_NUMBER, str(number))
        uow.audit(AuditEntry("service-pack-made", "desk", ports.session.desk_id, detail=str(number)))
        recovery, cover = public_line(uow), packed_keys(uow)
        uow.commit()
    return number, recovery, cover


def _signed(ports: Ports, number: int, recovery: str, cover: Shape) -> bytes:
    setup = ports.session.setup
    statement = json.dumps(
        {
            **({"recovery": recovery} if recovery else {}),
            **cover,
            "format": PACK_FORMAT,
            "number": number,
            "service_name": setup.service_name,
            "policy": base64.b64encode(ports.catalogue.source(setup.policy_sha256)).decode(),
            "choices": {
                key: list(value) if isinstance(value, tuple) else value for key, value in setup.choices.items()
            },
            "logo_png": base64.b64encode(setup.logo_png).decode(),
            "card": base64.b64encode(own_card(ports).file).decode(),
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    ).encode()
    signature = ports.signer.sign_bytes(statement, ports.identity)
    shape = {"statement": base64.b64encode(statement).decode(), "signature": base64.b64encode(signature).decode()}
    return json.dumps(shape, sort_keys=True).encode()


def read_service_pack(catalogue: Catalogue, signer: Signer, keys: ServiceKeys, untrusted: bytes) -> ServicePack:
    """A pack from outside. Its maker's digits are shown, to be compared with the lead's.

    Raises FileNotOurs, FileTruncated, FileFromNewerVersion, PackIsForged, LogoIsNoPicture, DefinitionFaulty,
    ServiceKeyFaulty.
    """
    try:
        untrusted_shape = json.loads(untrusted)
        untrusted_statement = base64.b64decode(untrusted_shape["statement"], validate=True)
        untrusted_signature = base64.b64decode(untrusted_shape["signature"], validate=True)
        fields = cast("dict[str, object]", json.loads(untrusted_statement))
    except (KeyError, TypeError):
        raise FileNotOurs(expected="service-pack") from None
    except (ValueError, RecursionError):
        raise FileTruncated from None
    if not isinstance(fields, dict):
        raise FileNotOurs(expected="service-pack")
    _demand_format(fields.get("format"))
    try:
        card = signer.read_card(_bytes(fields["card"]))
        if not signer.check_bytes(untrusted_statement, untrusted_signature, card.leaf_der):
            raise PackIsForged
        return replace(_parsed(catalogue, fields, card, untrusted), recovery=_recovery(keys, fields))
    except (KeyError, TypeError, ValueError, binascii.Error):
        raise FileNotOurs(expected="service-pack") from None


def _demand_format(untrusted_format: object) -> None:
    if untrusted_format == PACK_FORMAT:
        return
    if isinstance(untrusted_format, str) and untrusted_format.startswith("wellbeingdesk.service-pack/"):
        raise FileFromNewerVersion(found=untrusted_format.rpartition("/")[2][:8], known="1")
    raise FileNotOurs(expected="service-pack")


def _parsed(catalogue: Catalogue, fields: dict[str, object], card: ContactCard, untrusted: bytes) -> ServicePack:
    policy = catalogue.read_policy(_bytes(fields["policy"]), "service-pack")
    logo = _bytes(fields["logo_png"])
    return ServicePack(
        number=_number(fields["number"]),
        maker=card,
        policy=policy,
        policy_sha256=catalogue.policy_ref(policy).sha256,
        service_name=_line(fields["service_name"]),
        choices=_choices(policy, fields["choices"]),
        logo_png=demand_png(logo) if logo else b"",
        file=untrusted,
        cover=read_packed(fields),
    )


def _recovery(keys: ServiceKeys, fields: dict[str, object]) -> ServiceRecipient | None:
    """Packs made before services had one, or by a service without, have no such member."""
    return keys.read(_text(fields["recovery"])) if "recovery" in fields else None


def _number(untrusted: object) -> int:
    if not isinstance(untrusted, int) or isinstance(untrusted, bool) or not 0 < untrusted < MOST_NUMBER:
        raise ValueError
    return untrusted


def _line(untrusted: object) -> str:
    """A name on one line that any font can show or mark; nothing that steers a terminal or turns the text round."""
    text = _text(untrusted)
    if not text.strip() or len(text) > LONGEST_NAME or not text.isprintable():
        raise ValueError
    return text


def _choices(policy: Policy, untrusted: object) -> Answers:
    """What the service chose: its policy's open points, each answered, and nothing else."""
    if not isinstance(untrusted, dict):
        raise TypeError
    choices = {_text(key): _value(value) for key, value in untrusted.items()}
    if set(choices) - {point.id for point in policy.open_points} or policy.missing_choices(choices):
        raise ValueError
    return choices


def setup_of_pack(pack: ServicePack) -> ServiceSetup:
    """The set-up that the pack stands for."""
    return ServiceSetup(
        policy_id=pack.policy.id,
        policy_version=pack.policy.version,
        policy_sha256=pack.policy_sha256,
        service_name=pack.service_name,
        choices=pack.choices,
        logo_png=pack.logo_png,
        pack_number=pack.number,
        pack_signer=pack.maker.practitioner.name,
    )


def _value(untrusted: object) -> Value:
    if isinstance(untrusted, list):
        return tuple(_text(one) for one in untrusted)
    if untrusted is None or isinstance(untrusted, str | int | bool):
        return untrusted
    raise TypeError


def _text(untrusted: object) -> str:
    if not isinstance(untrusted, str):
        raise TypeError
    return untrusted


def _bytes(untrusted: object) -> bytes:
    return base64.b64decode(_text(untrusted), validate=True)
