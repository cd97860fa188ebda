"""What stands in the way of an outcome, what it keeps, and what is said beside it afterwards."""

from datetime import timedelta

import pytest
from tests.cast import Cast, SignIn
from tests.told import notices, watch_page
from tests.worker import drain

from cairn.core.clock import now
from cairn.core.errors import Invalid
from cairn.decisions.closing.rules import obstacles
from cairn.decisions.models import Decision, FrameworkVersion
from cairn.decisions.operations import fill_cell, record_outcome, take_position
from cairn.decisions.tests.conftest import again
from cairn.pages.models import Page
from cairn.pages.operations import move_page

HTMX = {"HX-Request": "true"}


def framed(decision: Decision, key: str) -> Decision:
    """The same people under another framework's closing rule."""
    closing = FrameworkVersion.objects.filter(framework__key=key).latest("number").data["closing"]
    version = decision.framework
    version.data = {**version.data, "closing": closing}
    version.save()
    return again(decision)


def codes(decision: Decision) -> dict[str, str]:
    return {obstacle.code: obstacle.words for obstacle in obstacles(decision)}


def test_everybody_approves_and_blocks_are_resolved(cast: Cast, running: Decision) -> None:
    decision = framed(running, "consensus")
    take_position(decision, by=cast.cleo, stance="block", reason="Nobody knows Erlang.")
    assert set(codes(decision)) == {"quorum", "approvals", "blocks"}
    assert "Ada did not yet" in codes(decision)["approvals"] and "“Block” from Cleo" in codes(decision)["blocks"]
    with pytest.raises(Invalid) as refused:
        record_outcome(decision, by=cast.ada, statement="RabbitMQ", override_reason="We will learn.")
    assert set(refused.value.fields) == {"obstacles"}
    take_position(decision, by=cast.cleo, stance="concern", reason="We have to learn it.")
    take_position(decision, by=cast.ada, stance="agree")
    assert codes(decision) == {}
    outcome = record_outcome(decision, by=cast.ada, statement="RabbitMQ")
    assert [row.user for row in outcome.approvals.all()] == [cast.ada]
    assert [(row.user, row.stance, row.reason) for row in outcome.dissent.all()] == [
        (cast.cleo, "concern", "We have to learn it.")
    ]


def test_an_unconfirmed_position_is_no_part_of_a_quorum(cast: Cast, running: Decision) -> None:
    decision = framed(running, "consent")
    assert set(codes(decision)) == {"quorum"}
    take_position(decision, by=cast.cleo, stance="agree")
    take_position(decision, by=cast.ada, stance="agree")
    assert codes(decision) == {}
    option = decision.options.first()
    assert option
    fill_cell(option, decision.criteria.get(name="Cost"), by=cast.ben, value="9 000", revision=0)
    assert "confirm" in codes(decision)["quorum"]


def test_the_outcome_says_what_it_should_bring(cast: Cast, as_: SignIn, running: Decision) -> None:
    url, ada = f"/decisions/{running.pk}/outcome/", as_(cast.ada)
    effect = {"expected_effect": "Fewer lost messages.", "check_by": "Count them in May.", "review_at": "tomorrow"}
    refused = ada.post(url, {"statement": "NATS.", **effect}, headers=HTMX)
    assert refused.status_code == 422 and "not a day we can read" in refused.content.decode()
    assert "Count them in May." in refused.content.decode() and 'value="tomorrow"' in refused.content.decode()
    over = ada.post(url, {"statement": "NATS.", "review_at": "2020-01-01"}, headers=HTMX)
    assert over.status_code == 422 and "This day is over" in over.content.decode()
    day = (now() + timedelta(days=90)).date()
    assert ada.post(url, {"statement": "NATS.", **effect, "review_at": str(day)}, headers=HTMX).status_code == 204
    shown = as_(cast.ravi).get(running.get_absolute_url()).content.decode()
    assert "Fewer lost messages." in shown and "Count them in May." in shown and f'datetime="{day}"' in shown


def test_a_second_outcome_and_a_late_position_keep_their_words(cast: Cast, as_: SignIn, running: Decision) -> None:
    record_outcome(running, by=cast.ada, statement="NATS.")
    late = as_(cast.ada).post(f"/decisions/{running.pk}/outcome/", {"statement": "Kafka, as it lasts."}, headers=HTMX)
    assert (late.status_code, late["HX-Retarget"]) == (409, "#decision-outcome")
    for words in ("Ada decided this as D-1", "Kafka, as it lasts.", "Add the amendment"):
        assert words in late.content.decode()
    said = {"stance": "block", "reason": "Wait for the numbers."}
    late = as_(cast.cleo).post(f"/decisions/{running.pk}/position/", said, headers=HTMX)
    assert (late.status_code, late["HX-Retarget"]) == (409, "#position")
    assert "Wait for the numbers." in late.content.decode() and "Add the amendment" not in late.content.decode()


