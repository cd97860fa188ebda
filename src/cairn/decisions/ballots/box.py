"""What one reader sees of a vote: her own ballot to fill, and the count as far as she may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core.errors import Invalid
from cairn.decisions.ballots.tally import Result, Round, count
from cairn.decisions.frameworks.definition import Definition
from cairn.decisions.models import BallotMark, Decision, Option, Position
from cairn.people.models import User


@dataclass(frozen=True)
class BallotRow:
    """One option on her ballot. `value` as typed or as kept, "" for none."""

    option: Option
    name: str
    value: str


@dataclass(frozen=True)
class Ballot:
    """How one person voted, in words: "Slate, Moss" in her order, or with the dots or score she gave each."""

    user: User
    words: str


@dataclass(frozen=True)
class TallyRow:
    """One option in the count. `share` is the bar's length, 0 to 100."""

    option: Option
    total: str
    given: int
    share: int
    is_winner: bool
    rounds: list[str]  # of a ranking: its votes round by round, "" once it has dropped out


class BallotBox:
    """One query for the options, one for the marks."""

    def __init__(self, decision: Decision, user: User, *, is_closed: bool) -> None:
        self.decision = decision
        self.definition: Definition = decision.definition
        self.user = user
        self.is_closed = is_closed

    @cached_property
    def options(self) -> list[Option]:
        return list(self.decision.options.all())

    @cached_property
    def marks(self) -> list[BallotMark]:
        return list(BallotMark.objects.filter(position__decision=self.decision).select_related("position__user"))

    @property
    def is_open_to_see(self) -> bool:
        """A blind vote shows no count before its outcome, to nobody; withdrawn without one it never does."""
        return not self.decision.is_blind or getattr(self.decision, "outcome", None) is not None

    @cached_property
    def result(self) -> Result:
        return count_of(self.definition, self.options, self.marks)

    @cached_property
    def mine(self) -> dict[int, int]:
        return {mark.option_id: mark.value for mark in self.marks if mark.position.user_id == self.user.pk}

    @property
    def rows(self) -> list[TallyRow]:
        """The best first; on a tie, and in a ranking that stands equal, as in the table."""
        result = self.result
        top = max([*result.totals.values(), Fraction(1)])
        if self.definition.ballot == "scores":
            top = Fraction(max(self.definition.scale[1], 1))
        lasted = {option: index for index, each in enumerate(result.rounds) for option in each.counts}
        order = sorted(self.options, key=lambda each: (-lasted.get(each.pk, 0), -result.totals[each.pk]))
        return [
            TallyRow(
                option,
                _number(result.totals[option.pk]),
                result.given.get(option.pk, 0),
                round(result.totals[option.pk] * 100 / top),
                option.pk in result.winners,
                [str(each.counts.get(option.pk, "")) for each in result.rounds],
            )
            for option in order
        ]

    @property
    def ballots(self) -> list[Ballot]:
        """Who voted how, by name; nobody's while a blind vote runs."""
        if not self.is_open_to_see:
            return []
        marks: dict[User, list[BallotMark]] = {}
        for mark in self.marks:
            marks.setdefault(mark.position.user, []).append(mark)
        found = [Ballot(user, self._said(rows)) for user, rows in marks.items()]
        return sorted(found, key=lambda ballot: ballot.user.name.casefold())

    def _said(self, marks: list[BallotMark]) -> str:
        names = {option.pk: option.title for option in self.options}
        if self.definition.ballot == "ranking":
            marks = sorted(marks, key=lambda mark: mark.value)
            return ", ".join(f"{mark.value}. {names[mark.option_id]}" for mark in marks)
        if self.definition.ballot == "choice":
            return ", ".join(names[mark.option_id] for mark in marks)
        given = {mark.option_id: mark.value for mark in marks}
        return ", ".join(f"{title}: {given[pk]}" for pk, title in names.items() if pk in given)

    @property
    def unit(self) -> str:
        return {"dots": _("Dots"), "scores": _("Average score"), "ranking": _("Votes in the last round")}.get(
            self.definition.ballot, _("Votes")
        )

    @property
    def sentence(self) -> str:
        """What came out, in words."""
        names = {option.pk: option.title for option in self.options}
        winners = [names[pk] for pk in self.result.winners]
        voted = ngettext("%(n)d ballot.", "%(n)d ballots.", self.result.ballots) % {"n": self.result.ballots}
        if not winners:
            return _("Nobody has voted yet.")
        if len(winners) > 1:
            return _("A tie between %(names)s.") % {"names": _(" and ").join(winners)} + " " + voted
        verb = _("%(name)s won.") if self.is_closed else _("%(name)s leads.")
        return verb % {"name": winners[0]} + " " + voted

    @property
    def steps(self) -> list[str]:
        """A ranking, round by round, in sentences."""
        names = {option.pk: option.title for option in self.options}
        return [_step(number, each, names) for number, each in enumerate(self.result.rounds, 1)]

    @property
    def round_numbers(self) -> range:
        return range(1, len(self.result.rounds) + 1)

    @property
    def lowest(self) -> int:
        return self.definition.scale[0]

    @property
    def scores(self) -> range:
        lowest, highest = self.definition.scale
        return range(lowest, highest + 1)

    @property
    def ranks(self) -> range:
        return range(1, len(self.options) + 1)


