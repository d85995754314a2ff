"""What is shipped opens, is found by id and version, and is told by the digest of its own bytes."""

from __future__ import annotations

import hashlib
import pickle

import pytest

from tests.catalogue.conftest import Folders
from wellbeingdesk.app.resources import forms_folder, resources_folder
from wellbeingdesk.catalogue.shipped import ShippedCatalogue
from wellbeingdesk.domain.form import FieldKind, Form
from wellbeingdesk.domain.worldly import CannotRead, DefinitionFaulty, DefinitionUnknown
from wellbeingdesk.usecases.ports import Catalogue

POLICIES = ["cambridge-su-advice", "derby-wellbeing", "herts-wellbeing", "portsmouth-sws", "upsu-advice"]
FORMS = [
    "consent-to-share", "decision-cambridge", "decision-derby", "decision-herts", "decision-portsmouth",
    "decision-upsu", "note-addendum", "note-advice", "note-dap", "note-narrative", "note-soap",
]  # fmt: skip


def test_the_five_policies_load_and_keep_the_port(catalogue: ShippedCatalogue) -> None:
    port: Catalogue = catalogue
    assert [policy.id for policy in port.policies()] == POLICIES
    assert not catalogue.faults
    for policy in port.policies():
        assert port.policy(policy.id, policy.version) is policy
        assert port.form(policy.decision_form).kind == "decision"


def test_every_form_loads_as_its_file_says(catalogue: ShippedCatalogue) -> None:
    assert [form.id for form in catalogue.forms()] == FORMS
    consent = catalogue.form("consent-to-share")
    items = next(item for item in consent.fields if item.id == "items")
    assert items.kind is FieldKind.CHOICES
    assert items.options[-1].id == "something-else"
    other = next(item for item in consent.fields if item.id == "items_other")
    assert other.shown_if is not None
    assert other.shown_if.holds == ("something-else",)
    assert other.label["en"]


def test_a_definition_is_told_by_the_digest_of_its_file(catalogue: ShippedCatalogue) -> None:
    for form in catalogue.forms():
        source = (forms_folder() / f"{form.id}-v{form.version}.toml").read_bytes()
        ref = catalogue.form_ref(form)
        assert (ref.id, ref.version, ref.sha256) == (form.id, form.version, hashlib.sha256(source).hexdigest())
        assert catalogue.source(ref.sha256) == source
    for policy in catalogue.policies():
        source = (resources_folder() / "policies" / f"{policy.id}-v{policy.version}.toml").read_bytes()
        ref = catalogue.policy_ref(policy)
        assert (ref.id, ref.version, ref.sha256) == (policy.id, policy.version, hashlib.sha256(source).hexdigest())
        assert catalogue.source(ref.sha256) == source


def test_what_nobody_knows_is_said_to_be_unknown(catalogue: ShippedCatalogue) -> None:
    with pytest.raises(DefinitionUnknown) as unknown:
        catalogue.form("consent-to-share", 99)
    assert unknown.value.facts == {"id": "consent-to-share", "version": 99}
    with pytest.raises(DefinitionUnknown):
        catalogue.form("no-such-form")
    with pytest.raises(DefinitionUnknown):
        catalogue.policy("derby-wellbeing", 2)
    with pytest.raises(DefinitionUnknown):
        catalogue.source("0" * 64)


def test_definitions_from_a_package_are_known_by_digest_and_not_in_force(folders: Folders) -> None:
    catalogue = folders.open()
    source = (folders.forms / "note-soap-v1.toml").read_bytes().replace(b"version = 1", b"version = 7")
    form = catalogue.read_form(source, "note-soap")
    assert form.version == 7
    assert catalogue.source(catalogue.form_ref(form).sha256) == source
    assert catalogue.form("note-soap").version == 1

    theirs = (folders.resources / "policies/derby-wellbeing-v1.toml").read_bytes() + b"\n# a remark of theirs\n"
    policy = catalogue.read_policy(theirs, "service-pack")
    assert catalogue.policy_ref(policy).sha256 == hashlib.sha256(theirs).hexdigest()
    assert catalogue.source(hashlib.sha256(theirs).hexdigest()) == theirs
    # The same meaning from other bytes is not the shipped file, nor the other way round.
    shipped = catalogue.policy("derby-wellbeing", 1)
    assert shipped == policy
    assert catalogue.policy_ref(shipped).sha256 != hashlib.sha256(theirs).hexdigest()


def test_the_newest_version_is_found_by_number_not_by_name(folders: Folders) -> None:
    source = (folders.forms / "note-soap-v1.toml").read_text("utf-8")
    for version in (2, 9, 10):
        (folders.forms / f"note-soap-v{version}.toml").write_text(source.replace("version = 1", f"version = {version}"))
    catalogue = folders.open()
    assert catalogue.form("note-soap").version == 10
    assert catalogue.form("note-soap", 9).version == 9
    assert [form.version for form in catalogue.forms() if form.id == "note-soap"] == [10]


def test_values_cross_threads_and_processes(catalogue: ShippedCatalogue) -> None:
    form = catalogue.form("decision-derby")
    again: Form = pickle.loads(pickle.dumps(form))
    assert again == form


@pytest.mark.parametrize("file", ["resources/policies/derby-wellbeing-v1.toml", "forms/note-soap-v1.toml"])
def test_a_fault_in_a_shipped_file_stops_the_start(folders: Folders, file: str) -> None:
    path = folders.forms.parent / file
    path.write_text(path.read_text("utf-8") + '\n[colour]\nred = "yes"\n', "utf-8")
    with pytest.raises(DefinitionFaulty) as refused:
        folders.open()
    assert refused.value.facts["file"] == path.name
    assert refused.value.facts["key"] == "colour"


def test_a_shipped_file_under_a_wrong_name_stops_the_start(folders: Folders) -> None:
    (folders.forms / "note-soap-v1.toml").rename(folders.forms / "note-soap-v2.toml")
    with pytest.raises(DefinitionFaulty) as refused:
        folders.open()
    assert (refused.value.facts["file"], refused.value.facts["fault"]) == ("note-soap-v2.toml", "file-name-differs")


def test_a_policy_whose_form_is_not_there_stops_the_start(folders: Folders) -> None:
    (folders.forms / "decision-derby-v1.toml").unlink()
    with pytest.raises(DefinitionFaulty) as refused:
        folders.open()
    facts = refused.value.facts
    assert (facts["file"], facts["key"], facts["fault"]) == (
        "derby-wellbeing-v1.toml",
        "decision_form",
        "unknown-form",
    )


def test_statutes_that_are_gone_stop_the_start(folders: Folders) -> None:
    (folders.resources / "statutes.toml").unlink()
    with pytest.raises(CannotRead):
        folders.open()
