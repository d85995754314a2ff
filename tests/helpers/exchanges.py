"""A decision signed at one desk and carried to another, step by step, for tests about what may happen on the way."""

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tests.helpers.decisions import complete_answers
from tests.helpers.desks import PASSPHRASE, ask, on_bench, on_store
from wellbeingdesk.app.desk import OpenDesk
from wellbeingdesk.app.house import House
from wellbeingdesk.app.resources import forms_folder, resources_folder
from wellbeingdesk.catalogue.shipped import ShippedCatalogue
from wellbeingdesk.documents.renderer import TypstRenderer
from wellbeingdesk.domain.form import Value
from wellbeingdesk.domain.record import Answer, RecordDraft
from wellbeingdesk.usecases import clients, decisions, drafts, exchange, reviews
from wellbeingdesk.usecases.colleagues import own_card
from wellbeingdesk.usecases.packages import Package, PackageKind, write_package
from wellbeingdesk.usecases.papers import paper_of, reserved_answers
from wellbeingdesk.usecases.sealing import record_draft


def signed(desk: OpenDesk, second: str, given: Mapping[str, Value] | None = None) -> str:
    """A signed decision that names a colleague by name; gives back its id."""
    client_id = on_store(desk, clients.add_client, name_used="Elif Yıldız").value
    draft = on_store(desk, decisions.begin_decision, client_id=client_id).value
    draft = replace(draft, answers=complete_answers(desk.ports.catalogue.form(draft.form_id), given))
    saved = on_store(desk, drafts.save_draft, draft=draft).value
    known = ask(desk, lambda ports: ports.views.colleagues())
    colleague = next(one for one in known if one.card.practitioner.name == second)
    ready = on_store(desk, decisions.choose_second_signer, draft=saved, colleague_id=colleague.id).value
    done = on_bench(desk, decisions.sign_decision, draft_id=ready.id, version=ready.version, passphrase=PASSPHRASE)
    return done.value


def sent(desk: OpenDesk, decision_id: str) -> Package:
    """What would be sealed for the colleague."""
    return on_store(desk, exchange._request, decision_id=decision_id)[0]


def answered(desk: OpenDesk, record_id: str, answer: Answer = Answer.AGREE) -> Package:
    """The answer of the second desk, as it would be sealed for the author."""
    on_bench(desk, reviews.answer_review, record_id=record_id, answer=answer, reasons="Because", passphrase=PASSPHRASE)
    stages = ("countersigned", "declined")
    kept = ask(desk, lambda ports: [ports.views.review_file(record_id, stage) for stage in stages])
    pdf = next(found for found in kept if found is not None)
    return Package(PackageKind.REVIEW_ANSWER, record_id, pdf, own_card(desk.ports).file)


def sealed_for(desk: OpenDesk, package: Package, path: Path) -> str:
    """A sealed file for this desk."""
    path.write_bytes(desk.ports.sealer.seal(write_package(package), (desk.ports.identity.age_recipient,)))
    return str(path)


def made_up_draft(desk: OpenDesk) -> RecordDraft:
    """All that a decision of this desk would sign, for a test to change."""
    client_id = on_store(desk, clients.add_client, name_used="X").value
    draft = on_store(desk, decisions.begin_decision, client_id=client_id).value
    second = ask(desk, lambda ports: ports.views.colleagues())[0]
    form = desk.ports.catalogue.form(draft.form_id)
    return record_draft(
        desk.ports,
        replace(draft, answers=complete_answers(form), second_signer=second.id),
        form,
        template="decision",
        written_time=desk.ports.clock.now(),
        second=second,
        capacity=decisions.capacity_of_second(desk.ports),
        reserved=reserved_answers(desk.ports, client_line="X", second_identity=""),
    )


def packed(desk: OpenDesk, draft: RecordDraft) -> Package:
    """A request that carries whatever this draft says, signed by the desk's own keys."""
    ports = desk.ports
    record = ports.signer.seal_record(draft, ports.identity)
    form = ports.catalogue.read_form(ports.catalogue.source(draft.form.sha256), draft.form.id)
    base = ports.renderer.decision(record, form, ports.session.policy, paper_of(record))
    stamp = ports.renderer.stamp(("x",), own_card(ports).fingerprint)
    pdf = ports.signer.sign_pdf(base, stamp, ports.identity, draft.written_time)
    definitions = tuple(ports.catalogue.source(ref.sha256) for ref in (draft.form, draft.policy))
    return Package(PackageKind.REVIEW_REQUEST, draft.record_id, pdf, own_card(ports).file, definitions)


def with_words_changed(house: House, folder: Path, file: str, old: str, new: str) -> House:
    """The same computer with a version of the program in which one sentence reads otherwise."""
    shutil.copytree(resources_folder(), folder)
    words = folder / "wording" / "en" / file
    text = words.read_text(encoding="utf-8")
    assert text.count(old) == 1
    words.write_text(text.replace(old, new), encoding="utf-8")
    catalogue = ShippedCatalogue(folder, forms_folder())
    return replace(house, catalogue=catalogue, renderer=TypstRenderer(folder, catalogue.words))


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()
