"""For whom the running decisions wait: told only to those whom it concerns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from cairn.decisions.frameworks.definition import ASKED
from cairn.decisions.log.finding import hers
from cairn.decisions.models import Decision, Position, RoleHolder
from cairn.decisions.queries import DecisionQuerySet
from cairn.decisions.roles import expand, holder_of, members_of
from cairn.people.models import User

MOST = 20


@dataclass(frozen=True)
class Waiting:
    """A running decision and those who were asked and have not answered, by name."""

    decision: Decision
    people: list[User]


def waiting_for(user: User, running: DecisionQuerySet) -> list[Waiting]:
    """The nearest due first. Who drives or decides sees all names; who is asked sees her own. Four queries."""
    leads = Q(pk__in=hers(user, "drive").values("decision")) | Q(pk__in=hers(user, "decide").values("decision"))
    asked = Q(pk__in=hers(user, ASKED).values("decision"))
    decisions = list(running.filter(leads | asked).for_lists().order_by("due_at", "pk")[:MOST])
    silent = _silent(decisions)
    led = set(running.filter(leads, pk__in=[each.pk for each in decisions]).values_list("pk", flat=True))
    found = []
    for decision in decisions:
        people = [each for each in silent[decision.pk] if decision.pk in led or each == user]
        if people:
            found.append(Waiting(decision, sorted(people, key=lambda each: each.name.casefold())))
    return found


def _silent(decisions: list[Decision]) -> dict[int, list[User]]:
    """Active people who are asked and took no position, by the decision's id."""
    asking = {each.pk: set(each.definition.roles_that(ASKED)) for each in decisions}
    rows = list(RoleHolder.objects.filter(decision__in=decisions).select_related("user", "team").order_by("pk"))
    rows = [row for row in rows if row.role in asking[row.decision_id]]
    members = members_of([row.team for row in rows if row.team])
    said = set(Position.objects.filter(decision__in=decisions).values_list("decision", "user"))
    found: dict[int, list[User]] = defaultdict(list)
    for pk in asking:
        holders = [holder_of(row) for row in rows if row.decision_id == pk]
        found[pk] = [person for person in expand(holders, members) if (pk, person.pk) not in said]
    return found
