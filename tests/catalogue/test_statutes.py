"""The table of laws: dead ones stand as history beside the live one that a policy did not name."""

from __future__ import annotations

import re
from datetime import date

import pytest

from wellbeingdesk.catalogue.shipped import ShippedCatalogue
from wellbeingdesk.catalogue.statutes import Standing


def test_each_law_is_dated_and_none_from_the_future(catalogue: ShippedCatalogue) -> None:
    for statute in catalogue.statutes():
        assert date(2020, 1, 1) < statute.last_checked <= date(2026, 11, 21)
        assert statute.says["en"]
        assert statute.binds["en"]


@pytest.mark.rule("U27")
def test_the_law_on_terrorism_is_the_live_one(catalogue: ShippedCatalogue) -> None:
    statute = next(one for one in catalogue.statutes() if "law-terrorism" in one.grounds)
    assert statute.standing is Standing.IN_FORCE
    assert statute.law["en"] == "Terrorism Act 2000, section 38B"
    (history,) = statute.superseded
    assert history.policy == "upsu-advice"
    assert "1989" in history.law["en"]


def test_the_law_on_money_laundering_is_the_live_one(catalogue: ShippedCatalogue) -> None:
    statute = next(one for one in catalogue.statutes() if "law-money-laundering" in one.grounds)
    assert "Proceeds of Crime Act 2002" in statute.law["en"]
    (history,) = statute.superseded
    assert (history.policy, "1994" in history.law["en"]) == ("cambridge-su-advice", True)


def test_dead_law_stands_nowhere_but_in_the_history(catalogue: ShippedCatalogue) -> None:
    for statute in catalogue.statutes():
        live = " ".join([statute.law["en"], statute.says["en"], statute.binds["en"], statute.advice.get("en", "")])
        assert not re.search(r"\b(?:1989|1994|1998)\b", live)


def test_a_bill_is_not_given_out_as_law(catalogue: ShippedCatalogue) -> None:
    child = next(one for one in catalogue.statutes() if one.id == "child-abuse")
    assert child.standing is Standing.PROPOSED


def test_every_ground_and_policy_named_is_a_real_one(catalogue: ShippedCatalogue) -> None:
    grounds = {
        option.id
        for policy in catalogue.policies()
        for item in catalogue.form(policy.decision_form).fields
        if item.id == "ground"
        for option in item.options
    }
    policies = {policy.id for policy in catalogue.policies()}
    for statute in catalogue.statutes():
        assert set(statute.grounds) <= grounds
        assert {one.policy for one in statute.superseded} <= policies
