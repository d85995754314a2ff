"""The sealed record: what is sealed reads back the same, an answer can be withheld, and nothing else can be changed."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.signing.made_up import SIGNER, at, author, colleague, draft, record, stranger, third
from wellbeingdesk.domain.colleague import SecondSignerMustDiffer
from wellbeingdesk.domain.form import Value
from wellbeingdesk.domain.record import Predecessor, RecordKind, Relation
from wellbeingdesk.domain.worldly import FileFromNewerVersion, FileNotOurs, FileTooLarge, FileTruncated
from wellbeingdesk.signing.failures import ClockOutsideCertificate, TextCannotBeSigned
from wellbeingdesk.signing.identity import sign, signatory_of
from wellbeingdesk.signing.record import MOST_BYTES


def parsed() -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(record().document)
    return whole


def resealed(whole: dict[str, Any]) -> bytes:
    """The record with its statement signed again by its own author: only the reader's other checks are left."""
    signature = sign(author(), rfc8785.dumps(whole["statement"]))
    return rfc8785.dumps({**whole, "signature": base64.b64encode(signature).decode()})


def test_a_sealed_record_reads_back_the_same() -> None:
    again = SIGNER.read_record(record().document)
    assert again == record()
    assert dict(again.draft.answers) == dict(draft().answers)
    assert replace(again.draft, answers=draft().answers) == draft()


def test_a_record_with_a_predecessor_and_no_second_signer_reads_back_the_same() -> None:
    follows = Predecessor(Relation.ADDENDUM, record().draft.record_id, record().statement_sha256)
    wanted = replace(draft(), kind=RecordKind.ADDENDUM, predecessor=follows, second_signer=None)
    sealed = SIGNER.seal_record(wanted, author())
    assert SIGNER.read_record(sealed.document).draft == wanted


def test_withholding_an_answer_keeps_the_signature() -> None:
    less = SIGNER.withhold(record(), frozenset({"danger", "told"}))
    assert (less.statement, less.signature) == (record().statement, record().signature)
    assert b"drive to her house" not in less.document
    assert {one.field for one in less.answers if one.withheld} == {"danger", "told"}
    assert "danger" not in less.draft.answers
    assert SIGNER.read_record(less.document) == less
    assert SIGNER.withhold(less, frozenset({"told"})) == less


def test_withholding_an_answer_that_is_not_there_is_a_bug() -> None:
    with pytest.raises(KeyError):
        SIGNER.withhold(record(), frozenset({"nothing"}))


def test_one_answer_has_another_digest_in_every_record() -> None:
    other = SIGNER.seal_record(draft(), author())
    pairs = zip(record().answers, other.answers, strict=True)
    assert all(one.field == two.field and one.digest != two.digest for one, two in pairs)


def test_text_is_brought_to_one_form_before_it_is_signed() -> None:
    sealed = SIGNER.seal_record(replace(draft(), answers={"name": "Zoe\u0308"}), author())
    assert sealed.draft.answers["name"] == "Zo\u00eb"


def test_half_a_character_is_refused_with_its_field() -> None:
    with pytest.raises(TextCannotBeSigned) as refused:
        SIGNER.seal_record(replace(draft(), answers={"danger": "broken \ud83d"}), author())
    assert refused.value.facts == {"field": "danger"}


def test_a_long_note_in_any_script_is_sealed() -> None:
    text = "ጤና ይስጥልኝ 你好 \U0001f600 \x00\x7f\u2028" * 9_000
    sealed = SIGNER.seal_record(replace(draft(), answers={"note": text}), author())
    assert SIGNER.read_record(sealed.document).draft.answers["note"] == text


def test_an_author_cannot_name_themselves_as_second_signer() -> None:
    with pytest.raises(SecondSignerMustDiffer):
        SIGNER.seal_record(draft(second=signatory_of(author())), author())


