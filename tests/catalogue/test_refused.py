"""Every way in which a form, policy or statute file can be wrong is refused with its file, the place and the reason."""

from __future__ import annotations

import ast

import pytest

from tests.helpers import source_files
from wellbeingdesk.catalogue.shipped import ShippedCatalogue
from wellbeingdesk.catalogue.tables import MOST_BYTES
from wellbeingdesk.domain.worldly import DefinitionFaulty

FORM = """
id = "a-form"
version = 1
kind = "note"
title.en = "A form"

[[section]]
id = "first"
title.en = "First"

[[section.field]]
id = "asked"
kind = "choice"
label.en = "Asked"
options = [
    { id = "yes-please", label.en = "Yes" },
    { id = "no-thanks", label.en = "No" },
]

[[section.field]]
id = "why"
kind = "text"
label.en = "Why"
shown_if = { field = "asked", holds = ["no-thanks"] }

[[section.field]]
id = "sure"
kind = "yes-no"
label.en = "Sure"

[[section.field]]
id = "many"
kind = "number"
label.en = "How many"
shown_if = { field = "sure", holds = ["yes"] }
least = 1
most = 9
"""

POLICY = """
id = "a-policy"
version = 1
decision_form = "decision-derby"
service.en = "A service"
summary.en = "In short"
source.en = "From nowhere"
references = [{ en = "A law" }]

[second_signature]
required = false
capacity = "good-practice"
words.en = "Somebody else may sign"

[[rule]]
name = "floor-of-every-record"
id = "C19"
section = "What is recorded"

[[rule]]
name = "threshold-of-harm"
id = "C15"
section = "When"
settings.grounds = ["law-terrorism"]

[[open]]
id = "notice_hours"
kind = "number"
label.en = "Notice"
least = 0
most = 168
"""

WHY = 'id = "why"'
GROUNDS = 'settings.grounds = ["law-terrorism"]'
NOT_WANTED = "options-not-wanted"
HOLDS = 'holds = ["no-thanks"]'

BROKEN_FORMS = [
    # what is there, what is put in its place, the place that is named, the fault
    ('title.en = "A form"', 'title.en = "A form"\ncolour = "red"', "colour", "unknown-key"),
    ('title.en = "A form"', "", "title", "missing-key"),
    ('title.en = "A form"', 'title.de = "Ein Formular"', "title.en", "missing-key"),
    ('title.en = "A form"', 'title.en = "  "', "title.en", "empty"),
    ('title.en = "A form"', 'title.en = "A \\u0007 form"', "title.en", "control-character"),
    ('title.en = "A form"', 'title.en = "A"\ntitle."e n" = "B"', "title.e n", "unknown-key"),
    ('title.en = "A form"', 'title = "A form"', "title", "wrong-type"),
    ('title.en = "A form"', "title.en = 5", "title.en", "wrong-type"),
    ('id = "a-form"', 'id = "A form"', "id", "id-not-plain"),
    ("version = 1", "version = 0", "version", "version-below-one"),
    ("version = 1", 'version = "1"', "version", "wrong-type"),
    ("version = 1", "version = true", "version", "wrong-type"),
    ('kind = "note"', 'kind = "poem"', "kind", "unknown-kind"),
    ('id = "first"', 'id = "First one"', "section.First one.id", "id-not-plain"),
    ('title.en = "First"', 'title.en = "First"\nbold = true', "section.first.bold", "unknown-key"),
    (WHY, f"{WHY}\ncolour = 1", "section.first.field.why.colour", "unknown-key"),
    (WHY, 'id = "asked"', "section.first.field.asked", "twice"),
    (WHY, 'id = "Why?"', "section.first.field.Why?.id", "id-not-plain"),
    (WHY, 'id = "client_line"', "section.first.field.client_line.id", "id-reserved"),
    (WHY, "", "section.first.field.2.id", "missing-key"),
    (WHY, f"{WHY}\nrequired = 1", "section.first.field.why.required", "wrong-type"),
    (WHY, f"{WHY}\npaper_lines = 0", "section.first.field.why.paper_lines", "paper-lines-outside"),
    (WHY, f"{WHY}\nlongest = 0", "section.first.field.why.longest", "longest-below-one"),
    (WHY, f"{WHY}\nmost = 3", "section.first.field.why.most", "only-for-numbers"),
    (WHY, f"{WHY}\noptions = [{{ id = 'x', label.en = 'X' }}]", "section.first.field.why.options", NOT_WANTED),
    (WHY, f"{WHY}\ndefault = 'x'", "section.first.field.why.default", "unknown-key"),
    ('kind = "text"', 'kind = "slider"', "section.first.field.why.kind", "unknown-kind"),
    ('kind = "text"', "kind = 3", "section.first.field.why.kind", "wrong-type"),
    ('kind = "text"', 'kind = "choice"', "section.first.field.why.options", "options-missing"),
    ('kind = "choice"', 'kind = "text"', "section.first.field.asked.options", "options-not-wanted"),
    ('id = "no-thanks"', 'id = "yes-please"', "section.first.field.asked.options.yes-please", "twice"),
    ('id = "no-thanks"', 'id = "No thanks"', "section.first.field.asked.options.No thanks.id", "id-not-plain"),
    ('field = "asked"', 'field = "nobody"', "section.first.field.why.shown_if.field", "unknown-field"),
    ('field = "asked"', 'field = "sure"', "section.first.field.why.shown_if.field", "field-comes-later"),
    ('field = "asked"', 'field = "why"', "section.first.field.why.shown_if.field", "field-comes-later"),
    ('field = "sure"', 'field = "why"', "section.first.field.many.shown_if.field", "field-without-options"),
    ('holds = ["yes"]', 'holds = ["true"]', "section.first.field.many.shown_if.holds", "unknown-option"),
    (HOLDS, 'holds = ["maybe"]', "section.first.field.why.shown_if.holds", "unknown-option"),
    (HOLDS, "holds = []", "section.first.field.why.shown_if.holds", "empty"),
    (HOLDS, 'holds = "no-thanks"', "section.first.field.why.shown_if.holds", "wrong-type"),
    (HOLDS, 'holds = ["no-thanks", 4]', "section.first.field.why.shown_if.holds.2", "wrong-type"),
    (HOLDS, f"{HOLDS}, when = 'always'", "section.first.field.why.shown_if.when", "unknown-key"),
    ("most = 9", "most = 0", "section.first.field.many.most", "most-below-least"),
    ("most = 9", "most = 9.5", "section.first.field.many.most", "wrong-type"),
    ("[[section]]", "[section]", "section", "wrong-type"),
]

