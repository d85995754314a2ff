"""What a form asks for: hidden fields are not asked, unanswered is never zero, blank text is no answer."""

import pytest

from wellbeingdesk.domain.form import Field, FieldKind, Form, Option, Section, ShownIf, Value, check, check_field
from wellbeingdesk.domain.policy import Policy, SecondSignature

YES = Option("yes", {"en": "Yes"})
NO = Option("no", {"en": "No"})


def field(kind: FieldKind, **more: object) -> Field:
    return Field("f", kind, {"en": "F"}, **more)  # type: ignore[arg-type]  # each test gives what it is about


@pytest.mark.parametrize(
    ("item", "value", "code"),
    [
        (field(FieldKind.LINE, required=True), None, "missing"),
        (field(FieldKind.LINE, required=True), "  ", "missing"),
        (field(FieldKind.LINE), None, None),
        (field(FieldKind.TEXT, longest=3), "four", "too-long"),
        (field(FieldKind.CHOICE, options=(YES, NO)), "maybe", "not-an-option"),
        (field(FieldKind.CHOICES, options=(YES, NO)), ("yes", "no"), None),
        (field(FieldKind.CHOICES, options=(YES,)), ("no",), "not-an-option"),
        (field(FieldKind.YES_NO, required=True), False, None),
        (field(FieldKind.YES_NO), "yes", "not-yes-or-no"),
        (field(FieldKind.NUMBER, required=True), 0, None),
        (field(FieldKind.NUMBER), True, "not-a-number"),
        (field(FieldKind.NUMBER, least=1), 0, "too-small"),
        (field(FieldKind.NUMBER, most=9), 10, "too-large"),
        (field(FieldKind.DATE), "2026-02-30", "not-a-date"),
        (field(FieldKind.DATE), "2026-02-28", None),
        (field(FieldKind.MOMENT), "2026-02-28T25:00", "not-a-moment"),
        (field(FieldKind.MOMENT), "2026-02-28T14:00", None),
    ],
)
def test_one_answer(item: Field, value: Value, code: str | None) -> None:
    finding = check_field(item, value)
    assert (finding.code if finding else None) == code


def test_a_hidden_field_is_not_asked_for() -> None:
    asked = Field("asked", FieldKind.CHOICE, {"en": "Asked?"}, options=(YES, NO), required=True)
    why = Field("why", FieldKind.TEXT, {"en": "Why not?"}, required=True, shown_if=ShownIf("asked", ("no",)))
    form = Form("x", 1, "note", {"en": "X"}, (Section("s", {"en": "S"}, (asked, why)),))
    assert [one.field for one in check(form, {})] == ["asked"]
    assert check(form, {"asked": "yes"}) == ()
    assert [one.field for one in check(form, {"asked": "no"})] == ["why"]


@pytest.mark.rule("H13")
def test_what_a_policy_leaves_open_is_never_filled_in_by_itself() -> None:
    hours = Field("notice_hours", FieldKind.NUMBER, {"en": "Hours of notice"}, least=0, most=168)
    who = Field("decider", FieldKind.CHOICE, {"en": "Who decides"}, options=(YES, NO))
    policy = Policy("x", 1, {}, {}, {}, "f", SecondSignature(False, "c", {}), (), (hours, who))
    assert [one.field for one in policy.missing_choices({})] == ["notice_hours", "decider"]
    assert [one.field for one in policy.missing_choices({"notice_hours": 0})] == ["decider"]
    assert [one.code for one in policy.missing_choices({"notice_hours": 999, "decider": "yes"})] == ["too-large"]
    assert policy.missing_choices({"notice_hours": 0, "decider": "no"}) == ()


def test_what_hangs_on_a_hidden_field_is_hidden_with_it() -> None:
    tell = Field("tell", FieldKind.CHOICE, {"en": "Tell?"}, options=(YES, NO))
    told = Field("told", FieldKind.CHOICE, {"en": "Told?"}, options=(YES, NO), shown_if=ShownIf("tell", ("yes",)))
    why = Field("why", FieldKind.TEXT, {"en": "Why?"}, required=True, shown_if=ShownIf("told", ("no",)))
    form = Form("x", 1, "note", {"en": "X"}, (Section("s", {"en": "S"}, (tell, told, why)),))
    assert [one.field for one in check(form, {"tell": "yes", "told": "no"})] == ["why"]
    assert check(form, {"tell": "no", "told": "no"}) == ()
