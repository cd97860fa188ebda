"""The roadmap items that belong to a page: those that link to it, and those of roadmaps that its text links to."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from cairn.pages.linked import MOST, About, Linked, LinkedPart
from cairn.people.models import User
from cairn.roadmaps.models import Item, Roadmap, State
from cairn.roadmaps.screen import ICONS, TONES, span

ORDER = [State.PROGRESS, State.PAUSED, State.PLANNED, State.DONE, State.DROPPED]


def project_part(user: User, about: About) -> LinkedPart:
    """Two queries: the items, and the roadmaps of the space, where somebody may link the next one."""
    near = Item.objects.filter(Q(links__page=about.page) | Q(roadmap__page__in=about.links_to))
    found = Item.objects.visible_to(user).present().filter(pk__in=near.order_by().values("pk"))
    items = list(found.select_related("roadmap", "person", "team").order_by("pk")[: 10 * MOST])
    items.sort(key=lambda item: (ORDER.index(State(item.state)), item.end or date.max, item.pk))
    rows = [_row(item) for item in items]
    still_open = sum(not row.is_closed for row in rows)
    here = Roadmap.objects.visible_to(user).filter(page__space=about.page.space_id).order_by("-pk")
    beside = here.values_list("page", flat=True)[:MOST]
    return LinkedPart(_("Roadmap"), "map", rows[:MOST], len(rows), still_open, beside)


def _row(item: Item) -> Linked:
    note = " · ".join(part for part in (item.owner.name if item.owner else "", span(item)) if part)
    closed = item.state in (State.DONE, State.DROPPED)
    label, page = str(State(item.state).label), item.roadmap.page_id
    return Linked(item.title, item.get_absolute_url(), label, TONES[item.state], ICONS[item.state], page, note, closed)
