"""Where a decided page stands: under its space's decision log page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.decisions.models import Decision, LogPage
from cairn.documents.ids import ensure_local_ids
from cairn.documents.types import Adf
from cairn.pages.models import Page
from cairn.pages.operations import create_page, move_page, publish_page
from cairn.pages.operations.placing import lock_spaces
from cairn.people.actors import SYSTEM, System
from cairn.spaces.models import Space

SHOWN = {"where": "space", "states": ["running", "decided", "superseded", "withdrawn"], "count": 50}


def file_decision(decision: Decision, *, by: System = SYSTEM) -> Page | None:
    """Move its page under the log page of the space in which it was decided; the first one makes that page.

    It stays where it is when that page was thrown away, when it stands there already, when it has moved to another
    space, and when it would come under other restrictions: nobody sees or edits more or less by what is filed.
    Running it again changes nothing.
    """
    with atomic():
        lock_spaces(decision.page.space_id)  # two at once make one log page
        page = Page.objects.select_related("space", "parent").get(pk=decision.page_id)
        outcome = getattr(decision, "outcome", None)
        if outcome is None or outcome.space_id != page.space_id or page.trashing_id is not None:
            return None
        shelf = _log_page(page.space, by)
        if shelf is None or shelf.pk == page.pk or shelf.pk in page.ancestor_ids or page.pk in shelf.ancestor_ids:
            return None
        if _gates(page.parent) != (shelf.view_gate_id, shelf.edit_gate_id):
            return None
        last = Page.objects.filter(parent=shelf).order_by("position", "pk").last()
        move_page(page, by=by, parent=shelf, after=last)
        record("decision.filed", by=by, space_id=page.space_id, page_id=page.pk, target_id=decision.pk, log=shelf.pk)
    return shelf


def _log_page(space: Space, by: System) -> Page | None:
    """None when it was thrown away."""
    kept = LogPage.objects.filter(space=space).select_related("page").first()
    if kept is not None:
        return None if kept.page is None or kept.page.trashing_id is not None else kept.page
    page = create_page(space, by=by, title=_("Decision log"), body=_body())
    publish_page(page, by=by, minor=True)
    LogPage.objects.create(space=space, page=page)
    return page


def _body() -> Adf:
    """ADF: the log of the space, drawn for each reader anew."""
    attrs = {"extensionType": "cairn", "extensionKey": "decisions", "parameters": SHOWN, "layout": "default"}
    words = _("What is decided in this space, and what is being decided. Each decision is filed below once it is made.")
    intro = {"type": "paragraph", "content": [{"type": "text", "text": words}]}
    return ensure_local_ids({"version": 1, "type": "doc", "content": [intro, {"type": "extension", "attrs": attrs}]})


def _gates(parent: Page | None) -> tuple[int | None, int | None]:
    """What restricts reading and editing of what stands under `parent`."""
    return (parent.view_gate_id, parent.edit_gate_id) if parent else (None, None)
