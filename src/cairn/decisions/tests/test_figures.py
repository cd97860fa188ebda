"""How a space decides: the numbers, who sees which names, and that nothing hidden is counted."""

from datetime import timedelta

from tests.cast import Cast, SignIn

from cairn.core.clock import back, now
from cairn.decisions.figures.figures import Figures
from cairn.decisions.models import Decision, EffectReview
from cairn.decisions.operations import record_outcome, spin_up_decision, start_decision, take_position
from cairn.decisions.roles import Setup
from cairn.pages.operations import restrict_page

URL = "/spaces/STONE/decisions/figures/"


def decided(cast: Cast, title: str, days: int, setup: Setup) -> Decision:
    with back(days=days):
        decision = spin_up_decision(cast.stone, by=cast.ada, title=title)
        start_decision(decision, by=cast.ada, setup=setup)
    record_outcome(decision, by=cast.ada, statement="Yes.")
    return decision


def test_the_figures_of_a_space(cast: Cast, as_: SignIn, running: Decision, setup: Setup) -> None:
    first = decided(cast, "One", 2, setup)
    decided(cast, "Two", 4, setup)
    secret = decided(cast, "Three", 30, setup)
    EffectReview.objects.create(outcome=first.outcome, came="partly", by=cast.ben, at=now())
    restrict_page(secret.page, by=cast.ada, action="view", users=[cast.ada], teams=[])
    ravi, ada = Figures.of(cast.ravi, cast.stone), Figures.of(cast.ada, cast.stone)
    assert (ravi.closed, ravi.days, ravi.alone, ravi.reviewed) == (2, 3.0, 100, 1)
    assert (ada.closed, ada.days) == (3, 4.0)
    assert [answer.count for answer in ravi.came] == [0, 1, 0]
    assert (sum(month.closed for month in ravi.months), ravi.months[-1].closed) == (2, 2)
    html = as_(cast.ravi).get(URL).content.decode()
    assert "3.0 days" in html and "100 %" in html and "<svg" in html and 'scope="row"' in html and "Three" not in html
    assert as_(cast.sam).get(URL).status_code == 404


def test_names_only_for_those_concerned(cast: Cast, as_: SignIn, running: Decision) -> None:
    Decision.objects.filter(pk=running.pk).update(due_at=now() - timedelta(hours=1))
    seen = {who: as_(who).get(URL).content.decode() for who in (cast.ben, cast.ada, cast.cleo, cast.ravi)}
    assert all("Overdue</h2>" in html for html in seen.values())
    for who in (cast.ben, cast.ada, cast.cleo):  # who drives, who decides, and she herself
        assert 'person-name">Cleo' in seen[who]
    assert "Waiting for an answer" not in seen[cast.ravi]
    take_position(running, by=cast.cleo, stance="agree")
    assert "Waiting for an answer" not in as_(cast.ben).get(URL).content.decode()


def test_a_space_without_decisions(cast: Cast, as_: SignIn) -> None:
    assert "Nothing has been decided here yet" in as_(cast.ravi).get(URL).content.decode()
