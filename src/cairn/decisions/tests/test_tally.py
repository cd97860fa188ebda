"""Counting, without a database: known elections, and what must hold for any ballots."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.decisions.ballots.tally import count

A, B, C, D = 1, 2, 3, 4


def ranking(*orders: tuple[int, int, int] | tuple[int, ...]) -> list[dict[int, int]]:
    """How many, then the options from the best on."""
    return [{option: place for place, option in enumerate(order[1:], 1)} for order in orders for _ in range(order[0])]


def test_the_one_most_can_live_with_wins() -> None:
    """Tennessee's capital: Memphis has most first places, Knoxville wins by instant runoff."""
    memphis, nashville, chattanooga, knoxville = A, B, C, D
    ballots = ranking(
        (42, memphis, nashville, chattanooga, knoxville),
        (26, nashville, chattanooga, knoxville, memphis),
        (15, chattanooga, knoxville, nashville, memphis),
        (17, knoxville, chattanooga, nashville, memphis),
    )
    result = count("ranking", [A, B, C, D], ballots)
    assert result.winners == (knoxville,)
    assert [each.dropped for each in result.rounds] == [chattanooga, nashville, None]
    assert [each.counts[knoxville] for each in result.rounds] == [17, 32, 58]


def test_ballots_that_name_nobody_left_do_not_count() -> None:
    result = count("ranking", [A, B, C], ranking((4, A), (3, B), (2, C)))
    assert result.winners == (A,)
    assert (result.rounds[-1].counts, result.rounds[-1].idle) == ({A: 4, B: 3}, 2)


def test_equals() -> None:
    tie = count("ranking", [A, B], ranking((1, A, B), (1, B, A)))
    assert tie.winners == (A, B)
    weak = count("ranking", [A, B, C], ranking((3, A, B, C), (2, B, C, A), (2, C, A, B)))
    assert weak.rounds[0].dropped == B or weak.rounds[0].dropped == C
    second = count("ranking", [A, B, C], ranking((3, A, B), (2, B, A), (2, C, A)))
    assert second.rounds[0].dropped == C  # level with B in first places, and nobody's second
    assert count("choice", [A, B], [{A: 1}, {B: 1}]).winners == (A, B)
    assert count("choice", [A, B], []).winners == ()
    assert count("ranking", [A, B], []).winners == () and count("ranking", [], [{A: 1}]).ballots == 0


def test_dots_and_scores() -> None:
    dots = count("dots", [A, B, C], [{A: 3, B: 2}, {B: 5}, {C: 1, 99: 4}])
    assert (dots.totals, dots.winners, dots.given) == ({A: 3, B: 7, C: 1}, (B,), {A: 1, B: 2, C: 1})
    scores = count("scores", [A, B, C], [{A: 5, B: 4}, {A: 2, B: 4}])
    assert (scores.totals, scores.winners) == ({A: Fraction(7, 2), B: 4, C: 0}, (B,))
    assert count("scores", [A], [{A: 0}]).winners == ()


@given(st.lists(st.permutations([A, B, C, D]).flatmap(lambda order: st.integers(1, 4).map(lambda n: order[:n]))))
@settings(max_examples=60, deadline=None)
def test_any_ranking_ends(orders: list[list[int]]) -> None:
    ballots = [{option: place for place, option in enumerate(order, 1)} for order in orders]
    result = count("ranking", [A, B, C, D], ballots)
    assert bool(result.winners) == bool(ballots) and result == count("ranking", [A, B, C, D], ballots)
    for each in result.rounds:
        assert sum(each.counts.values()) + each.idle == len(ballots)
    firsts = [order[0] for order in orders]
    for option in (A, B, C, D):
        if firsts.count(option) * 2 > len(firsts):
            assert result.winners == (option,)
