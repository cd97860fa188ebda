"""Which decisions: the reads that carry the right in the query. Each has its twin in `access.py`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from cairn.decisions.frameworks.definition import ASKED, SIGNS
from cairn.pages.models import Page
from cairn.people.access import is_workspace_admin
from cairn.people.actors import SYSTEM, Actor, System
from cairn.people.models import TeamMembership, User
from cairn.spaces.models import Space

if TYPE_CHECKING:
    from cairn.decisions.models import Decision, Position  # noqa: F401 (named in strings below)

# What Decision.status reads: select these with a decision, and its status costs no query.
STATUS_ROWS = ("start", "outcome", "withdrawal", "supersession__replacement__outcome")
# The same as conditions, one for each state.
OPEN = Q(outcome=None, withdrawal=None)
HEIR = Q(supersession__replacement__outcome__isnull=False)
STATES = {
    "draft": OPEN & Q(start=None),
    "running": OPEN & Q(start__isnull=False),
    "decided": Q(outcome__isnull=False, withdrawal=None) & ~HEIR,
    "superseded": HEIR & Q(outcome__isnull=False),
    "withdrawn": Q(withdrawal__isnull=False) & (Q(outcome=None) | ~HEIR),
}

# What hangs on a decision sometimes, by the names of the relations.
TRACES = ("supersedes", "reopenings", "triggers", "citations", "escalations", "material_changes", "silences")


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: Actor) -> DecisionQuerySet:
        return self._with_pages(Page.objects.visible_to(user))

    def changeable_by(self, user: Actor) -> DecisionQuerySet:
        """Not decided yet, and hers as Driver or as an editor of the page."""
        editable = Q(page__in=Page.objects.editable_by(user).values("pk"))
        mine = editable if isinstance(user, System) else editable | self._held(user, "drive")
        return self.visible_to(user).filter(mine, OPEN)

    def startable_by(self, user: Actor) -> DecisionQuerySet:
        return self._with_pages(Page.objects.editable_by(user)).filter(STATES["draft"])

    def awaiting_position_of(self, user: User) -> DecisionQuerySet:
        """Running ones in which she may take, or change, a position."""
        return self.running().visible_to(user).filter(self._held(user, "voice"))

    def decidable_by(self, user: User) -> DecisionQuerySet:
        consents = Exists(_rows("Silence").filter(decision=OuterRef("pk"), due_at=OuterRef("due_at"), policy="consent"))
        mine = self._held(user, "decide") | (self._held(user, "drive") & Q(consents))
        return self.running().visible_to(user).filter(mine)

    def replaceable_by(self, user: User) -> DecisionQuerySet:
        """Those in which she may name somebody in the place of one who left."""
        return self.visible_to(user).filter(OPEN) if is_workspace_admin(user) else self.changeable_by(user)

    def escalatable_by(self, user: User) -> DecisionQuerySet:
        """Running ones out of which she may call people into a room."""
        editable = Q(page__in=Page.objects.editable_by(user).values("pk"))
        return self.running().visible_to(user).filter(editable | self._held(user, "drive") | self._held(user, "decide"))

    def lapsed(self, moment: datetime) -> DecisionQuerySet:
        """Running ones whose time is over at `moment`, and for whose due instant nothing was done yet."""
        done = _rows("Silence").filter(decision=OuterRef("pk"), due_at=OuterRef("due_at"))
        return self.running().filter(~Exists(done), due_at__lte=moment, page__trashing=None)

    def amendable_by(self, user: User) -> DecisionQuerySet:
        return self.visible_to(user).filter(STATES["decided"], self._held(user, "drive") | self._held(user, "decide"))

    def supersedable_by(self, user: Actor) -> DecisionQuerySet:
        return self.with_status("decided").filter(supersession=None).visible_to(user).filter(self._editable(user))

    def taken_back_by(self, user: Actor) -> DecisionQuerySet:
        """Those with a replacement that she may say is none."""
        return self.filter(supersession__isnull=False).visible_to(user).filter(self._settled(user))

    def withdrawable_by(self, user: Actor) -> DecisionQuerySet:
        return self.filter(STATES["running"] | STATES["decided"]).visible_to(user).filter(self._settled(user))

    def reopenable_by(self, user: Actor) -> DecisionQuerySet:
        return self.filter(STATES["decided"] | STATES["withdrawn"]).visible_to(user).filter(self._settled(user))

    def tended_by(self, user: Actor) -> DecisionQuerySet:
        """Those she looks after: she says when they are looked at again, and answers then."""
        return self.filter(STATES["running"] | STATES["decided"]).visible_to(user).filter(self._editable(user))

    def doubtable_by(self, user: Actor) -> DecisionQuerySet:
        spoken = Q(page__in=Page.objects.commentable_by(user).values("pk"))
        in_force = self.filter(STATES["running"] | STATES["decided"])
        return in_force.visible_to(user).filter(spoken | self._editable(user))

    def running(self) -> DecisionQuerySet:
        return self.filter(STATES["running"])

    def needs(self, user: User) -> DecisionQuerySet:
        """Running decisions that wait for her, the nearest due first; `need` says what for.

        "position" from somebody asked who has not said what she thinks, "decide" from who decides without being asked
        in the round, "close" from who drives once everybody asked has spoken.
        """
        said = Exists(_rows("Position").filter(decision=OuterRef("pk"), user=user))
        need = Case(
            When(self._held(user, SIGNS), then=Value("decide")),
            When(self._held(user, ASKED) & ~Q(said), then=Value("position")),
            When(self._held(user, "drive") & ~silent_voices(), then=Value("close")),
            default=Value(""),
        )
        return self.running().visible_to(user).annotate(need=need).exclude(need="").for_lists().order_by("due_at", "pk")

    def to_revisit(self, user: User) -> DecisionQuerySet:
        """Those in force that she looks after (drives, or owns the page of) and that ask to be looked at again.

        `need` is "revisit" when a trigger went off, "effect" when it is time to say whether the expected effect came.
        """
        fired = Exists(_rows("Firing").filter(trigger__decision=OuterRef("pk"), answered_at=None))
        asked = Exists(_rows("EffectReview").filter(outcome__decision=OuterRef("pk"), came=""))
        mine = self._held(user, "drive") | Q(page__owner=user)
        need = Case(When(fired, then=Value("revisit")), When(asked, then=Value("effect")), default=Value(""))
        in_force = self.with_status("decided").visible_to(user).filter(mine)
        return in_force.annotate(need=need).exclude(need="").for_lists().order_by("pk")

    def effects(self) -> dict[str, int]:
        """How often the expected effect came: `{"yes": 4, "partly": 1, "no": 0, "waiting": 2}`. One query."""
        came = "outcome__effect_review__came"
        counted = {word: Count("pk", filter=Q(**{came: word}), distinct=True) for word in ("yes", "partly", "no")}
        waiting = Count("pk", filter=Q(**{came: ""}), distinct=True)
        return self.order_by().aggregate(**counted, waiting=waiting)

    def of(self, page: Page) -> DecisionQuerySet:
        """The one of `page`, which the caller has loaded for its reader."""
        return self.filter(page=page)

    def of_space(self, space: Space) -> DecisionQuerySet:
        """The space's log: decided here, or still to be decided on a page that is here now."""
        return self.filter(Q(outcome__space=space) | Q(outcome=None, page__space=space))

    def with_status(self, status: str) -> DecisionQuerySet:
        """`status` is a key of STATES; anything else filters nothing."""
        return self.filter(STATES[status]) if status in STATES else self

    def with_state(self) -> DecisionQuerySet:
        """Each with `state`, a key of STATES."""
        whens = [When(holds, then=Value(state)) for state, holds in STATES.items()]
        return self.annotate(state=Case(*whens, default=Value("draft")))

    def for_lists(self) -> DecisionQuerySet:
        return self.select_related(
            *STATUS_ROWS, "page__space", "framework", "outcome__by", "outcome__option", "outcome__space"
        )

    def with_traces(self) -> DecisionQuerySet:
        """Each with what `Decision.may_have` knows: most decisions have few of these, and a query saved for each."""
        hanging = {each.get_accessor_name(): each for each in self.model._meta.related_objects}
        rows = {name: hanging[name].related_model._default_manager for name in TRACES}
        found = {name: rows[name].filter(**{hanging[name].field.name: OuterRef("pk")}) for name in TRACES}
        return self.annotate(**{f"has_{name}": Exists(each) for name, each in found.items()})

    def with_citations(self, user: Actor = SYSTEM) -> DecisionQuerySet:
        """Each with `citations_count`: how many published pages cite it, of those that `user` may read."""
        page = Page.objects.visible_to(user).filter(trashing=None, pk=OuterRef("page")).order_by()
        cited = _rows("Citation").filter(Exists(page), decision=OuterRef("pk")).order_by().values("decision")
        count = Coalesce(Subquery(cited.annotate(n=Count("pk")).values("n")), 0)
        return self.annotate(citations_count=count)

    def with_heirs(self, user: Actor) -> DecisionQuerySet:
        """Each with `sees_heir`: whether `user` may read the decision that takes its place."""
        pages = Page.objects.visible_to(user).order_by().filter(pk=OuterRef("supersession__replacement__page"))
        return self.annotate(sees_heir=Exists(pages))

    def _with_pages(self, pages: models.QuerySet[Page]) -> DecisionQuerySet:
        return self.filter(page__in=pages.values("pk"))

    def _settled(self, user: Actor) -> Q:
        """She drives or decides it, or administers its space."""
        if isinstance(user, System):
            return Q()
        managed = Q(page__space__in=Space.objects.with_role(user, "admin").order_by().values("pk"))
        return managed | self._held(user, "drive") | self._held(user, "decide")

    def _editable(self, user: Actor) -> Q:
        """She settles it, or may edit its page."""
        return Q(page__in=Page.objects.editable_by(user).values("pk")) | self._settled(user)

    def _held(self, user: User, right: str) -> Q:
        """She holds a role with `right`, by herself or through a team."""
        return Q(pk__in=with_right(_rows("RoleHolder").filter(held_by(user)), right).values("decision"))


