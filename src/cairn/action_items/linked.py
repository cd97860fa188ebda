"""The action items of a page and of the pages below it."""

from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cairn.action_items.models import ActionItem
from cairn.core.clock import now
from cairn.pages.linked import MOST, About, Linked, LinkedPart
from cairn.people.models import User


def project_part(user: User, about: About) -> LinkedPart:
    """One query."""
    here = Q(page=about.page) | Q(page__path__startswith=about.page.path_below)
    found = ActionItem.objects.visible_to(user).filter(here, page__trashing=None)
    items = found.select_related("assignee", "completion", "page")
    order = (F("completion__at").asc(nulls_first=True), F("due").asc(nulls_last=True), "pk")
    rows = [_row(item, about) for item in items.order_by(*order)[: 10 * MOST]]
    still_open = sum(not row.is_closed for row in rows)
    return LinkedPart(_("Action items"), "list-checks", rows[:MOST], len(rows), still_open)


def _row(item: ActionItem, about: About) -> Linked:
    late = not item.is_done and item.due is not None and item.due < now().date()
    status = _("Done") if item.is_done else _("Late") if late else _("Open")
    tone = "success" if item.is_done else "danger" if late else ""
    due = _("by %(day)s") % {"day": date_format(item.due, "j M Y")} if item.due else ""
    place = "" if item.page_id == about.page.pk else str(item.page)
    note = " · ".join(part for part in (item.assignee.name if item.assignee else "", due, place) if part)
    icon = "square-check" if item.is_done else "list-checks"
    return Linked(item.text, item.get_absolute_url(), status, tone, icon, item.page_id, note, item.is_done)
