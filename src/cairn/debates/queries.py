"""Which debates and arguments: the reads that carry the right in the query. Each has its twin in `access.py`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef

from cairn.pages.models import Page
from cairn.people.actors import Actor, user_of

if TYPE_CHECKING:
    from cairn.debates.models import Argument, Debate  # noqa: F401 (named in strings below)


class DebateQuerySet(models.QuerySet["Debate"]):
    def visible_to(self, user: Actor) -> DebateQuerySet:
        return self.filter(page__in=Page.objects.visible_to(user).values("pk"), page__trashing=None)

    def of(self, page: Page) -> DebateQuerySet:
        """Those of a page that the caller has loaded for its reader."""
        return self.filter(page=page).select_related("closing__by", "conclusion__by")

    def over_by(self, moment: datetime) -> DebateQuerySet:
        """Their time is over and nobody has said so yet."""
        return self.filter(closes_at__lte=moment, closing=None, left_at=None, page__trashing=None)


class ArgumentQuerySet(models.QuerySet["Argument"]):
    def visible_to(self, user: Actor) -> ArgumentQuerySet:
        """Also those that were taken back: they can be put there again."""
        pages = Page.objects.visible_to(user).values("pk")
        return self.filter(debate__page__in=pages, debate__page__trashing=None)

    def arguable_by(self, user: Actor) -> ArgumentQuerySet:
        """On which she may vote, as far as their debates are open."""
        pages = Page.objects.commentable_by(user).exclude(published=None).values("pk")
        return self.filter(debate__page__in=pages, debate__page__trashing=None)

    def present(self) -> ArgumentQuerySet:
        return self.filter(withdrawal=None)

    def of(self, page: Page, user: Actor) -> ArgumentQuerySet:
        """What stands in the debates of a page that was loaded for its reader, the most convincing first, each with
        `n_votes` and `is_mine` (she has voted for it). Two queries with the sources."""
        votes = apps.get_model("debates", "ArgumentVote")._default_manager
        who = user_of(user)
        mine = Exists(votes.filter(argument=OuterRef("pk"), user=who.pk if who else 0))
        found = self.present().filter(debate__page=page).select_related("by").prefetch_related("sources")
        counted: ArgumentQuerySet = found.annotate(n_votes=Count("votes"), is_mine=mine).order_by("-n_votes", "pk")
        return counted


def search_text(page: Page) -> str:
    """What search reads of the debates on a page besides their statements. Two queries, one on a page without."""
    debates = apps.get_model("debates", "Debate").objects.filter(page=page, left_at=None)
    rows = list(debates.order_by("pk").values_list("pk", "conclusion__text"))
    if not rows:
        return ""
    arguments = apps.get_model("debates", "Argument").objects.present().filter(debate__in=[pk for pk, _said in rows])
    texts = arguments.order_by("pk").values_list("text", flat=True)
    return "\n".join([*texts, *(text for _pk, text in rows if text)])