def citers(decision: Decision, user: Actor) -> models.QuerySet[Page]:
    """The pages that cite it, of those that `user` may read, in the order of their titles."""
    cited = _rows("Citation").filter(decision=decision).values("page")
    return (
        Page.objects.visible_to(user)
        .filter(pk__in=cited, trashing=None)
        .select_related("space")
        .order_by("title", "pk")
    )


def held_by(user: User) -> Q:
    """For a query over role holders: she is it, or a team of hers is. A subquery, not a join: both sides have an index."""
    return Q(user=user) | Q(team__in=TeamMembership.objects.filter(user=user).values("team"))


def with_right(holders: models.QuerySet[Any], right: str) -> models.QuerySet[Any]:
    """Those of `holders` (RoleHolder) whose role may, in its decision's framework. `right` as `Definition.roles_that`."""
    rights = _rows("RoleRight").filter(version=OuterRef("decision__framework"), role=OuterRef("role"), right=right)
    return holders.filter(Exists(rights))


class PositionQuerySet(models.QuerySet["Position"]):
    def readable_by(self, user: Actor) -> PositionQuerySet:
        """Those whose stance and reason she may know, of decisions she may see.

        While a blind decision runs: all once she has taken one herself, none before. The system speaks to everybody
        (search, feeds, files), so it knows what everybody may.
        """
        known = Q(decision__is_blind=False) | Q(decision__outcome__isnull=False)
        if isinstance(user, System):
            return self.filter(known)
        return self.filter(
            known | Exists(_rows("Position").filter(decision=OuterRef("decision"), user=user, silence=None))
        )


