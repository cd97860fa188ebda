"""People who are asked about a page that they can't see, and letting them in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core.errors import Invalid
from cairn.feedback.words import names
from cairn.pages.access import can_comment, can_view, is_open_to
from cairn.pages.models import Page
from cairn.pages.operations import can_let_in, let_in
from cairn.people.models import Team, TeamMembership, User

Asked = dict[User, Team | None]
MOST = 200


class SomeCannotSee(Invalid):
    """Some of those named can't see the page. `may_let_in`: she who asks may change that with one press."""

    def __init__(self, people: Sequence[User], page: Page, by: User) -> None:
        self.people = people
        self.may_let_in = can_let_in(by, page, people)
        self.is_draft = all(is_open_to(person, page) for person in people)
        words = ngettext(
            "%(names)s can’t see this page, so nobody has been asked yet.",
            "%(names)s can’t see this page, so nobody has been asked yet.",
            len(people),
        )
        super().__init__(words % {"names": names([person.name for person in people])})


def asked_people(people: Iterable[User], teams: Iterable[Team], by: User) -> Asked:
    """Active people, each once, with the team she is asked through (None: by name); not `by` herself.

    A team means the people in it now: who joins later is not asked by that. Raises Invalid for nobody or too many.
    """
    asked: Asked = {person: None for person in people if person.is_active}
    rows = TeamMembership.objects.filter(team__in=list(teams), user__is_active=True).select_related("user", "team")
    for row in rows.order_by("team__name", "user__name"):
        asked.setdefault(row.user, row.team)
    asked.pop(by, None)
    if not asked:
        words = _("Name at least one other person, or a team with somebody else in it.")
        raise Invalid(words, fields={"who": words})
    if len(asked) > MOST:
        words = _("That is %(n)d people; %(most)d are the most at once. Name fewer.") % {"n": len(asked), "most": MOST}
        raise Invalid(words, fields={"who": words})
    return asked


def new_ones(asked: Asked, known: set[int]) -> Asked:
    """Those of `asked` whose ids are not in `known`. Raises Invalid when that is nobody."""
    new = {person: team for person, team in asked.items() if person.pk not in known}
    if not new:
        words = _("They are asked already.")
        raise Invalid(words, fields={"who": words})
    return new


def admitted(asked: Asked, page: Page, by: User, blind: str) -> Asked:
    """Those of `asked` who can see the page, by the choice of her who asks: `blind` is "admit" (let the others in),
    "skip" (leave them out) or "" (raises SomeCannotSee)."""
    cannot = [person for person in asked if not can_view(person, page)]
    if cannot and blind == "admit" and can_let_in(by, page, cannot):
        let_in(page, cannot, "commenter", by=by)
        cannot = [person for person in cannot if not can_view(person, page)]
        blind = ""
    rest = {person: team for person, team in asked.items() if person not in cannot}
    if cannot and (blind != "skip" or not rest):
        raise SomeCannotSee(cannot, page, by)
    return rest


def mute(asked: Iterable[User], page: Page) -> list[User]:
    """Those who may read the page but not comment on it: all they can say is Done."""
    return [person for person in asked if not can_comment(person, page)]
