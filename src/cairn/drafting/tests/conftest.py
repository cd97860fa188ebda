from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.http import QueryDict
from tests.cast import Cast

from cairn.drafting.models import Invitation, Round
from cairn.drafting.operations import Plan, Written, start_round, write_answers
from cairn.gallery.answers import Answers
from cairn.gallery.known import template_for
from cairn.gallery.operations import Filled
from cairn.people.models import User

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def round_(cast: Cast, clock: time_machine.Traveller) -> Round:
    """Ben asks Cleo and Ravi about a strategy, until Friday, and answers too."""
    template = template_for(cast.ben, "strategy-brief")
    answers = Answers.of(cast.ben, template.definition, QueryDict("v-subject=small+lines"))
    return start_round(Filled(template, answers), cast.stone, Plan([cast.cleo, cast.ravi], [], FRIDAY), by=cast.ben)


def said(round_: Round, user: User, done: bool = True, **sections: str) -> Invitation:
    mine = Invitation.objects.get(round=round_, user=user)
    written = {key: Written(text, not text) for key, text in sections.items()}
    return write_answers(mine, written, by=user, done=done)
