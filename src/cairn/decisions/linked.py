"""The decisions that belong to a page: those it cites or links to, those that link to it, came from it or stand below it."""

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext as _

from cairn.decisions.kind import TONES
from cairn.decisions.models import Decision
from cairn.decisions.words import first_line
from cairn.pages.linked import MOST, About, Linked, LinkedPart
from cairn.people.models import User
from cairn.ui.instants import due_words


def project_part(user: User, about: About) -> LinkedPart:
    """Three queries: the decisions, their people, and the open ones of the space, which may come to cite the page."""
    near = Q(page__in=about.near) | Q(citations__page=about.page) | Q(source=about.page) | Q(page__parent=about.page)
    order = Case(When(outcome=None, withdrawal=None, then=Value(0)), default=Value(1), output_field=IntegerField())
    ids = Decision.objects.filter(near).exclude(page=about.page).order_by().values("pk")
    found = Decision.objects.visible_to(user).filter(pk__in=ids, page__trashing=None).for_lists()
    decisions = list(found.annotate(closed=order).order_by("closed", "-pk")[: 10 * MOST])
    rows = [_row(decision) for decision in decisions]
    still_open = sum(not row.is_closed for row in rows)
    here = Decision.objects.visible_to(user).filter(page__space=about.page.space_id, outcome=None, withdrawal=None)
    beside = here.order_by("-pk").values_list("page", flat=True)[:MOST]
    return LinkedPart(_("Decisions"), "scale", rows[:MOST], len(rows), still_open, beside)


def _row(decision: Decision) -> Linked:
    status, outcome = decision.status, getattr(decision, "outcome", None)
    note = first_line(outcome.statement) if outcome else ""
    if outcome is None and decision.due_at:
        note = due_words(decision.due_at)
    title = f"{outcome.label} {decision.page}" if outcome else str(decision.page)
    url = decision.page.get_absolute_url()
    return Linked(title, url, status.label, TONES[status], "scale", decision.page_id, note, status.is_closed)
