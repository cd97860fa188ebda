"""What a page says when it cites decisions that no longer hold. Costs a query only on pages that do."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.decisions.models import Citation, Decision
from cairn.decisions.operations.citations import citation_key
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.people.models import User
from cairn.ui.drawing import draw

NOTHING = SafeString("")
SUPERSEDED = Q(decision__outcome__isnull=False, decision__supersession__replacement__outcome__isnull=False)
WITHDRAWN = Q(decision__outcome__isnull=False, decision__withdrawal__isnull=False)


@dataclass(frozen=True)
class Citing:
    """A decision that a page cites, and what replaces it; `heir` is None where the reader may not see that."""

    old: Decision
    heir: Decision | None
    is_withdrawn: bool
    anchor: str


def page_facts(user: User) -> dict[str, Exists]:
    """Whether a page cites what no longer holds, in the page's own query."""
    return {"cites_fallen": Exists(_fallen().filter(page=OuterRef("pk")))}


def header(request: HttpRequest, page: Page) -> SafeString:
    if not getattr(page, "cites_fallen", False):
        return NOTHING
    citations = citings(signed_in(request), page)
    return draw(request, "decisions/_citation_banner.html", {"citations": citations}) if citations else NOTHING


def citings(user: User, page: Page) -> list[Citing]:
    """Those whose decision she may see. One query."""
    visible = Decision.objects.visible_to(user).order_by()
    rows = _fallen().filter(page=page, decision__in=visible.values("pk"))
    heirs = visible.filter(pk=OuterRef("decision__supersession__replacement"))
    related = ("decision__page", "decision__outcome", "decision__supersession__replacement__outcome")
    rows = rows.annotate(sees_heir=Exists(heirs)).select_related(
        *related, "decision__supersession__replacement__page", "decision__withdrawal"
    )
    return [_citing(row) for row in rows.order_by("decision__outcome__number", "pk")]


def _citing(row: Citation) -> Citing:
    supersession = getattr(row.decision, "supersession", None)
    heir = supersession.replacement if supersession else None
    if supersession is None or heir is None or getattr(heir, "outcome", None) is None:
        return Citing(row.decision, None, True, "")
    return Citing(row.decision, heir if row.sees_heir else None, False, citation_key(supersession))  # type: ignore[attr-defined]


def _fallen() -> QuerySet[Citation]:
    """What takes a decision's place may cite it: it says what it replaces."""
    return Citation.objects.filter(SUPERSEDED | WITHDRAWN).exclude(decision__supersession__replacement__page=F("page"))
