"""Each right as a sentence and as a query: both agree for everybody, in every state of the round."""

import pytest
from tests.cast import Cast

from cairn.drafting.access import can_answer, can_lead, can_see_round
from cairn.drafting.models import Invitation, Round
from cairn.drafting.operations import cancel_round, end_round, open_to_space
from cairn.drafting.tests.conftest import said
from cairn.pages.operations import trash_page
from cairn.people.actors import SYSTEM


@pytest.mark.parametrize("state", ["open", "drafted", "opened", "nothing", "called off", "trashed"])
def test_sentences_and_queries_agree(cast: Cast, round_: Round, state: str) -> None:
    if state in ("drafted", "opened"):
        said(round_, cast.cleo, bet="Rain")
    if state in ("drafted", "opened", "nothing"):
        end_round(round_, by=SYSTEM)
    if state == "opened":
        open_to_space(round_, by=cast.ben)
    if state == "called off":
        cancel_round(round_, by=cast.ben)
    if state == "trashed":
        trash_page(round_.page, by=cast.ben)
    fresh = Round.objects.with_page().get()
    mine = Invitation.objects.select_related("merge", "round__page__space")
    for user in cast.all():
        assert can_see_round(user, fresh) == Round.objects.visible_to(user).exists(), (state, user)
        assert can_lead(user, fresh) == Round.objects.led_by(user).exists(), (state, user)
        hers = {each.pk for each in mine if can_answer(user, each)}
        assert hers == set(Invitation.objects.answerable_by(user).values_list("pk", flat=True)), (state, user)
    assert not Invitation.objects.answerable_by(SYSTEM).exists() and not can_answer(SYSTEM, mine[0])
