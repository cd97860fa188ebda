"""Reading restrictions: whom they name, and a fingerprint that tells whether they changed."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from cairn.core.ids import digest
from cairn.pages.models import Page, Restriction


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