def test_only_the_author_can_seal_their_record() -> None:
    with pytest.raises(Exception, match=r"ROOT_IS_NOT_THE_SIGNERS"):
        SIGNER.seal_record(draft(), third())
    moved = replace(draft(), author=replace(signatory_of(author()), desk_id="desk-other"))
    with pytest.raises(ValueError, match="author"):
        SIGNER.seal_record(moved, author())


values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=10), max_size=4).map(tuple),
)
fields = st.from_regex(r"[a-z][a-z0-9._-]{0,12}", fullmatch=True)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(fields, values, max_size=6), st.data())
def test_any_answers_survive_the_round_trip_and_any_of_them_can_be_withheld(
    answers: dict[str, Value], data: st.DataObject
) -> None:
    sealed = SIGNER.seal_record(replace(draft(), answers=answers), author())
    again = SIGNER.read_record(sealed.document)
    assert again == sealed
    kept = SIGNER.seal_record(replace(draft(), answers=dict(again.draft.answers)), author())
    assert kept.draft.answers == again.draft.answers
    gone = frozenset(data.draw(st.sets(st.sampled_from(sorted(answers)))) if answers else ())
    less = SIGNER.withhold(sealed, gone)
    assert less.signature == sealed.signature
    assert set(less.draft.answers) == set(answers) - gone


