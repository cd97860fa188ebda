"""The rows of what a page cites follow its published text."""

from __future__ import annotations

from django.db.models import Q

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.decisions.after.addresses import Addresses
from cairn.decisions.models import Citation, Decision
from cairn.pages.models import Page
from cairn.people.actors import SYSTEM, System

MOST = 500  # decisions that one page may cite


def follow_citations(page: Page, *, by: System = SYSTEM) -> None:
    """Make the page's rows say which decisions its published version points at. Running it again changes nothing."""
    with atomic():
        Page.objects.select_for_update().filter(pk=page.pk).values_list("pk", flat=True).get()
        fresh = Page.objects.select_related("published").get(pk=page.pk)
        wanted = cited_in(fresh)
        have = set(fresh.citations.values_list("decision", flat=True))
        if wanted == have:
            return
        fresh.citations.filter(decision__in=have - wanted).delete()
        Citation.objects.bulk_create(Citation(page=fresh, decision_id=pk) for pk in sorted(wanted - have))
        record(
            "citation.changed",
            by=by,
            space_id=fresh.space_id,
            page_id=fresh.pk,
            added=sorted(wanted - have),
            removed=sorted(have - wanted),
        )


def cited_in(page: Page) -> set[int]:
    """The ids of the decisions that the published text points at; a decision does not cite itself."""
    if page.published is None:
        return set()
    found = Addresses.of(page.published.body)
    if not found.pages and not found.numbers:
        return set()
    meant = Q(page__in=found.pages)
    for key, number in sorted(found.numbers)[:MOST]:
        meant |= Q(outcome__space__key=key, outcome__number=number)
        meant |= Q(reopenings__outcome__space__key=key, reopenings__outcome__number=number)
    cited = Decision.objects.filter(meant).exclude(page=page).order_by("pk").distinct()
    return set(cited.values_list("pk", flat=True)[:MOST])
