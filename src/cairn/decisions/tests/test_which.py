"""Four answers, one framework: every rule of the table, and that every answer leads somewhere."""

from itertools import product

import pytest

from cairn.decisions.frameworks.builtin import BUILTIN
from cairn.decisions.frameworks.checks import problems_of
from cairn.decisions.frameworks.definition import Definition
from cairn.decisions.frameworks.which import QUESTIONS, RULES, propose

ALL = [definition.key for definition in BUILTIN]


@pytest.mark.parametrize(
    ("affected", "reversible", "decides", "disagreement", "proposed"),
    [
        ("few", "yes", "one", "much", "advice"),
        ("team", "yes", "one", "little", "advice"),
        ("many", "no", "one", "some", "rapid"),
        ("team", "yes", "one", "some", "daci"),
        ("few", "no", "one", "little", "daci"),
        ("few", "no", "group", "much", "consensus"),
        ("many", "yes", "group", "some", "consent"),
        ("many", "no", "group", "much", "consent"),
        ("team", "no", "all", "much", "ranked"),
        ("many", "yes", "all", "some", "dots"),
        ("few", "no", "all", "some", "score"),
        ("few", "yes", "all", "little", "vote"),
        ("few", "yes", "unclear", "little", "sense_check"),
        ("many", "yes", "unclear", "little", "raci"),
        ("team", "no", "unclear", "much", "daci"),
    ],
)
def test_what_fits(affected: str, reversible: str, decides: str, disagreement: str, proposed: str) -> None:
    answers = {"affected": affected, "reversible": reversible, "decides": decides, "disagreement": disagreement}
    proposal = propose(answers, ALL)
    assert proposal is not None and (proposal.key, bool(proposal.reason)) == (proposed, True)


def test_every_answer_leads_somewhere_and_every_framework_can_be_reached() -> None:
    keys = [question.key for question in QUESTIONS]
    reached = set()
    for values in product(*([value for value, _words in question.answers] for question in QUESTIONS)):
        proposal = propose(dict(zip(keys, values, strict=True)), ALL)
        assert proposal is not None
        reached.add(proposal.key)
    assert reached == set(ALL)
    assert {rule.key for rule in RULES} == set(ALL)


def test_only_what_is_offered_is_proposed() -> None:
    answers = {"affected": "few", "reversible": "yes", "decides": "one", "disagreement": "little"}
    assert propose({**answers, "affected": "galaxy"}, ALL) is None
    assert propose({}, ALL) is None
    retired = propose(answers, ["daci", "vote"])
    assert retired is not None and retired.key == "daci"
    other = propose(answers, ["vote"])
    assert other is not None and other.key == "vote" and "not offered" in other.reason
    assert propose(answers, []) is None


@pytest.mark.parametrize("definition", BUILTIN, ids=lambda each: each.key)
def test_what_comes_with_cairn_can_be_used(definition: Definition) -> None:
    assert problems_of(definition) == {}
    assert Definition.of_data(definition.to_data(), translated=False) == definition
    assert len(definition.roles_that("drive")) == 1 and definition.roles_that("decide")


def test_rights_that_follow() -> None:
    by_key = {definition.key: definition for definition in BUILTIN}
    assert by_key["daci"].roles_that("asked") == ("contributor",) and by_key["daci"].roles_that("signs") == (
        "approver",
    )
    assert by_key["consent"].roles_that("asked") == ("circle",) and by_key["consent"].roles_that("signs") == ()
    assert by_key["vote"].roles_that("decide") == ("caller",)  # the count decides: who calls it records it
    assert by_key["raci"].role("accountable").maximum == 1 and by_key["rapid"].role("decide").maximum == 1
