"""People who press at the same moment: real threads, real connections, whichever database the suite runs on."""

import json
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from tests.at_once import at_once
from tests.cast import Cast

from cairn.core.clock import now
from cairn.decisions.closing.changes import Changes
from cairn.decisions.models import Cell, Criterion, Decision, DecisionCounter, Outcome
from cairn.decisions.operations import fill_cell, spin_up_decision, start_decision, take_position
from cairn.decisions.roles import Setup
from cairn.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)
Press = Callable[[], int]


def started(cast: Cast, count: int) -> list[Decision]:
    setup = Setup.daci(cast.ben, [cast.ada, cast.ben], [cast.cleo], [], now() + timedelta(days=1))
    decisions = [spin_up_decision(cast.stone, by=cast.ben, title=f"Decision {n}") for n in range(count)]
    for decision in decisions:
        start_decision(decision, by=cast.ben, setup=setup)
    return decisions


def poster(user: User, url: str, fields: dict[str, object]) -> Press:
    client = Client()
    client.force_login(user)
    return lambda: client.post(url, fields).status_code


def test_numbers_have_no_gaps_and_no_twins(cast: Cast) -> None:
    decisions = started(cast, 6)
    presses = [
        poster(cast.ada, f"/decisions/{decision.pk}/outcome/", {"statement": "" if n == 3 else "Yes."})
        for n, decision in enumerate(decisions)
    ]
    assert sorted(at_once(*presses)) == [302] * 5 + [422]  # the refused one takes no number
    assert sorted(Outcome.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert DecisionCounter.objects.get(space=cast.stone).last == 5


def test_two_approvers_at_once_make_one_outcome(cast: Cast) -> None:
    (decision,) = started(cast, 1)
    url = f"/decisions/{decision.pk}/outcome/"
    presses = [poster(cast.ada, url, {"statement": "NATS."}), poster(cast.ben, url, {"statement": "Kafka."})]
    assert sorted(at_once(*presses)) == [302, 409]
    assert Outcome.objects.count() == 1


def test_the_slower_approver_keeps_her_words(cast: Cast) -> None:
    (decision,) = started(cast, 1)
    answers: dict[str, str] = {}

    def press(user: User, words: str) -> Press:
        client = Client()
        client.force_login(user)

        def send() -> int:
            answer = client.post(f"/decisions/{decision.pk}/outcome/", {"statement": words})
            answers[words] = answer.content.decode()
            return answer.status_code

        return send

    assert sorted(at_once(press(cast.ada, "NATS it is."), press(cast.ben, "Kafka it is."))) == [302, 409]
    outcome = Outcome.objects.select_related("by").get()
    refused = "Kafka it is." if outcome.statement == "NATS it is." else "NATS it is."
    assert refused in answers[refused] and f"{outcome.by and outcome.by.name} decided this as D-1" in answers[refused]


def test_nobody_confirms_a_cost_she_has_not_seen(cast: Cast) -> None:
    (decision,) = started(cast, 1)
    option, cost = decision.options.first(), decision.criteria.get(name="Cost")
    assert option
    take_position(decision, by=cast.cleo, stance="agree")
    fill_cell(option, cost, by=cast.ada, value="9 000", revision=0)
    seen = Changes.of(Decision.objects.get(pk=decision.pk)).seen
    change = poster(
        cast.ben, f"/decisions/{decision.pk}/options/{option.pk}/cells/{cost.pk}/", {"value": "12 000", "revision": 1}
    )
    confirm = poster(cast.cleo, f"/decisions/{decision.pk}/position/confirmation/", {"seen": seen})
    assert at_once(change, confirm) in ([200, 200], [200, 409])
    position = decision.positions.select_related("version", "confirmed_version").get()
    assert "12 000" in {one.after for one in Changes.of(decision).since(position).things}


def test_a_block_in_the_second_of_the_close_is_in_it_or_refused(cast: Cast) -> None:
    (decision,) = started(cast, 1)
    close = poster(cast.ada, f"/decisions/{decision.pk}/outcome/", {"statement": "NATS."})
    block = poster(cast.cleo, f"/decisions/{decision.pk}/position/", {"stance": "block", "reason": "Wait."})
    assert at_once(close, block) in ([302, 409], [422, 200])


def test_cells_conflict_only_with_themselves(cast: Cast) -> None:
    (decision,) = started(cast, 1)
    option, criteria = decision.options.first(), list(decision.criteria.all())
    assert option
    urls = [f"/decisions/{decision.pk}/options/{option.pk}/cells/{criterion.pk}/" for criterion in criteria]
    everywhere = [poster(cast.ben, url, {"value": "filled", "revision": 0}) for url in urls]
    assert at_once(*everywhere) == [200] * 6
    same = [poster(user, urls[0], {"value": user.name, "revision": 1}) for user in (cast.ada, cast.ben)]
    assert sorted(at_once(*same)) == [200, 409]
    assert Cell.objects.get(option=option, criterion=criteria[0]).revision == 2


def test_two_blocks_at_once_lose_no_cell(cast: Cast) -> None:
    """They share one column: one of the two has it, the other is told; the cells that only one wrote are hers."""
    (decision,) = started(cast, 1)
    option, columns = decision.options.first(), list(decision.criteria.all())
    assert option

    def paster(user: User, criteria: list[Criterion]) -> Press:
        client = Client()
        client.force_login(user)
        cells = [{"option": option.pk, "criterion": c.pk, "value": user.name, "revision": 0} for c in criteria]
        body, form = urlencode({"cells": json.dumps(cells)}), "application/x-www-form-urlencoded"
        return lambda: client.put(f"/decisions/{decision.pk}/cells/", body, content_type=form).status_code

    presses = [paster(cast.ada, columns[:3]), paster(cast.ben, columns[2:5])]
    assert sorted(at_once(*presses)) == [200, 409]
    written = {cell.criterion_id: cell.value for cell in Cell.objects.filter(option=option)}
    assert [written[column.pk] for column in (*columns[:2], *columns[3:5])] == ["Ada", "Ada", "Ben", "Ben"]
    assert written[columns[2].pk] in ("Ada", "Ben")
    assert set(Cell.objects.values_list("revision", flat=True)) == {1}


def test_rows_moved_at_once_stay_in_one_order(cast: Cast) -> None:
    (decision,) = started(cast, 1)
    criteria = list(decision.criteria.all())

    def mover(user: User, criterion: Criterion, to: int) -> Press:
        client = Client()
        client.force_login(user)
        url, form = f"/decisions/{decision.pk}/criteria/{criterion.pk}/place/", "application/x-www-form-urlencoded"
        return lambda: client.put(url, f"to={to}", content_type=form).status_code

    presses = [mover(cast.ada, criteria[0], 5), mover(cast.ben, criteria[5], 0)]
    assert at_once(*presses) == [200, 200]
    assert sorted(decision.criteria.values_list("position", flat=True)) == [0, 1, 2, 3, 4, 5]