def silent_voices() -> Q:
    """For a query over decisions: some active person who was asked, by herself or in a team, has no position yet."""
    holders = with_right(_rows("RoleHolder").filter(decision=OuterRef("pk")), ASKED)
    said = _rows("Position").filter(decision=OuterRef("decision"))
    alone = holders.filter(~Exists(said.filter(user=OuterRef("user"))), user__is_active=True)
    teams = apps.get_model("people", "TeamMembership").objects.filter(
        ~Exists(_rows("Position").filter(decision=OuterRef(OuterRef("pk")), user=OuterRef("user"))),
        Exists(with_right(_rows("RoleHolder").filter(decision=OuterRef(OuterRef("pk")), team=OuterRef("team")), ASKED)),
        user__is_active=True,
    )
    return Q(Exists(alone)) | Q(Exists(teams))


def room_of_page() -> Subquery:
    """For a query over pages: the id of the room that the page is of, if any."""
    return Subquery(_rows("Escalation").filter(page=OuterRef("pk")).values("pk")[:1])


def is_closed_page() -> Exists:
    """For a query over pages: whether its decision, if any, is decided or withdrawn."""
    return Exists(_rows("Decision").exclude(OPEN).filter(page=OuterRef("pk")))


def _rows(name: str) -> models.QuerySet[Any]:
    """By name: the models import this module."""
    rows: models.QuerySet[Any] = apps.get_model("decisions", name).objects.all()
    return rows


def search_text(page: Page) -> str:
    """What search reads of a decision besides title and body: number, outcome, options, cells and reasons."""
    decision = apps.get_model("decisions", "Decision").objects.filter(page=page).select_related("outcome").first()
    if decision is None:
        return ""
    outcome = getattr(decision, "outcome", None)
    parts = _words_of(outcome) if outcome else []
    for option in decision.options.prefetch_related("cells"):
        parts += [option.title, option.description, *(cell.value for cell in option.cells.all())]
    parts += decision.positions.readable_by(SYSTEM).values_list("reason", flat=True)
    return "\n".join(part for part in parts if part)


def _words_of(outcome: Any) -> list[str]:
    amendments = [text for amended in outcome.amendments.all() for text in (amended.text, amended.reason)]
    effect = [outcome.expected_effect, outcome.check_by]
    return [outcome.label, outcome.statement, outcome.override_reason, *effect, *amendments]