class BallotForm:
    """Her ballot as kept, or as typed with what is wrong with it."""

    def __init__(self, box: BallotBox, data: Mapping[str, str] | None = None, error: Invalid | None = None) -> None:
        self.box = box
        self.data = data
        self.errors = error.fields if error else {}

    @property
    def rows(self) -> list[BallotRow]:
        return [BallotRow(option, f"mark-{option.pk}", self._value(option)) for option in self.box.options]

    @cached_property
    def position(self) -> Position | None:
        return next((mark.position for mark in self.box.marks if mark.position.user_id == self.box.user.pk), None)

    @property
    def reason(self) -> str:
        return self.data.get("reason", "") if self.data is not None else self.position.reason if self.position else ""

    @property
    def dots_left(self) -> int:
        given = sum(int(row.value) for row in self.rows if row.value.isdecimal() and len(row.value) < 9)
        return self.box.definition.dots - given

    def _value(self, option: Option) -> str:
        if self.data is None:
            return str(self.box.mine.get(option.pk, ""))
        if self.box.definition.ballot == "choice":
            return "1" if self.data.get("choice") == str(option.pk) else ""
        return self.data.get(f"mark-{option.pk}", "")


def marks_of(definition: Definition, data: Mapping[str, Any]) -> dict[int, int]:
    """Option id → number, from what was posted. Raises Invalid for what is no number."""
    if definition.ballot == "choice":
        chosen = str(data.get("choice", ""))
        return {int(chosen): 1} if chosen.isdecimal() and len(chosen) < 19 else {}
    marks = {}
    for name, text in data.items():
        key, typed = name.removeprefix("mark-"), str(text).strip()
        if name.startswith("mark-") and key.isdecimal() and len(key) < 19 and typed:
            if not typed.isdecimal() or len(typed) > 8:
                words = _("“%(typed)s” is not a number. Use whole numbers.") % {"typed": typed[:20]}
                raise Invalid(words, fields={"marks": words})
            marks[int(key)] = int(typed)
    return marks


def count_of(definition: Definition, options: list[Option], marks: list[BallotMark]) -> Result:
    ballots: dict[int, dict[int, int]] = {}
    for mark in marks:
        ballots.setdefault(mark.position_id, {})[mark.option_id] = mark.value
    return count(definition.ballot, [option.pk for option in options], list(ballots.values()))


def _number(total: Fraction) -> str:
    return str(total) if total.denominator == 1 else f"{float(total):.1f}"


def _step(number: int, each: Round, names: Mapping[int, str]) -> str:
    if each.dropped is None:
        return _("Round %(n)d: it is settled.") % {"n": number}
    words = _("Round %(n)d: %(name)s drops out.") % {"n": number, "name": names[each.dropped]}
    if each.by_lot_of:
        equal = ", ".join(names[option] for option in each.by_lot_of)
        words += " " + _("It was level with %(names)s in every way and stands lower in the table.") % {"names": equal}
    return words
