"""One decision for one reader, or nothing."""

from django.db.models import Q, QuerySet
from django.http import Http404

from cairn.decisions.models import (
    AgendaItem,
    Cell,
    Criterion,
    Decision,
    Escalation,
    FeedKey,
    LogView,
    Option,
    RevisitTrigger,
)
from cairn.decisions.queries import STATUS_ROWS, DecisionQuerySet
from cairn.pages.models import Page
from cairn.people.actors import Actor
from cairn.people.models import User
from cairn.people.prepared import prepared_one
from cairn.spaces.models import Space

# What a room is shown with.
ROOM_ROWS = (
    "page__space",
    "host",
    "by",
    "ended_by",
    "cancelled_by",
    "decision__page__space",
    "decision__framework",
    *(f"decision__{row}" for row in STATUS_ROWS),
)


def decision_for(user: User, pk: int) -> Decision:
    """The decision with page, space, start and outcome. Raises Http404 when there is none she may see."""
    decision = prepared_one(user, _decision, pk)
    if decision is None:
        raise Http404
    return decision


def _decision(user: Actor, pk: int) -> DecisionQuerySet:
    found = Decision.objects.visible_to(user).for_lists().filter(pk=pk)
    return found.select_related("page__published", "source", "start__by", "outcome__effect_review__by")


def option_of(decision: Decision, pk: int) -> Option:
    option = decision.options.filter(pk=pk).first()
    if option is None:
        raise Http404
    option.decision = decision
    return option


def criterion_of(decision: Decision, pk: int) -> Criterion:
    criterion = decision.criteria.filter(pk=pk).first()
    if criterion is None:
        raise Http404
    criterion.decision = decision
    return criterion


def cell_of(option: Option, criterion: Criterion) -> Cell:
    """The cell as saved; one that nobody filled comes unsaved, with revision 0."""
    found = option.cells.select_related("by").filter(criterion=criterion).first() or Cell()
    found.option, found.criterion = option, criterion
    return found


def trigger_of_decision(decision: Decision, pk: int) -> RevisitTrigger:
    trigger = decision.triggers.select_related("page").filter(pk=pk).first()
    if trigger is None:
        raise Http404
    trigger.decision = decision
    return trigger


def numbered_decision_for(user: User, key: str, number: int) -> Decision:
    """D-`number` of the space with `key`, wherever its page is now."""
    now = Q(outcome__space__key=key, outcome__number=number)
    before = Q(reopenings__outcome__space__key=key, reopenings__outcome__number=number)
    found = Decision.objects.visible_to(user).filter(now | before).select_related("page").first()
    if found is None:
        raise Http404
    return found


def space_for(user: User, key: str) -> Space:
    """The space with `key`. Raises Http404 when there is none she may see."""
    space = Space.objects.visible_to(user).filter(key=key).first()
    if space is None:
        raise Http404
    return space


def log_view_for(user: User, pk: int) -> LogView:
    """A saved view of the log with its space. Raises Http404 when there is none she may see."""
    view = LogView.objects.visible_to(user).select_related("space").filter(pk=pk).first()
    if view is None:
        raise Http404
    return view


def feed_key_of(user: User) -> FeedKey | None:
    """The key of her feeds; None before the first."""
    return FeedKey.objects.filter(user=user).first()


def room_for(user: User, pk: int) -> Escalation:
    """The room with its decision and page. Raises Http404 when there is none whose page she may see."""
    found = prepared_one(user, _room, pk)
    if found is None:
        raise Http404
    return found


def _room(user: Actor, pk: int) -> QuerySet[Escalation]:
    rooms = Escalation.objects.filter(page__in=Page.objects.visible_to(user).values("pk"))
    return rooms.select_related(*ROOM_ROWS).filter(pk=pk)


def point_of(room: Escalation, pk: int) -> AgendaItem:
    point = room.agenda.filter(pk=pk).first()
    if point is None:
        raise Http404
    point.escalation = room
    return point
