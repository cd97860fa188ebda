"""What one reader sees of what became of a decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q

from cairn.core.ids import number
from cairn.decisions.models import (
    Decision,
    EffectReview,
    Firing,
    Reopening,
    RevisitTrigger,
    Status,
    Supersession,
    Withdrawal,
)
from cairn.decisions.queries import citers
from cairn.decisions.rights import Rights
from cairn.decisions.roles import Roles
from cairn.pages.models import Page
from cairn.people.models import User

CITERS_SHOWN = 50


@dataclass(frozen=True)
class Watched:
    """A trigger as the reader may know it: `page` is None where she may not see it."""

    trigger: RevisitTrigger
    page: Page | None
    firing: Firing | None


class After:
    """Read when a partial asks for it; each part is one query."""

    def __init__(self, decision: Decision, user: User, rights: Rights, roles: Callable[[], Roles]) -> None:
        self.decision = decision
        self.user = user
        self.rights = rights
        self._roles = roles
        self.status = decision.status
        self.in_force = self.status in (Status.RUNNING, Status.DECIDED)
        self.is_superseded = self.status == Status.SUPERSEDED

    @property
    def withdrawal(self) -> Withdrawal | None:
        return getattr(self.decision, "withdrawal", None) if self.status == Status.WITHDRAWN else None

    @cached_property
    def supersession(self) -> Supersession | None:
        """What replaces it, now or once that is decided; it was read with the decision."""
        return getattr(self.decision, "supersession", None)

    @cached_property
    def heir(self) -> Decision | None:
        """What replaces it, for whoever may see that."""
        if self.supersession is None:
            return None
        found = Decision.objects.visible_to(self.user).for_lists()
        return found.filter(pk=self.supersession.replacement_id).first()

    @cached_property
    def replaced(self) -> list[Supersession]:
        """What it replaces, of those she may see."""
        if not self.decision.may_have("supersedes"):
            return []
        rows = Supersession.objects.filter(replacement=self.decision)
        seen = rows.filter(decision__in=Decision.objects.visible_to(self.user).values("pk"))
        return list(seen.select_related("decision__page", "decision__outcome", "by"))

    @cached_property
    def reopenings(self) -> list[Reopening]:
        """What was decided before, the newest first."""
        if not self.decision.may_have("reopenings"):
            return []
        rows = Reopening.objects.filter(decision=self.decision).order_by("-pk")
        return list(rows.select_related("by", "outcome__by", "outcome__option"))

    @property
    def number_kept(self) -> str:
        """ "D-3" of a decision that is asked again."""
        former = [row.outcome.label for row in self.reopenings if row.outcome]
        return former[0] if former and self.status == Status.RUNNING else ""

    @cached_property
    def watched(self) -> list[Watched]:
        if not self.decision.may_have("triggers"):
            return []
        seen = Page.objects.visible_to(self.user).filter(pk=OuterRef("page")).order_by()
        rows = RevisitTrigger.objects.filter(decision=self.decision).annotate(is_seen=Exists(seen))
        found = rows.select_related("page", "firing__by", "firing__answered_by")
        return [Watched(row, row.page if row.is_seen else None, getattr(row, "firing", None)) for row in found]

    @property
    def fired(self) -> list[Watched]:
        """What went off and waits for an answer."""
        return [row for row in self.watched if self.in_force and row.firing and row.firing.answered_at is None]

    @cached_property
    def effect(self) -> EffectReview | None:
        outcome = getattr(self.decision, "outcome", None)
        return getattr(outcome, "effect_review", None)

    @cached_property
    def citers(self) -> list[Page]:
        return list(citers(self.decision, self.user)[:CITERS_SHOWN]) if self.decision.may_have("citations") else []

    @cached_property
    def settles(self) -> bool:
        """As `access.settles`, from the roles that the page has read."""
        roles = self._roles()
        mine = roles.has(self.user, "drive") or roles.has(self.user, "decide")
        return mine or self.rights.manages

    @cached_property
    def may_tend(self) -> bool:
        """As `access.can_tend`, for all parts of one answer at once."""
        return self.in_force and (self.settles or self.rights.edits)

    @property
    def may_supersede(self) -> bool:
        return self.status == Status.DECIDED and self.supersession is None and self.may_tend

    @property
    def may_take_back(self) -> bool:
        return self.supersession is not None and self.settles

    @property
    def may_withdraw(self) -> bool:
        return self.in_force and self.settles

    @property
    def may_reopen(self) -> bool:
        return self.status in (Status.DECIDED, Status.WITHDRAWN) and self.settles

    @cached_property
    def may_doubt(self) -> bool:
        return self.in_force and (self.may_tend or self.rights.comments)

    @property
    def asks_effect(self) -> bool:
        """It is time to say whether the expected effect came."""
        return self.status == Status.DECIDED and self.effect is not None and not self.effect.came


def replacements(user: User, decision: Decision, words: str) -> list[Decision]:
    """What may take its place, by title or number: decided ones first, then those that run; withdrawn ones never."""
    found = Decision.objects.visible_to(user).exclude(pk=decision.pk).filter(withdrawal=None)
    for word in words.split()[:8]:
        meant = Q(page__title__icontains=word)
        if (n := number(word.upper().removeprefix("D-"))) is not None:
            meant |= Q(outcome__number=n)
        found = found.filter(meant)
    found = found.filter(supersession=None).for_lists()
    return list(found.order_by(F("outcome__at").desc(nulls_last=True), "-pk")[:8])
