"""What others build on is not thrown away."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.decisions.models import Decision
from cairn.pages.kinds import Kept
from cairn.pages.models import Page
from cairn.people.actors import Actor
from cairn.ui.lists import listed

NAMED = 5


def kept(page_ids: Iterable[int], going: Iterable[int], user: Actor) -> Kept | None:
    """Decisions that began are kept while pages outside of `going` cite them, or they replace decisions there."""
    begun = Decision.objects.filter(page__in=list(page_ids)).exclude(start=None, outcome=None, reopenings=None)
    needed = Q(citations__decision__in=begun) | Q(decision__supersession__replacement__in=begun)
    citing = Page.objects.filter(needed, trashing=None).exclude(pk__in=list(going)).order_by("title", "pk").distinct()
    ids = list(citing.values_list("pk", flat=True))
    if not ids:
        return None
    seen = list(Page.objects.visible_to(user).filter(pk__in=ids).order_by("title", "pk"))
    return Kept(_reason(seen, is_hidden=len(ids) > len(seen)), seen)


def _reason(seen: list[Page], *, is_hidden: bool) -> str:
    names = [_("“%(title)s”") % {"title": page} for page in seen[:NAMED]]
    more = len(seen) - len(names)
    if more:
        names.append(ngettext("%(n)d more page", "%(n)d more pages", more) % {"n": more})
    if is_hidden:  # how many there are is not hers to know
        names.append(_("pages that you can’t see"))
    return _(
        "This stays, because %(names)s would point at nothing: what is decided is cited there. "
        "Change those first, or withdraw the decision instead: then it stays readable and nobody takes it for valid."
    ) % {"names": listed(names)}
