"""What one reader sees of the debates on a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from uuid import uuid4

from django.utils.translation import gettext as _

from cairn.debates.access import can_argue, can_conclude
from cairn.debates.loaders import unsaved
from cairn.debates.models import Argument, Debate, Side
from cairn.debates.text import Statement, host_of
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.ui.instants import when_words, zone_name


@dataclass
class Link:
    url: str
    title: str
    host: str


@dataclass
class Row:
    """An argument as this reader sees it."""

    argument: Argument
    count: int
    is_mine: bool
    is_hers: bool
    can_vote: bool
    can_change: bool
    can_withdraw: bool
    sources: list[Link]

    @property
    def typed_sources(self) -> str:
        """As the form has them: a link a line."""
        return "\n".join(f"{each.title} {each.url}".strip() for each in self.sources)


@dataclass
class Column:
    side: Side
    rows: list[Row] = field(default_factory=list)

    @property
    def votes(self) -> int:
        return sum(row.count for row in self.rows)

    @property
    def sending(self) -> str:
        """Names the next act of sending, so that a second press of the button adds nothing."""
        return str(uuid4())


@dataclass
class Screen:
    """`arguments` as `ArgumentQuerySet.of` reads them, in their order."""

    debate: Debate
    user: User
    arguments: list[Argument]

    @property
    def page(self) -> Page:
        return self.debate.page

    @cached_property
    def is_open(self) -> bool:
        return self.debate.is_open()

    @cached_property
    def may_argue(self) -> bool:
        """As the page's own query says, where it was read for her."""
        known = getattr(self.page, "may_comment", None)
        return can_argue(self.user, self.debate) if known is None else bool(known) and bool(self.page.published_id)

    @cached_property
    def may_conclude(self) -> bool:
        known = getattr(self.page, "may_edit", None)
        return can_conclude(self.user, self.debate) if known is None else bool(known)

    @property
    def can_argue(self) -> bool:
        return self.is_open and self.may_argue

    @cached_property
    def columns(self) -> list[Column]:
        found = {side: Column(Side(side)) for side in Side.values}
        for argument in self.arguments:
            found[argument.side].rows.append(self._row(argument))
        return list(found.values())

    def column(self, side: str) -> Column:
        return next(column for column in self.columns if column.side == side)

    @property
    def conclusion(self) -> object:
        return getattr(self.debate, "conclusion", None) if self.debate.pk else None

    @property
    def closing(self) -> object:
        return getattr(self.debate, "closing", None) if self.debate.pk else None

    @cached_property
    def votes(self) -> int:
        return sum(column.votes for column in self.columns)

    @property
    def share(self) -> str:
        """Of all votes, how many stand on the for side, as a picture wants it: "63.2%"."""
        return f"{100 * self.columns[0].votes / self.votes:.1f}%" if self.votes else "50%"

    @property
    def closes_words(self) -> str:
        """ "Closes Friday 17:00 your time (CET)"."""
        at = self.debate.closes_at
        if at is None:
            return ""
        words = _("Closes %(when)s your time (%(zone)s)") if self.is_open else _("Closed %(when)s your time (%(zone)s)")
        return words % {"when": when_words(at), "zone": zone_name(at)}

    def _row(self, argument: Argument) -> Row:
        is_hers = argument.by_id == self.user.pk
        return Row(
            argument, argument.n_votes, argument.is_mine, is_hers, self.can_argue,  # type: ignore[attr-defined]
            can_change=self.can_argue and is_hers,
            can_withdraw=self.is_open and (self.may_conclude or (is_hers and self.may_argue)),
            sources=[Link(each.url, each.title, host_of(each.url)) for each in argument.sources.all()],
        )  # fmt: skip


class OnPage:
    """All debates of a page for one reader, read once: three queries however many there are."""

    def __init__(self, page: Page, user: User) -> None:
        self.page, self.user = page, user
        self.rows = {debate.local_id: debate for debate in Debate.objects.of(page)}
        self.arguments: dict[int, list[Argument]] = {}
        for argument in Argument.objects.of(page, user) if self.rows else ():
            self.arguments.setdefault(argument.debate_id, []).append(argument)

    def screen(self, said: Statement) -> Screen:
        debate = self.rows.get(said.local_id) or unsaved(self.page, said)
        debate.page = self.page
        return Screen(debate, self.user, self.arguments.get(debate.pk, []))