BROKEN_POLICIES = [
    ('service.en = "A service"', "", "service", "missing-key"),
    ('service.en = "A service"', 'service.en = "A"\nretention = 6', "retention", "unknown-key"),
    ('summary.en = "In short"', 'summary.fr = "En bref"', "summary.en", "missing-key"),
    ('{ en = "A law" }', '{ en = "" }', "references.1.en", "empty"),
    ('{ en = "A law" }', '"A law"', "references.1", "wrong-type"),
    ('decision_form = "decision-derby"', 'decision_form = "../x"', "decision_form", "id-not-plain"),
    ('capacity = "good-practice"', 'capacity = "Good practice"', "second_signature.capacity", "id-not-plain"),
    ("required = false", 'required = "no"', "second_signature.required", "wrong-type"),
    ("required = false", "required = false\nnumber = 2", "second_signature.number", "unknown-key"),
    ('name = "threshold-of-harm"', 'name = "anything-goes"', "rule.anything-goes.name", "unknown-rule"),
    ('name = "threshold-of-harm"', 'name = "floor-of-every-record"', "rule.floor-of-every-record", "twice"),
    ('id = "C15"', 'id = " "', "rule.threshold-of-harm.id", "empty"),
    ('section = "When"', 'section = ""', "rule.threshold-of-harm.section", "empty"),
    (GROUNDS, "settings.grounds = 1.5", "rule.threshold-of-harm.settings.grounds", "wrong-type"),
    (GROUNDS, "setting = 1", "rule.threshold-of-harm.setting", "unknown-key"),
    ('kind = "number"', 'kind = "guess"', "open.notice_hours.kind", "unknown-kind"),
    ("most = 168", "most = 168\npreselected = 24", "open.notice_hours.preselected", "unknown-key"),
    ("most = 168", "most = -1", "open.notice_hours.most", "most-below-least"),
]  # fmt: skip


def _refusal(catalogue: ShippedCatalogue, kind: str, text: str) -> DefinitionFaulty:
    read = catalogue.read_form if kind == "form" else catalogue.read_policy
    with pytest.raises(DefinitionFaulty) as refused:
        read(text.encode(), "theirs.toml")
    return refused.value


def test_the_whole_ones_are_taken(catalogue: ShippedCatalogue) -> None:
    assert catalogue.read_form(FORM.encode(), "theirs.toml").id == "a-form"
    assert catalogue.read_policy(POLICY.encode(), "theirs.toml").id == "a-policy"


