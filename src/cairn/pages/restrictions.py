"""Reading restrictions: whom they name, and a fingerprint that tells whether they changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from cairn.core.errors import Missing
from cairn.core.ids import digest
from cairn.pages.models import Page, Restriction
from cairn.people.models import Team, User
from cairn.spaces.models import Space


def restriction_of(page: Page, action: str) -> Restriction | None:
    """The page's own restriction of `action` with its grants, or None."""
    found = Restriction.objects.filter(page=page, action=action).select_related("by")
    return found.prefetch_related("grants__user", "grants__team").first()


def restrictions_above(page: Page, action: str) -> list[Restriction]:
    """Restrictions that the page inherits, nearest last."""
    above = Q(page__in=page.ancestor_ids)
    found = Restriction.objects.filter(above, action=action).select_related("page")
    return sorted(found.prefetch_related("grants__user", "grants__team"), key=lambda r: len(r.page.path))


def state_of(restriction: Restriction | None) -> str:
    """A fingerprint of whom a restriction grants; the same grants give the same one."""
    if restriction is None:
        return "open"
    grants = sorted(f"u{g.user_id}" if g.user_id else f"t{g.team_id}" for g in restriction.grants.all())
    return digest(" ".join(grants))[:16]


def words_of(restriction: Restriction | None, action: str) -> str:
    """One sentence: who changed it, and whom it names now."""
    verb = _("edit") if action == "edit" else _("view")
    if restriction is None:
        return _("Somebody lifted the restriction: everyone in the space may %(verb)s this page now.") % {"verb": verb}
    names = ", ".join(str(g.user or g.team) for g in restriction.grants.all())
    who = restriction.by.name if restriction.by else "Cairn"
    return _("%(who)s changed this while you were choosing: now %(names)s may %(verb)s this page.") % {
        "who": who, "names": names, "verb": verb,
    }  # fmt: skip


def choices_for(page: Page, action: str, typed: tuple[Iterable[User], Iterable[Team]] | None = None) -> dict[str, Any]:
    """What the dialog shows: whom the page names now or whom she had chosen (`typed`: people, teams), the fingerprint
    of what there is now, and what the page inherits.
    """
    if action not in ("view", "edit"):
        raise Missing(_("A page is restricted for viewing or for editing."))
    own = restriction_of(page, action)
    grants = list(own.grants.all()) if own else []
    chosen = [
        {"value": str(g.user_id) if g.user_id else f"team:{g.team_id}", "label": str(g.user or g.team),
         "hue": g.user.hue if g.user else None}
        for g in grants
    ]  # fmt: skip
    if typed is not None:
        chosen = [{"value": str(person.pk), "label": str(person), "hue": person.hue} for person in typed[0]]
        chosen += [{"value": f"team:{team.pk}", "label": str(team), "hue": None} for team in typed[1]]
    return {
        "page": page, "action": action, "restriction": own, "chosen": chosen, "seen": state_of(own),
        "above": restrictions_above(page, action),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """A restricted page as an admin of the space sees it: its title only where she passes its restrictions."""

    page: Page
    title: str
    names: str
    is_open: bool
    is_orphaned: bool  # nobody whom it names is still here


def held_pages(user: User, space: Space) -> list[Held]:
    """Pages of the space with a restriction of their own on viewing, those that nobody reaches any more first."""
    own = Restriction.objects.filter(page__space=space, page__trashing=None, action="view").select_related("page")
    visible = set(Page.objects.visible_to(user).filter(restrictions__in=own).values_list("pk", flat=True))
    found = [_held(each, visible) for each in own.prefetch_related("grants__user", "grants__team__members")]
    return sorted(found, key=lambda held: (not held.is_orphaned, held.page.pk))


def _held(restriction: Restriction, visible: set[int]) -> Held:
    page, grants = restriction.page, list(restriction.grants.all())
    people = [g.user for g in grants if g.user] + [p for g in grants if g.team for p in g.team.members.all()]
    return Held(
        page=page,
        title=str(page) if page.pk in visible else _("A page that is not open to you"),
        names=", ".join(str(g.user or g.team) for g in grants),
        is_open=page.pk in visible,
        is_orphaned=not any(person.is_active for person in people),
    )
