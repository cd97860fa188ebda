"""The rows of what a page cites follow its published text."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from cairn.action_items.operations import Wanted, ask_on_page, settle_on_page
from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.decisions.after.addresses import Addresses
from cairn.decisions.models import Citation, Decision, Supersession
from cairn.pages.models import Page
from cairn.people.actors import SYSTEM, System
from cairn.people.models import User

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
    """The ids of the decisions that the published text points at; neither a decision nor a room of it cites it."""
    if page.published is None:
        return set()
    found = Addresses.of(page.published.body)
    if not found.pages and not found.numbers:
        return set()
    meant = Q(page__in=found.pages)
    for key, number in sorted(found.numbers)[:MOST]:
        meant |= Q(outcome__space__key=key, outcome__number=number)
        meant |= Q(reopenings__outcome__space__key=key, reopenings__outcome__number=number)
    cited = Decision.objects.filter(meant).exclude(page=page).exclude(escalations__page=page).order_by("pk").distinct()
    return set(cited.values_list("pk", flat=True)[:MOST])


def follow_supersessions(page: Page, *, by: System = SYSTEM) -> None:
    """Its owner is asked once for each superseded decision the page cites; what it no longer cites is done by itself.

    What takes a decision's place may cite it: it says what it replaces.
    """
    from_here = Supersession.objects.filter(HEIR_DECIDED, decision__citations__page=page)
    standing = {citation_key(row) for row in from_here.exclude(replacement__page=page)}
    for key in sorted(standing):
        ask_on_page(page, Wanted(key, _answers_for(page), _words()), by=by)
    asked = page.action_items.filter(local_id__startswith="citation-", completion=None, removed_at=None)
    for key in set(asked.values_list("local_id", flat=True)) - standing:
        settle_on_page(page, by=by, key=key)


HEIR_DECIDED = Q(decision__outcome__isnull=False, replacement__outcome__isnull=False)


def citation_key(supersession: Supersession) -> str:
    return f"citation-{supersession.pk}"


def _answers_for(page: Page) -> User | None:
    """The owner; where there is none, or she is gone, whoever published what stands there."""
    writer = page.published.by if page.published else None
    return next((who for who in (page.owner, writer) if who is not None and who.is_active), None)


def _words() -> str:
    """Without numbers: whoever reads the page reads this, and may not see either decision. Its link leads to the banner,
    which names what each reader may know."""
    return _("Bring this page up to date: it cites a decision that no longer holds")
