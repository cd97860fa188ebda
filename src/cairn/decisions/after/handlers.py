"""What follows for decisions, and for the pages that cite them, from what happened."""

from django.db.models import Q

from cairn.activity.models import Event
from cairn.decisions.models import RevisitKind, RevisitTrigger
from cairn.decisions.operations.citations import follow_citations, follow_supersessions
from cairn.decisions.operations.triggers import fire_trigger
from cairn.pages.models import Page
from cairn.people.actors import SYSTEM


def on_published(event: Event) -> None:
    """The text is another one: so may be what it cites, and decisions may rest on it."""
    page = _page(event.page_id)
    if page is None:
        return
    follow_citations(page, by=SYSTEM)
    follow_supersessions(page, by=SYSTEM)
    if event.name != "page.restored":
        _fire_those_that_watch(page, event)


def on_turn(event: Event) -> None:
    """A decision took another turn: pages that cite it, or one that it replaces, are looked at."""
    turned = Q(citations__decision=event.target_id) | Q(citations__decision__supersession__replacement=event.target_id)
    for page in Page.objects.filter(turned, trashing=None).select_related("owner", "published__by").distinct():
        follow_supersessions(page, by=SYSTEM)


def _fire_those_that_watch(page: Page, event: Event) -> None:
    """Triggers that were set before this was published."""
    waiting = RevisitTrigger.objects.filter(page=page, kind=RevisitKind.CHANGED, firing=None, at__lt=event.at)
    if not event.data.get("material"):
        waiting = waiting.filter(is_material=False)
    for trigger in waiting.select_related("decision"):
        fire_trigger(trigger, by=SYSTEM)


def _page(pk: int | None) -> Page | None:
    return Page.objects.select_related("owner", "published__by").filter(pk=pk or 0).first()
