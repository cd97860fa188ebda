"""The form that makes a page of a session: its title, who answers for it, and its themes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.core.errors import Invalid
from cairn.core.ids import number
from cairn.people.directory import Directory
from cairn.people.models import User
from cairn.questions.afterwards.gathered import Entry, Gathered, gathered
from cairn.questions.afterwards.themes import Theme, arranged, from_json
from cairn.questions.models import Compilation, Session
from cairn.questions.operations.compile import MOST_THEMES, Plan

REVIEW_IN = timedelta(days=180)


@dataclass(slots=True)
class Row:
    """A theme in the form, under the number that its questions choose it by."""

    number: int
    name: str
    entries: list[Entry] = field(default_factory=list)


class CompileForm:
    """`sent` is what was sent, when it was not taken. Themes are suggested, or stand as they were arranged before."""

    def __init__(self, session: Session, user: User, sent: QueryDict | None = None) -> None:
        self.session, self.user, self.sent = session, user, sent
        found = Compilation.objects.filter(session=session, page__trashing=None)
        self.compilation = found.select_related("page", "session__page").first()

    @cached_property
    def found(self) -> Gathered:
        return gathered(self.session)

    @property
    def title(self) -> str:
        if self.sent is not None:
            return self.sent.get("title", "")
        return _("%(title)s: questions and answers") % {"title": self.session.page}

    @cached_property
    def owner(self) -> User | None:
        if self.sent is None:
            return self.session.page.owner
        people, _teams = Directory.chosen(self.user, self.sent.getlist("owner"))
        return next(iter(people), None)

    @property
    def chosen_owner(self) -> list[dict[str, Any]]:
        return [{"value": self.owner.pk, "label": self.owner.name}] if self.owner else []

    @property
    def review_at(self) -> str:
        if self.sent is not None:
            return self.sent.get("review_at", "")
        if self.compilation is not None:
            return self.compilation.review_at.isoformat() if self.compilation.review_at else ""
        return (now().date() + REVIEW_IN).isoformat()

    @cached_property
    def rows(self) -> list[Row]:
        """Every theme with its questions, and an empty one for a name of her own."""
        entries = {entry.question.pk: entry for entry in self.found.answered}
        rows = [
            Row(n, theme.name or _("Other questions"), [entries[pk] for pk in theme.questions if pk in entries])
            for n, theme in enumerate(self.themes)
        ]
        return [*rows, Row(len(rows), "")] if len(rows) < MOST_THEMES else rows

    @cached_property
    def themes(self) -> list[Theme]:
        asked = [entry.as_asked for entry in self.found.answered]
        if self.sent is not None:
            return self._themes_sent()
        return arranged(from_json(self.compilation.themes) if self.compilation else [], asked)

    def plan(self) -> Plan:
        """Raises Invalid for a day that is none, or gone by."""
        assert self.sent is not None
        return Plan(self.title, self.themes, self.owner, self._day(), as_draft="draft" in self.sent)

    def _day(self) -> date | None:
        typed = self.review_at.strip()
        try:
            on = date.fromisoformat(typed) if typed else None
        except ValueError:
            on = date.min
        if on is not None and on <= now().date():
            words = _("Choose a day to come, or leave it empty.")
            raise Invalid(words, fields={"review_at": words})
        return on

    def _themes_sent(self) -> list[Theme]:
        """As the fields say: `theme-0` is a name, `question-12` the number of its theme. An empty name joins the rest."""
        assert self.sent is not None
        names = {n: " ".join(self.sent.get(f"theme-{n}", "").split()) for n in range(MOST_THEMES + 1)}
        placed: dict[str, list[int]] = {}
        for entry in self.found.answered:
            n = number(self.sent.get(f"question-{entry.question.pk}", ""))
            name = names.get(n, "") if n is not None else ""
            placed.setdefault("" if name == _("Other questions") else name, []).append(entry.question.pk)
        order = [name for name in dict.fromkeys(names.values()) if name in placed and name]
        return [Theme(name, tuple(placed[name])) for name in [*order, *([""] if "" in placed else [])]]
