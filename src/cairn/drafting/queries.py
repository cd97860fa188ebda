"""Which rounds, invitations and answers: the reads that carry the right in the query. Twins in `access.py`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef

from cairn.pages.models import Page
from cairn.people.actors import Actor, System
from cairn.people.models import User

if TYPE_CHECKING:
    from cairn.drafting.models import Answer, Invitation, Round  # noqa: F401 (named in strings)


class DraftRoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, user: Actor) -> DraftRoundQuerySet:
        """Those on pages she may see: who takes part and who is done. Never what was answered."""
        return self.filter(page__in=Page.objects.visible_to(user).order_by().values("pk"))

    def led_by(self, user: Actor) -> DraftRoundQuerySet:
        return self.filter(page__in=Page.objects.editable_by(user).order_by().values("pk"))

    def of(self, page: Page | OuterRef) -> DraftRoundQuerySet:
        """Those of a page that was loaded as hers to see."""
        return self.filter(page=page)

    def over_by(self, moment: datetime) -> DraftRoundQuerySet:
        """Open ones whose end has come, on pages that are not in the trash."""
        return self.filter(ended_at=None, ends_at__lte=moment, page__trashing=None)

    def with_page(self) -> DraftRoundQuerySet:
        return self.select_related("page__space", "page__published", "by", "ended_by")


class DraftInvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: Actor) -> DraftInvitationQuerySet:
        return self.filter(round__page__in=Page.objects.visible_to(user).order_by().values("pk"))

    def hers(self, user: Actor) -> DraftInvitationQuerySet:
        """Her own, on pages that she may see."""
        return self.none() if isinstance(user, System) else self.visible_to(user).filter(user=user)

    def answerable_by(self, user: Actor) -> DraftInvitationQuerySet:
        """Where she may write: while the round is open, and late, until her answers are in the page."""
        return self.hers(user).filter(merge=None, round__outcome__in=("", "drafted"))

    def awaited(self) -> DraftInvitationQuerySet:
        """Of open rounds, of people who are here and have not said that they are done."""
        return self.filter(round__ended_at=None, user__is_active=True, done=None)

    def needs(self, user: User) -> DraftInvitationQuerySet:
        """What waits for her, the nearest end first."""
        found = self.hers(user).awaited().select_related("round__page__space", "round__by")
        return found.order_by("round__ends_at", "pk")


class DraftAnswerQuerySet(models.QuerySet["Answer"]):
    def hers(self, user: User) -> DraftAnswerQuerySet:
        """What she wrote herself. Before the end nobody reads any other answer, whoever she is."""
        return self.filter(invitation__user=user)
