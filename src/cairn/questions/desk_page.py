"""The hosts' desk as a page of its own: sixty questions, each with what a host does about it, a sheet at a time."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cairn.core.ids import number
from cairn.people.models import User
from cairn.questions.access import is_host
from cairn.questions.desk import Desk
from cairn.questions.live_part import current_turn, said_live
from cairn.questions.models import AnswerDraft, Question, Session, State, Turn

PER_SHEET = 40
SHOWN = ("waiting", "open", "mine", "nobody", "declined", "united")


class DeskPage(Desk):
    """`show`: one of SHOWN; what waits for a host where any does, else what has to be answered."""

    def __init__(self, session: Session, user: User, query: QueryDict) -> None:
        super().__init__(session, user)
        wanted = query.get("show", "")
        self.show = wanted if wanted in SHOWN else ("waiting" if self.counts["queued"] else "open")
        self.sheet = max(1, min(number(query.get("sheet", "")) or 1, 10_000))

    @cached_property
    def is_host(self) -> bool:
        return is_host(self.user, self.session)

    @cached_property
    def turn(self) -> Turn | None:
        return current_turn(self.session)

    @cached_property
    def rows(self) -> list[Question]:
        start = (self.sheet - 1) * PER_SHEET
        drafted = Exists(AnswerDraft.objects.open().filter(question=OuterRef("pk")))
        found = self._found(self.show).select_related("asker", "assigned_to", "merged_into", "session")
        return list(found.annotate(drafted=drafted, said_live=said_live())[start : start + PER_SHEET])

    @property
    def tabs(self) -> list[dict[str, Any]]:
        labels = {
            "waiting": _("Waiting"),
            "open": _("To answer"),
            "mine": _("Mine"),
            "nobody": _("With nobody"),
            "declined": _("Declined"),
            "united": _("United"),
        }
        return [
            {"name": name, "label": labels[name], "count": self.many[name], "url": self._url(show=name)}
            for name in SHOWN
            if self.many[name] or name in ("open", "mine", self.show)
        ]

    @cached_property
    def many(self) -> dict[str, int]:
        counted = {name: self._found(name).count() for name in ("open", "mine", "nobody")}
        kept = self.counts
        return {**counted, "waiting": kept["queued"], "declined": kept["declined"], "united": kept["united"]}

    @property
    def has_more(self) -> bool:
        return self.sheet * PER_SHEET < self.many[self.show]

    @property
    def next_url(self) -> str:
        return self._url(show=self.show, sheet=self.sheet + 1)

    @property
    def url(self) -> str:
        return self._url(show=self.show)

    @property
    def trigger(self) -> str:
        nouns = ("question", "answer", "ama")
        return ", ".join([*(f"cairn:{noun}.changed from:body" for noun in nouns), "cairn:refresh from:body"])

    @property
    def crumbs(self) -> list[dict[str, str]]:
        space, page = self.session.page.space, self.session.page
        above = [{"title": space.name, "url": space.get_absolute_url()}]
        return [*above, {"title": str(page), "url": page.get_absolute_url()}, {"title": _("Hosts’ desk"), "url": ""}]

    def _found(self, show: str) -> QuerySet[Question]:
        all_here = Question.objects.of(self.session)
        unanswered = all_here.unanswered().filter(state=State.OPEN).order_by("-votes", "pk")
        found: dict[str, QuerySet[Question]] = {
            "waiting": all_here.filter(state=State.QUEUED).order_by("pk"),
            "open": unanswered,
            "mine": unanswered.filter(assigned_to=self.user),
            "nobody": unanswered.filter(assigned_to=None),
            "declined": all_here.filter(state=State.DECLINED).order_by("-pk"),
            "united": all_here.exclude(merged_into=None).order_by("-pk"),
        }
        return found[show]

    def _url(self, **query: Any) -> str:
        return f"{reverse('ama_desk', args=[self.session.pk])}?{urlencode(query)}"