@pytest.mark.parametrize(("there", "instead", "key", "fault"), BROKEN_FORMS)
def test_a_broken_form(catalogue: ShippedCatalogue, there: str, instead: str, key: str, fault: str) -> None:
    assert there in FORM
    facts = _refusal(catalogue, "form", FORM.replace(there, instead, 1)).facts
    assert (facts["file"], facts["key"], facts["fault"]) == ("theirs.toml", key, fault)
    assert facts["reason"] == catalogue.words(f"definition.{fault}")


@pytest.mark.parametrize(("there", "instead", "key", "fault"), BROKEN_POLICIES)
def test_a_broken_policy(catalogue: ShippedCatalogue, there: str, instead: str, key: str, fault: str) -> None:
    assert there in POLICY
    facts = _refusal(catalogue, "policy", POLICY.replace(there, instead, 1)).facts
    assert (facts["file"], facts["key"], facts["fault"]) == ("theirs.toml", key, fault)
    assert facts["reason"] == catalogue.words(f"definition.{fault}")


def test_a_form_is_no_policy(catalogue: ShippedCatalogue) -> None:
    assert _refusal(catalogue, "policy", FORM).facts["fault"] in {"unknown-key", "missing-key"}
    assert _refusal(catalogue, "form", POLICY).facts["fault"] in {"unknown-key", "missing-key"}


def test_an_empty_form_or_section(catalogue: ShippedCatalogue) -> None:
    head = FORM.split("[[section]]", maxsplit=1)[0]
    assert _refusal(catalogue, "form", head).facts["key"] == "section"
    none = _refusal(catalogue, "form", f"{head}\nsection = []")
    assert (none.facts["key"], none.facts["fault"]) == ("section", "empty")
    bare = _refusal(catalogue, "form", f"{head}\n[[section]]\nid = 'x'\ntitle.en = 'X'\nfield = []")
    assert (bare.facts["key"], bare.facts["fault"]) == ("section.x.field", "empty")


def test_the_line_is_told_where_the_parser_knows_it(catalogue: ShippedCatalogue) -> None:
    facts = _refusal(catalogue, "form", 'id = "a"\nversion = = 1\n').facts
    assert (facts["fault"], facts["line"], facts["key"]) == ("not-toml", 2, "")
    assert "2" in str(facts["where"])


@pytest.mark.parametrize(
    ("untrusted", "fault"),
    [
        (b"id = '\xff\xfe'", "not-utf-8"),
        (b"\x00\x01\x02", "not-toml"),
        (b"%PDF-1.7", "not-toml"),
        (b"a = " + b"[" * 5000, "not-toml"),
        (b"#" * (MOST_BYTES + 1), "too-large"),
        (b"", "missing-key"),
    ],
)
def test_bytes_that_are_no_definition_at_all(catalogue: ShippedCatalogue, untrusted: bytes, fault: str) -> None:
    for read in (catalogue.read_form, catalogue.read_policy):
        with pytest.raises(DefinitionFaulty) as refused:
            read(untrusted, "theirs.toml")
        assert refused.value.facts["fault"] == fault


def test_what_a_hostile_file_calls_itself_is_shown_short_and_plain(catalogue: ShippedCatalogue) -> None:
    name = "\u202egnp.exe\n" + "x" * 500
    with pytest.raises(DefinitionFaulty) as refused:
        catalogue.read_form(f'"{"k" * 900}\\u0000" = 1'.encode(), name)
    for fact in ("file", "key"):
        shown = str(refused.value.facts[fact])
        assert len(shown) <= 130
        assert shown.isprintable()


def test_the_failure_reads_as_a_sentence(catalogue: ShippedCatalogue) -> None:
    failure = _refusal(catalogue, "form", FORM.replace('kind = "text"', 'kind = "slider"'))
    said = catalogue.words(f"{failure.code}.what", **failure.facts)
    assert said == (
        "The file theirs.toml cannot be used: at “section.first.field.why.kind”, this program knows no such kind."
    )


def test_every_fault_has_its_sentence_and_no_sentence_is_left_over(catalogue: ShippedCatalogue) -> None:
    said = {key.removeprefix("definition.") for key in catalogue.wording.sentences if key.startswith("definition.")}
    # The two that are told apart by the kind of error, where no constant stands in the call.
    found = {"unknown-kind", "wrong-type"}
    for text in source_files.python("src/wellbeingdesk/catalogue").values():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call):
                place = {"Fault": 1, "_demand": 2}.get(getattr(node.func, "id", ""), len(node.args))
                found |= {code for arg in node.args[place : place + 1] for code in _codes(arg)}
    assert found == said


def _codes(arg: ast.expr) -> set[str]:
    either = [arg.body, arg.orelse] if isinstance(arg, ast.IfExp) else [arg]
    return {one.value for one in either if isinstance(one, ast.Constant) and isinstance(one.value, str)}
