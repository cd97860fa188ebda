"""A running decision in STONE: ben drives, ada approves, cleo contributes, ravi is informed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.cast import Cast

from cairn.core.clock import now
from cairn.decisions.models import Decision
from cairn.decisions.operations import spin_up_decision, start_decision
from cairn.decisions.roles import Setup


@pytest.fixture
def draft(cast: Cast) -> Decision:
    return spin_up_decision(cast.stone, by=cast.ben, title="Which message bus")


@pytest.fixture
def setup(cast: Cast) -> Setup:
    return Setup.daci(cast.ben, [cast.ada], [cast.cleo], [cast.ravi], now() + timedelta(days=3))


@pytest.fixture
def running(cast: Cast, draft: Decision, setup: Setup) -> Decision:
    start_decision(draft, by=cast.ben, setup=setup)
    return again(draft)


def again(decision: Decision) -> Decision:
    """The decision as the database has it now."""
    return Decision.objects.select_related("page__space", "page__published", "start", "outcome__by").get(pk=decision.pk)


Reload = Callable[[Decision], Decision]
