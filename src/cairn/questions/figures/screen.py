"""The page of figures for one reader: of a session, or of a space's everyday questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.people.models import User
from cairn.questions.figures.facts import Fact, everyday, facts_of_session, facts_of_space
from cairn.questions.figures.figures import HOUR, Figures, Line, by_month, by_wait
from cairn.questions.models import Session
from cairn.spaces.models import Space
from cairn.ui.charts import Chart, bars


@dataclass
class FiguresScreen:
    """`place` was loaded for its reader. Two queries for a session, four for a space."""

    place: Session | Space
    user: User

    @cached_property
    def facts(self) -> list[Fact]:
        if isinstance(self.place, Session):
            return facts_of_session(self.place)
        return facts_of_space(self.user, self.place)

    @cached_property
    def figures(self) -> Figures:
        return Figures.of(self.facts)

    @cached_property
    def imported(self) -> int:
        """Everyday questions that came from elsewhere: they were asked and answered there, and are not counted."""
        if isinstance(self.place, Session):
            return 0
        return everyday(self.user, self.place).exclude(source="").count()

    @property
    def is_session(self) -> bool:
        return isinstance(self.place, Session)

    @property
    def title(self) -> str:
        if isinstance(self.place, Session):
            return _("How it was answered")
        return _("How questions are answered in %(space)s") % {"space": self.place.name}

    @property
    def crumbs(self) -> list[dict[str, str]]:
        space = self.place.page.space if isinstance(self.place, Session) else self.place
        above = [{"title": space.name, "url": space.get_absolute_url()}]
        if isinstance(self.place, Session):
            above.append({"title": str(self.place.page), "url": self.place.get_absolute_url()})
        else:
            above.append({"title": _("Questions"), "url": reverse("space_questions", args=[space.key])})
        return [*above, {"title": _("Figures"), "url": ""}]

    @property
    def csv_url(self) -> str:
        if isinstance(self.place, Session):
            return reverse("ama_figures_csv", args=[self.place.pk])
        return reverse("space_question_figures_csv", args=[self.place.key])

    @cached_property
    def months(self) -> list[Line]:
        return [] if self.is_session else by_month(self.facts)

    @cached_property
    def waits(self) -> list[tuple[str, int]]:
        return by_wait(self.facts)

    @property
    def charts(self) -> list[tuple[str, Chart]]:
        """Each with its title: how long a first answer took, and for a space month by month."""
        found = [(_("First answer"), bars(self.waits))]
        if not self.is_session:
            found.append(
                (_("Questions asked, month by month"), bars([(each.label, each.asked) for each in self.months]))
            )
        return found

    @property
    def rules(self) -> list[dict[str, Any]]:
        """What each figure means, in the order in which they stand."""
        community = (
            _("Of the questions answered here: how many were settled by somebody who is neither a host nor who asked.")
            if self.is_session
            else _("Of the questions answered here: how many were settled by somebody who was not asked by name and did "
                   "not ask it.")
        )  # fmt: skip
        return [
            {"name": _("Asked"), "text": _("Questions in the list that you see. United ones count once; what waits for "
                                           "a host, was declined or taken back is not counted.")},
            {"name": _("Answered"), "text": _("Somebody has answered, or it points to the page or question that does.")},
            {"name": _("First answer"), "text": _("From asking to the first answer: the middle of all, and between which "
                                                  "two the middle half lies. Questions without a name are left out, "
                                                  "because of them only the hour is kept.")},
            {"name": _("Votes"), "text": _("One for each person and question.")},
            {"name": _("By the community"), "text": community + " " + _("The accepted answer counts, else the first.")},
        ]  # fmt: skip


def rows(screen: FiguresScreen) -> Iterator[Sequence[object]]:
    """A line for each question, its heads first: what the figures are counted of. Nobody's name is in it."""
    yield [
        _("Question"), _("Asked (UTC)"), _("Votes"), _("Answers"), _("Answered"), _("First answer (UTC)"),
        _("Hours to the first answer"), _("By the community"), _("Accepted"), _("Address"),
    ]  # fmt: skip
    for fact in screen.facts:
        yield [
            fact.title, _utc(fact.at), fact.votes, fact.answers, _said(fact.answered), _utc(fact.first_at),
            "" if fact.took is None else round(fact.took / HOUR, 2), _said(fact.community), _said(fact.accepted),
            f"{settings.BASE_URL}/questions/{fact.pk}/",
        ]  # fmt: skip


def _said(value: bool | None) -> str:
    return "" if value is None else _("yes") if value else _("no")


def _utc(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M") if moment else ""
