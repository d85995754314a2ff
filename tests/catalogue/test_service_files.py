"""A service's own files: the faulty one is refused and told, what is not faulty stays in force, the desk opens."""

from __future__ import annotations

from tests.catalogue.conftest import Folders


def _own_policy(folders: Folders, version: int) -> str:
    text = (folders.resources / "policies/derby-wellbeing-v1.toml").read_text("utf-8")
    return text.replace("version = 1", f"version = {version}", 1)


def test_a_new_version_of_the_service_comes_into_force(folders: Folders) -> None:
    (folders.extra / "policies/derby-wellbeing-v2.toml").write_text(_own_policy(folders, 2), "utf-8")
    catalogue = folders.open()
    assert catalogue.faults == ()
    newest = next(policy for policy in catalogue.policies() if policy.id == "derby-wellbeing")
    assert newest.version == 2
    assert catalogue.policy("derby-wellbeing", 1).version == 1


def test_a_faulty_version_is_refused_and_the_last_good_one_stays_in_force(folders: Folders) -> None:
    own = folders.extra / "policies"
    (own / "derby-wellbeing-v2.toml").write_text(_own_policy(folders, 2), "utf-8")
    broken = _own_policy(folders, 3).replace('name = "content-is-limited"', 'name = "anything-goes"')
    (own / "derby-wellbeing-v3.toml").write_text(broken, "utf-8")
    catalogue = folders.open()
    (fault,) = catalogue.faults
    assert fault.facts["file"] == "derby-wellbeing-v3.toml"
    assert fault.facts["key"] == "rule.anything-goes.name"
    assert fault.facts["reason"] == catalogue.words("definition.unknown-rule")
    newest = next(policy for policy in catalogue.policies() if policy.id == "derby-wellbeing")
    assert newest.version == 2
    assert len(catalogue.policies()) == 5


def test_every_faulty_file_is_told_and_the_good_ones_among_them_are_taken(folders: Folders) -> None:
    own = folders.extra / "forms"
    good = (folders.forms / "note-dap-v1.toml").read_text("utf-8")
    (own / "note-dap-v2.toml").write_text(good.replace("version = 1", "version = 2"), "utf-8")
    (own / "note-dap-v3.toml").write_text("kind = [", "utf-8")
    (own / "note-soap-v2.toml").write_bytes(b"\xff")
    (own / "a-folder.toml").mkdir()
    catalogue = folders.open()
    assert {str(fault.facts["file"]): fault.facts["fault"] for fault in catalogue.faults} == {
        "note-dap-v3.toml": "not-toml",
        "note-soap-v2.toml": "not-utf-8",
        "a-folder.toml": "cannot-read",
    }
    assert catalogue.form("note-dap").version == 2
    assert catalogue.form("note-soap").version == 1


def test_a_released_version_is_never_replaced(folders: Folders) -> None:
    changed = (folders.forms / "note-dap-v1.toml").read_text("utf-8").replace("required = true", "required = false")
    (folders.extra / "forms/note-dap-v1.toml").write_text(changed, "utf-8")
    catalogue = folders.open()
    (fault,) = catalogue.faults
    assert (fault.facts["key"], fault.facts["fault"]) == ("version", "version-taken")
    assert catalogue.form("note-dap").fields[0].required


def test_a_service_may_bring_a_policy_and_its_own_form(folders: Folders) -> None:
    form = (folders.forms / "decision-derby-v1.toml").read_text("utf-8")
    (folders.extra / "forms/decision-ours-v1.toml").write_text(form.replace("decision-derby", "decision-ours"), "utf-8")
    policy = _own_policy(folders, 1).replace('id = "derby-wellbeing"', 'id = "ours"')
    policy = policy.replace('decision_form = "decision-derby"', 'decision_form = "decision-ours"')
    (folders.extra / "policies/ours-v1.toml").write_text(policy, "utf-8")
    catalogue = folders.open()
    assert catalogue.faults == ()
    assert catalogue.policy("ours", 1).decision_form == "decision-ours"


def test_no_folder_of_the_service_is_no_fault(folders: Folders) -> None:
    for folder in ("policies", "forms"):
        (folders.extra / folder).rmdir()
    folders.extra.rmdir()
    assert folders.open().faults == ()
