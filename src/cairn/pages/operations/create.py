"""A page is made as a draft: it has a live document, and no version until somebody publishes."""

from __future__ import annotations

from typing import TypedDict, Unpack

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Forbidden, Invalid, Missing
from cairn.documents import Adf, update_from_adf
from cairn.livedocs.log import create_document
from cairn.pages.access import can_edit
from cairn.pages.drafts import untouched_draft
from cairn.pages.kinds import kinds
from cairn.pages.loaders import GONE
from cairn.pages.models import Page
from cairn.pages.operations.checks import clean_body, clean_title
from cairn.pages.operations.placing import lock_spaces, place
from cairn.people.actors import Actor, user_of
from cairn.people.models import User
from cairn.spaces.access import can_edit_in_space
from cairn.spaces.models import Space


class NewPage(TypedDict, total=False):
    """`kind` is a name of config/kinds.py ("page"); `body` valid ADF; `owner` answers for the page (its maker)."""

    kind: str
    body: Adf | None
    owner: User | None


def create_page(space: Space, *, by: Actor, title: str, parent: Page | None = None, **more: Unpack[NewPage]) -> Page:
    """A draft under `parent` (of the same space), or at the top of the space, behind its siblings."""
    return _create(space, parent, clean_title(title), by, more)


def begin_page(space: Space, *, by: User, parent: Page | None = None) -> Page:
    """An untitled draft to write in. Her last one in this place is given again while nothing was written in it."""
    return untouched_draft(space, parent, by) or _create(space, parent, "", by, {})


def _create(space: Space, parent: Page | None, title: str, by: Actor, more: NewPage) -> Page:
    body, kind = more.get("body"), more.get("kind", "page")
    if kind not in kinds():
        raise Invalid(f"There is no kind of page called “{kind}”.")
    state = update_from_adf(clean_body(body)) if body else None
    with atomic():
        lock_spaces(space.pk)
        parent = parent_now(space, parent, by)
        page = Page(kind=kind, title=title, owner=more.get("owner") or user_of(by), created_by=user_of(by))
        place(page, space=space, parent=parent, after=None, last=True)
        page.view_gate_id = parent.view_gate_id if parent else None
        page.edit_gate_id = parent.edit_gate_id if parent else None
        page.document = create_document(state, by=by)
        page.save()
        record("page.created", by=by, space_id=space.pk, page_id=page.pk, title=title, kind=kind)
    return page


def parent_now(space: Space, parent: Page | None, by: Actor) -> Page | None:
    """The parent as it is under the lock, if she may add to it."""
    if parent is None:
        if not can_edit_in_space(by, space):
            raise Forbidden("You can read this space but not add pages to it. Ask one of its admins.")
        return None
    now = Page.objects.select_related("space").filter(pk=parent.pk).first()
    if now is None or now.space_id != space.pk:
        raise Missing(GONE)
    if now.trashing_id is not None or not can_edit(by, now):
        raise Forbidden("You can't add a page here: you may not edit the page above it.")
    return now
