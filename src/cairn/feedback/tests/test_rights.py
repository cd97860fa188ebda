"""Each right as a sentence and as a query: both agree for everybody, in every state of the page."""

from datetime import timedelta

import pytest
from tests.cast import Cast

from cairn.feedback.access import can_answer, can_confirm, can_follow, can_lead, can_see_round
from cairn.feedback.models import Acknowledgement, ReadRequest, Review, Round
from cairn.feedback.operations import Ask, ask_to_read, cancel_round
from cairn.feedback.tests.conftest import MONDAY
from cairn.pages.models import Page
from cairn.pages.operations import restrict_page, trash_page
from cairn.people.actors import SYSTEM


@pytest.mark.parametrize("state", ["open", "over", "restricted", "restricted to edit", "trashed"])
def test_sentences_and_queries_agree(cast: Cast, page: Page, round_: Round, state: str) -> None:
    ask_to_read(page, Ask([cast.cleo, cast.ravi, cast.ada], [], MONDAY + timedelta(days=3)), by=cast.ben)
    if state == "over":
        cancel_round(round_, by=cast.ben)
    elif state.startswith("restricted"):
        action = "edit" if state.endswith("edit") else "view"
        restrict_page(page, by=cast.ada, action=action, users=[cast.cleo], teams=[])
    elif state == "trashed":
        trash_page(page, by=cast.ben)
    fresh = Round.objects.select_related("page__space").get()
    request = ReadRequest.objects.select_related("page__space").get()
    reviews = Review.objects.select_related("round__page__space")
    asked = Acknowledgement.objects.select_related("request__page__space")
    for user in cast.all():
        assert can_see_round(user, fresh) == Round.objects.visible_to(user).exists(), (state, user)
        assert can_lead(user, fresh) == Round.objects.led_by(user).exists(), (state, user)
        assert can_follow(user, request) == ReadRequest.objects.visible_to(user).exists(), (state, user)
        mine = {each.pk for each in reviews if can_answer(user, each)}
        assert mine == set(Review.objects.answerable_by(user).values_list("pk", flat=True)), (state, user)
        hers = {each.pk for each in asked if can_confirm(user, each)}
        assert hers == set(Acknowledgement.objects.visible_to(user).values_list("pk", flat=True)), (state, user)
    assert not Review.objects.answerable_by(SYSTEM).exists()
    assert not any(can_answer(SYSTEM, each) or can_confirm(SYSTEM, asked[0]) for each in reviews)
