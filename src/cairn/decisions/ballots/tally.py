"""Counting ballots. Pure: option ids and marks in, a result out; the same ballots always give the same result.

Instant runoff: in each round every ballot counts for the best-ranked option still standing; an option with more than
half of the ballots that still count wins, else the weakest drops out. Who is weakest among equals: fewest in the round
before, and so on back; then fewest second places, thirds …; then the lower one in the table. If only equals are left
that nothing tells apart, they share the result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Marks = Mapping[int, int]  # option id → rank, dots, score, or 1 for a choice


@dataclass(frozen=True)
class Round:
    """`counts` of those still standing, `dropped` who leaves after it (None in the last), `idle` ballots without a voice."""

    counts: dict[int, int]
    dropped: int | None
    idle: int
    by_lot_of: tuple[int, ...] = ()  # who was as weak as the one that dropped


@dataclass(frozen=True)
class Result:
    """`totals` in the table's order: votes, dots, average scores, or the votes of an option's last round.

    `winners` has more than one on a tie, none without ballots. `given` counts the ballots with a mark for the option.
    """

    totals: dict[int, Fraction]
    winners: tuple[int, ...]
    ballots: int
    given: dict[int, int]
    rounds: tuple[Round, ...] = ()


def count(kind: str, options: Sequence[int], ballots: Sequence[Marks]) -> Result:
    """`kind` as `Definition.ballot`. Marks for options that are not in `options` do not count."""
    standing = set(options)
    ballots = [{key: value for key, value in each.items() if key in standing} for each in ballots]
    ballots = [each for each in ballots if each]
    given = Counter(key for each in ballots for key in each)
    if kind == "ranking":
        return _runoff(options, ballots, dict(given))
    sums: Counter[int] = Counter()
    for each in ballots:
        sums.update(each)
    totals = {option: Fraction(sums[option]) for option in options}
    if kind == "scores":
        totals = {option: total / given[option] if given[option] else total for option, total in totals.items()}
    best = max(totals.values(), default=Fraction(0))
    winners = tuple(option for option in options if given[option] and totals[option] == best and best > 0)
    return Result(totals, winners, len(ballots), dict(given))


def _runoff(options: Sequence[int], ballots: Sequence[Marks], given: dict[int, int]) -> Result:
    standing = [option for option in options if given.get(option)]
    ranked = [sorted(each, key=lambda option: each[option]) for each in ballots]
    rounds: list[Round] = []
    totals = dict.fromkeys(options, Fraction(0))
    winners: tuple[int, ...] = ()
    while standing:
        firsts = [next((option for option in ranks if option in standing), None) for ranks in ranked]
        counts = {option: firsts.count(option) for option in standing}
        idle = firsts.count(None)
        totals |= {option: Fraction(votes) for option, votes in counts.items()}
        best = max(counts.values())
        leaders = tuple(option for option in standing if counts[option] == best)
        if best * 2 > len(ballots) - idle or _nothing_tells(standing, counts, rounds, ranked):
            winners = leaders
            rounds.append(Round(counts, None, idle))
            break
        weakest = [option for option in standing if counts[option] == min(counts.values())]
        last, equals = _weakest(weakest, rounds, ranked)
        rounds.append(Round(counts, last, idle, equals))
        standing = [option for option in standing if option != last]
    return Result(totals, winners, len(ballots), given, tuple(rounds))


def _nothing_tells(
    standing: Sequence[int], counts: Mapping[int, int], rounds: Sequence[Round], ranked: Sequence[Sequence[int]]
) -> bool:
    """All who are left are equal in this round, in those before, and in every place of every ballot."""
    return len({(counts[option], *_strength(option, rounds, ranked)) for option in standing}) == 1


def _weakest(
    weakest: Sequence[int], rounds: Sequence[Round], ranked: Sequence[Sequence[int]]
) -> tuple[int, tuple[int, ...]]:
    """Who drops out, and who was as weak by every measure but the place in the table."""
    least = min(_strength(option, rounds, ranked) for option in weakest)
    equals = [option for option in weakest if _strength(option, rounds, ranked) == least]
    return equals[-1], tuple(equals[:-1])


def _strength(option: int, rounds: Sequence[Round], ranked: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """To be compared: votes in the rounds before, the latest first; then second places, third places …"""
    before = [each.counts.get(option, 0) for each in reversed(rounds)]
    longest = max((len(ranks) for ranks in ranked), default=0)
    places = [sum(1 for ranks in ranked if ranks[place : place + 1] == [option]) for place in range(1, longest)]
    return (*before, *places)