def _every_place(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    here = [path] if path else []
    if isinstance(value, dict):
        return here + [one for key in value for one in _every_place(value[key], (*path, key))]
    if isinstance(value, list):
        return here + [one for at_, item in enumerate(value) for one in _every_place(item, (*path, at_))]
    return here


def _changed(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return ("b" if value[:1] == "a" else "a") + value[1:]
        case None:
            return "now something"
        case list():
            return value[:-1] if value else ["x"]
        case _:
            return {**value, "extra": 1}


def _put(whole: dict[str, Any], path: tuple[Any, ...], value: Any) -> None:
    for key in path[:-1]:
        whole = whole[key]
    whole[path[-1]] = value


@pytest.mark.parametrize("path", _every_place(json.loads(record().document)), ids=str)
def test_a_record_with_any_one_place_changed_is_refused(path: tuple[Any, ...]) -> None:
    whole = parsed()
    old: Any = whole
    for key in path:
        old = old[key]
    _put(whole, path, _changed(old))
    with pytest.raises((FileTruncated, FileNotOurs, FileFromNewerVersion)):
        SIGNER.read_record(rfc8785.dumps(whole))


@pytest.mark.parametrize(
    "path", [p for p in _every_place(json.loads(record().document)) if isinstance(p[-1], str)], ids=str
)
def test_a_record_with_any_one_member_missing_is_refused(path: tuple[Any, ...]) -> None:
    whole = parsed()
    inner: Any = whole
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    if path[:1] == ("answers",) and len(path) == 2:
        assert SIGNER.read_record(rfc8785.dumps(whole)).statement == record().statement
        return
    with pytest.raises((FileTruncated, FileNotOurs)):
        SIGNER.read_record(rfc8785.dumps(whole))


def _statement(change: Callable[[dict[str, Any]], object]) -> bytes:
    whole = parsed()
    change(whole["statement"])
    return resealed(whole)


FORGED: dict[str, tuple[bytes, type[Exception]]] = {
    "another kind of file": (b'{"a":1}', FileNotOurs),
    "no JSON": (b"%PDF-1.7 something", FileNotOurs),
    "nothing": (b"", FileNotOurs),
    "a list": (b"[]", FileNotOurs),
    "cut short": (record().document[:-200], FileTruncated),
    "a blank at the end": (record().document + b" ", FileTruncated),
    "a key twice": (record().document.replace(b'{"answers":', b'{"answers":{},"answers":', 1), FileTruncated),
    "too deep": (b'{"answers":' * 40_000, FileTruncated),
    "too long": (b'{"answers":' + bytes(MOST_BYTES), FileTooLarge),
    "another long file": (b" " * (MOST_BYTES + 1), FileNotOurs),
    "a version that no database holds": (_statement(lambda s: s["form"].update(version=2**31)), FileTruncated),
    "a version below the first": (_statement(lambda s: s["form"].update(version=0)), FileTruncated),
    "a later format": (_statement(lambda s: s.update(format="wellbeingdesk.record/2")), FileFromNewerVersion),
    "another format": (_statement(lambda s: s.update(format="wellbeingdesk.card/1")), FileNotOurs),
    "a kind we do not know": (_statement(lambda s: s.update(kind="will")), FileFromNewerVersion),
    "one more member": (_statement(lambda s: s.update(note="x")), FileTruncated),
    "a truth for a number": (_statement(lambda s: s["form"].update(version=True)), FileTruncated),
    "answers out of order": (_statement(lambda s: s["answers"].reverse()), FileTruncated),
    "one answer twice": (_statement(lambda s: s["answers"].append(s["answers"][-1])), FileTruncated),
    "a time that is none": (
        _statement(lambda s: s["event_time"].update(utc="2026-13-01T00:00:00.000Z")),
        FileTruncated,
    ),
    "another author's root": (_statement(lambda s: s["author"].update(root_sha256="0" * 64)), FileTruncated),
    "another name than the certificate": (_statement(lambda s: s["author"].update(name="Zofia")), FileTruncated),
    "written before the certificate": (
        _statement(lambda s: s["written_time"].update(utc="2020-01-01T00:00:00.000Z")),
        FileTruncated,
    ),
    "second signer is the author": (
        _statement(lambda s: s["second_signer"].update(desk_id=s["author"]["desk_id"])),
        FileTruncated,
    ),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_record_is_refused_with_the_right_failure(name: str) -> None:
    forged, failure = FORGED[name]
    with pytest.raises(failure):
        SIGNER.read_record(forged)


def test_a_record_under_a_strangers_certificates_of_the_same_name_is_refused() -> None:
    whole = parsed()
    whole["leaf"], whole["root"] = (
        base64.b64encode(der).decode() for der in (stranger().leaf_der, stranger().root_der)
    )
    whole["signature"] = base64.b64encode(sign(stranger(), record().statement)).decode()
    with pytest.raises(FileTruncated):
        SIGNER.read_record(rfc8785.dumps(whole))


def test_a_signature_over_other_bytes_or_by_another_key_does_not_hold() -> None:
    signature = SIGNER.sign_bytes(b"the practice's pack", author())
    assert SIGNER.check_bytes(b"the practice's pack", signature, author().leaf_der)
    assert not SIGNER.check_bytes(b"the practice's park", signature, author().leaf_der)
    assert not SIGNER.check_bytes(b"the practice's pack", signature, colleague().leaf_der)
    assert not SIGNER.check_bytes(b"the practice's pack", b"\x30\x00", author().leaf_der)


def test_a_record_cannot_be_sealed_under_a_certificate_that_has_run_out() -> None:
    for year in (2010, 2040):
        with pytest.raises(ClockOutsideCertificate) as refused:
            SIGNER.seal_record(replace(draft(), written_time=at(11, year=year)), author())
        assert refused.value.facts == {"first_day": "2026-11-20", "last_day": "2036-11-19"}


def test_a_file_of_ours_that_is_too_large_is_told_in_whole_megabytes() -> None:
    with pytest.raises(FileTooLarge) as told:
        SIGNER.read_record(b'{"answers":' + bytes(MOST_BYTES))
    assert told.value.facts == {"megabytes": 17, "most": 16}
    with pytest.raises(FileTooLarge) as told:
        SIGNER.read_card(b'{"leaf":' + bytes(1024 * 1024))
    assert told.value.facts == {"megabytes": 2, "most": 1}


def test_a_later_version_puts_no_long_text_into_a_sentence() -> None:
    with pytest.raises(FileFromNewerVersion) as told:
        SIGNER.read_record(_statement(lambda s: s.update(format="wellbeingdesk.record/" + "9" * 5000)))
    assert len(str(told.value.facts["found"])) <= 60
