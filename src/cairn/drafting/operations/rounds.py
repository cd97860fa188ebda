"""Beginning to draft together, asking more people, moving the end, calling it off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.drafting.access import can_lead
from cairn.drafting.models import NOTE_LENGTH, Done, Invitation, Outcome, Reminder, Round
from cairn.drafting.sheet import may_be_drafted
from cairn.feedback.guests import Asked, admitted, asked_people, new_ones
from cairn.feedback.words import future, one_line
from cairn.gallery.operations import Filled, use_template
from cairn.pages.drafts import draft_body
from cairn.pages.models import Page
from cairn.pages.operations import lift_restriction, publish_page, restrict_page
from cairn.pages.operations.checks import fresh
from cairn.pages.restrictions import restriction_of
from cairn.people.models import Team, User
from cairn.spaces.models import Space


@dataclass(frozen=True, slots=True)
class Plan:
    """Who answers until when. `answers_too`: so does she who asks. `blind`: see `feedback.guests.admitted`."""

    people: Iterable[User] = ()
    teams: Iterable[Team] = ()
    ends_at: datetime | None = None
    note: str = ""
    answers_too: bool = True
    blind: str = ""


def start_round(filled: Filled, space: Space, plan: Plan, *, by: User, **where: Page | None) -> Round:
    """The page of the template, open to those who are asked alone, and their invitations. `where`: see `use_template`.

    Raises Invalid for a missing answer, nobody asked, or an end that is over, SomeCannotSee, and Conflict for an empty
    page in which somebody has written meanwhile.
    """
    if not may_be_drafted(filled.template.definition):
        raise Invalid(_("This template asks nothing that several people could answer. Use it, and write together."))
    ends_at, note = _end(plan.ends_at), one_line(plan.note, NOTE_LENGTH, "note")
    asked = asked_people(plan.people, plan.teams, by)
    with atomic():
        page = fresh(use_template(filled, space, by=by, **where))
        _publish(page, by)
        page = fresh(page)
        asked = admitted(asked, page, by, plan.blind)
        if restriction_of(page, "view") is None:
            seen = {person.pk: person for person in [*asked, by, *([page.owner] if page.owner else [])]}
            restrict_page(page, by=by, action="view", users=seen.values(), teams=[])
        round_ = Round.objects.create(
            page=page, template_name=filled.template.definition.name, body=draft_body(page), note=note, by=by,
            ends_at=ends_at,
        )  # fmt: skip
        people = _invite(round_, asked, by, answers_too=plan.answers_too)
        record("drafting.started", by=by, people=people, note=note, **_facts(round_))
    return round_


def invite_people(round_: Round, plan: Plan, *, by: User) -> list[User]:
    """Ask more people while the round is open. Returns the new ones."""
    with atomic():
        round_ = open_round(round_, by)
        known = set(round_.invitations.values_list("user", flat=True))
        new = new_ones(asked_people(plan.people, plan.teams, by), known)
        # Whoever is asked sees the page: her name on its restriction is part of the asking.
        restriction = restriction_of(round_.page, "view")
        if restriction is not None:
            seen = {grant.user for grant in restriction.grants.select_related("user") if grant.user} | set(new)
            teams = [grant.team for grant in restriction.grants.select_related("team") if grant.team]
            restrict_page(round_.page, by=by, action="view", users=seen, teams=teams)
        asked = admitted(new, fresh(round_.page), by, plan.blind)
        people = _invite(round_, asked, by)
        record("drafting.asked", by=by, people=people, note=round_.note, **_facts(round_))
    return list(asked)


def uninvite(invitation: Invitation, *, by: User) -> None:
    """Ask her no longer. What she wrote so far goes unread; one who is done stays."""
    with atomic():
        round_ = open_round(invitation.round, by)
        if Done.objects.filter(invitation=invitation).exists():
            words = _("%(name)s is done; her answers are a part of the draft.")
            raise Conflict(words % {"name": invitation.user.name})
        deleted, _rows = Invitation.objects.filter(pk=invitation.pk).delete()
        if deleted:
            record("drafting.uninvited", by=by, invitation=invitation.pk, user=invitation.user_id, **_facts(round_))


def move_end(round_: Round, ends_at: datetime | None, *, by: User) -> Round:
    """Another end. A round that nobody answered goes on by that."""
    with atomic():
        round_ = _locked(round_, by)
        if not round_.is_open and round_.outcome != Outcome.NOTHING:
            raise Conflict(_over(round_))
        ends_at = _end(ends_at)
        extended = ends_at > round_.ends_at
        Reminder.objects.filter(invitation__round=round_, kind="day").delete()
        round_.ends_at, round_.ended_at, round_.ended_by, round_.outcome = ends_at, None, None, ""
        round_.save(update_fields=["ends_at", "ended_at", "ended_by", "outcome"])
        waiting = Invitation.objects.awaited().filter(round=round_)
        record("drafting.moved", by=by, people=people_of(waiting), extended=extended, **_facts(round_))
    return round_


def cancel_round(round_: Round, *, by: User) -> Round:
    """Call it off: nobody has to answer, and what was written stays unread. The page stays as it is."""
    with atomic():
        round_ = open_round(round_, by)
        close(round_, Outcome.CANCELLED, by)
        record("drafting.cancelled", by=by, people=people_of(round_.invitations.all()), **_facts(round_))
    return round_


def open_to_space(round_: Round, *, by: User) -> Round:
    """Everybody who may see the pages around it may see the draft: it was for those who wrote it until now."""
    with atomic():
        round_ = _locked(round_, by)
        lift_restriction(round_.page, by=by, action="view")
        record("drafting.opened", by=by, **_facts(round_))
    return round_


def open_round(round_: Round, by: User) -> Round:
    """The round as it is now, locked against others. Raises Forbidden, or Conflict when it is over."""
    round_ = _locked(round_, by)
    if not round_.is_open:
        raise Conflict(_over(round_))
    return round_


def close(round_: Round, outcome: Outcome, by: User | None) -> None:
    round_.ended_at, round_.ended_by, round_.outcome = now(), by, outcome
    round_.save(update_fields=["ended_at", "ended_by", "outcome"])


def people_of(invitations: Iterable[Invitation]) -> list[dict[str, int]]:
    """For events: `[{"user_id": 3, "invitation": 7}]`."""
    return [{"user_id": each.user_id, "invitation": each.pk} for each in invitations]


def _locked(round_: Round, by: User) -> Round:
    rounds = Round.objects.select_for_update(of=("self",)).with_page()
    found = rounds.filter(pk=round_.pk).first()
    if found is None:
        raise Conflict(_("This is gone together with its page."))
    if not can_lead(by, found):
        raise Forbidden(_("You can answer here, but not change who answers and until when. Ask who began it."))
    return found


def _over(round_: Round) -> str:
    if round_.is_drafted:
        return _("The time is over: the answers are on the page already.")
    return _("This was called off.") if round_.outcome == Outcome.CANCELLED else _("The time is over.")


def _end(ends_at: datetime | None) -> datetime:
    try:
        return future(ends_at)
    except Invalid as error:
        raise Invalid(error.message, fields={"due_at": error.message}) from error


def _publish(page: Page, by: User) -> None:
    """Those who are asked need not be editors to see it: until the end it shows what will be answered."""
    if page.published_id is None:
        publish_page(page, by=by, message=_("Drafted together"), minor=True)


def _invite(round_: Round, asked: Asked, by: User, *, answers_too: bool = False) -> list[dict[str, int]]:
    people: dict[User, Team | None] = {**asked, **({by: None} if answers_too else {})}
    made = [Invitation.objects.create(round=round_, user=user, team=team, by=by) for user, team in people.items()]
    return people_of(made)


def _facts(round_: Round) -> dict[str, Any]:
    return {
        "space_id": round_.page.space_id, "page_id": round_.page_id, "target_id": round_.pk,
        "ends_at": round_.ends_at.isoformat(), "asked_by": round_.by_id,
    }  # fmt: skip