def test_an_amendment_stands_beside_the_outcome(cast: Cast, as_: SignIn, running: Decision) -> None:
    url = f"/decisions/{running.pk}/amendments/"
    words = {"text": "NATS, but with three nodes.", "reason": "Two lost a message."}
    assert as_(cast.ada).post(url, words, headers=HTMX).status_code == 409  # nothing to amend yet
    record_outcome(running, by=cast.ada, statement="NATS.")
    watch_page(running.page, by=cast.gus)
    assert as_(cast.cleo).post(url, words, headers=HTMX).status_code == 403
    assert as_(cast.ravi).get(url, headers=HTMX).status_code == 403
    assert as_(cast.ben).get(url, headers=HTMX).status_code == 200
    refused = as_(cast.ben).post(url, {"text": "Three nodes."}, headers=HTMX)
    assert refused.status_code == 422 and "Three nodes." in refused.content.decode()
    assert as_(cast.ben).post(url, words, headers=HTMX).status_code == 204
    drain()
    told = notices(event__name="decision.amended")
    assert {notice.user for notice in told} == {cast.ada, cast.cleo, cast.ravi, cast.gus}
    assert {notice.text for notice in told} == {"Ben amended the decision D-1"}
    shown = as_(cast.ravi).get(running.get_absolute_url()).content.decode()
    assert shown.index("NATS.") < shown.index("but with three nodes") and "Two lost a message." in shown


def test_the_number_stays_where_it_was_decided(cast: Cast, as_: SignIn, running: Decision) -> None:
    record_outcome(running, by=cast.ada, statement="NATS.")
    page = Page.objects.select_related("space").get(pk=running.page_id)
    move_page(page, by=cast.ada, parent=None, space=cast.moss)
    address = "/spaces/STONE/decisions/D-1/"
    assert as_(cast.cleo).get(address)["Location"] == page.get_absolute_url()
    shown = as_(cast.cleo).get(page.get_absolute_url()).content.decode()
    assert "of Stone" in shown and 'href="/spaces/STONE/decisions/"' in shown


def test_everybody_has_answered_and_a_block_is_open(cast: Cast, as_: SignIn, running: Decision) -> None:
    page = running.get_absolute_url()
    waits = "Everybody has answered"
    assert waits not in as_(cast.ben).get(page).content.decode()
    take_position(running, by=cast.cleo, stance="block", reason="Nobody knows Erlang.")
    driver = as_(cast.ben).get(page).content.decode()
    assert "Everybody has answered. Still open: “Block” from Cleo. Ada may decide in spite of it" in driver
    assert waits not in as_(cast.cleo).get(page).content.decode()
    framed(running, "consent")
    take_position(running, by=cast.ada, stance="agree")
    assert "It can be decided once that is lifted." in as_(cast.ben).get(page).content.decode()
    framed(running, "daci")
    take_position(running, by=cast.cleo, stance="concern", reason="We have to learn it.")
    assert "Everybody has answered. Now Ada can decide." in as_(cast.ben).get(page).content.decode()


def test_the_words_of_the_framework_everywhere(cast: Cast, as_: SignIn, running: Decision) -> None:
    consent = FrameworkVersion.objects.filter(framework__key="consent").latest("number")
    running.framework.data = {**running.framework.data, "key": "consent", "words": consent.data["words"]}
    running.framework.save()
    cleo = as_(cast.cleo)
    page = cleo.get(running.get_absolute_url()).content.decode()
    assert "needed with “Concern” and “Objection”" in page
    cleo.post(f"/decisions/{running.pk}/position/", {"stance": "block", "reason": "No."})
    drain()
    assert notices(user=cast.ben, text="Cleo says “Objection”").exists()
    shown = as_(cast.ben).get(running.get_absolute_url()).content.decode()
    assert "1 objection" in shown and "says “Objection”" in shown and "blocks this" not in shown
    running.framework.data["words"] = {"block": "Veto"}
    running.framework.save()
    assert "1 × Veto" in as_(cast.ben).get(running.get_absolute_url()).content.decode()


def test_whose_answer_is_missing_is_said_in_words(cast: Cast, running: Decision) -> None:
    decision = framed(running, "consent")
    assert codes(decision)["quorum"] == "Ada and Cleo have to answer first."
    take_position(decision, by=cast.ada, stance="agree")
    assert codes(decision)["quorum"] == "Cleo has to answer first."
    decision.framework.data["closing"]["quorum"] = 50
    decision.framework.save()
    assert "quorum" not in codes(again(decision))
