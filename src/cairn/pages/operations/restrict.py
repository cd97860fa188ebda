"""Who may view or edit a page: only the people and teams named on it and on every page above it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.pages.access import can_edit, can_restrict, can_take_over, can_view, passes
from cairn.pages.models import Page, Restriction, RestrictionGrant
from cairn.pages.operations.checks import fresh
from cairn.pages.operations.placing import lock_spaces, settle
from cairn.pages.restrictions import restriction_of, state_of, words_of
from cairn.people.actors import Actor, user_of
from cairn.people.models import Team, User
from cairn.spaces.access import can_manage_space

ACTIONS = {"view": "view", "edit": "edit"}


def restrict_page(
    page: Page, *, by: Actor, action: str, users: Iterable[User], teams: Iterable[Team], seen: str | None = None
) -> Restriction:
    """Let only `users` and `teams` (and whoever does it) `action` ("view" or "edit") the page and all below it.

    `seen` is the `restrictions.state_of` that the form showed: when somebody changed it since, Conflict says how it
    stands now, and nothing is written.
    """
    if action not in ACTIONS:
        raise Invalid("A restriction is about viewing or about editing.")
    people = {user.pk: user for user in users}
    if (me := user_of(by)) is not None:
        people[me.pk] = me
    crews = {team.pk: team for team in teams}
    with atomic():
        here = _locked(page, by, action, seen)
        restriction, _ = Restriction.objects.update_or_create(
            page=here, action=action, defaults={"by": me, "at": now()}
        )
        restriction.grants.all().delete()
        RestrictionGrant.objects.bulk_create(
            [RestrictionGrant(restriction=restriction, user=user) for user in people.values()]
            + [RestrictionGrant(restriction=restriction, team=team) for team in crews.values()]
        )
        could = _owner_can(here, action)
        settle(here)
        if could and not _owner_can(fresh(here), action) and not _may_pass_over(by, here):
            words = (
                "{name} owns this page. Name {name} too, or make somebody else its owner first. Nothing was changed."
            )
            raise Invalid(words.format(name=here.owner.name if here.owner else ""))
        record(
            "page.restricted", by=by, space_id=here.space_id, page_id=here.pk, target_id=restriction.pk,
            action=action, users=sorted(people), teams=sorted(crews),
        )  # fmt: skip
    return restriction


def _owner_can(page: Page, action: str) -> bool:
    """Whether its owner may view or edit the page; False when nobody owns it."""
    owner = page.owner
    return owner is not None and owner.is_active and (can_view if action == "view" else can_edit)(owner, page)


def _may_pass_over(by: Actor, page: Page) -> bool:
    """Its owner herself, an admin of the space (who may take over any page), and the house."""
    person = user_of(by)
    return person is None or person.pk == page.owner_id or can_manage_space(by, page.space)


def add_to_restriction(restriction: Restriction, people: Iterable[User], *, by: Actor) -> Restriction:
    """Name `people` on a restriction beside those it names already."""
    grants = list(restriction.grants.select_related("user", "team"))
    return restrict_page(
        restriction.page, by=by, action=restriction.action, teams=[grant.team for grant in grants if grant.team],
        users=[*people, *(grant.user for grant in grants if grant.user)],
    )  # fmt: skip


def lift_restriction(page: Page, *, by: Actor, action: str, seen: str | None = None) -> None:
    """Take the page's own restriction away; those of pages above it still hold."""
    with atomic():
        here = _locked(page, by, action, seen)
        restriction = restriction_of(here, action)
        if restriction is None:
            return
        Page.objects.filter(**{f"{action}_gate": restriction}).update(**{f"{action}_gate": None})
        restriction.delete()
        settle(fresh(here))
        record("page.unrestricted", by=by, space_id=here.space_id, page_id=here.pk, action=action)


def take_over_page(page: Page, *, by: User) -> Page:
    """An admin of the space lets herself through every restriction that holds a page: nobody else may be left."""
    if not can_take_over(by, page):
        raise Forbidden("Only an admin of the space may take over a restricted page.")
    with atomic():
        here = fresh(page)
        links = Restriction.chain.through._default_manager.filter(
            from_restriction__in=[here.view_gate_id, here.edit_gate_id]
        )
        gates = Restriction.objects.filter(pk__in=links.values("to_restriction")).exclude(grants__user=by)
        told = set(RestrictionGrant.objects.filter(restriction__in=gates).values_list("user", flat=True)) - {None}
        RestrictionGrant.objects.bulk_create([RestrictionGrant(restriction=gate, user=by) for gate in gates])
        record("page.taken_over", by=by, space_id=here.space_id, page_id=here.pk, users=sorted(told))
    return here


def keep_inherited(page: Page, by: Actor) -> None:
    """Make what holds `page` from above its own, for a page that is about to lose what lies above it. The caller has
    the lock of the tree, settles the page afterwards and records why.

    One restriction is copied as it is; of several, those people are named who pass them all.
    """
    for action in ACTIONS:
        gate = getattr(page, f"{action}_gate_id")
        chain = list(Restriction.objects.filter(pk__in=_chain_of(gate)).prefetch_related("grants"))
        if all(each.page_id == page.pk for each in chain):
            continue
        kept, _ = Restriction.objects.get_or_create(page=page, action=action, defaults={"by": user_of(by)})
        if len(chain) == 1:
            grants = [RestrictionGrant(restriction=kept, user=g.user, team=g.team) for g in chain[0].grants.all()]
        else:
            people = [person for person in User.objects.active() if passes(person, gate)]
            grants = [RestrictionGrant(restriction=kept, user=person) for person in people]
        kept.grants.all().delete()
        RestrictionGrant.objects.bulk_create(grants)


def _chain_of(gate_id: int | None) -> QuerySet[Any]:
    """The ids of every restriction that one must pass for this gate."""
    links = Restriction.chain.through._default_manager.filter(from_restriction=gate_id)
    return links.values("to_restriction")


def _locked(page: Page, by: Actor, action: str, seen: str | None) -> Page:
    """The page under the lock of its tree, if she may restrict it and nobody changed what she saw."""
    lock_spaces(page.space_id)
    here = fresh(page)
    if not can_restrict(by, here):
        raise Forbidden("You may not change who sees or edits this page. Ask its owner or an admin of the space.")
    current = restriction_of(here, action)
    if seen is not None and seen != state_of(current):
        raise Conflict(
            f"{words_of(current, action)} Your choice is not saved yet and still stands here: compare, and save again to put it in place of theirs."
        )
    return here
