"""A new session: a page of its own kind, with its maker as the first host."""

from __future__ import annotations

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.documents.types import Adf
from cairn.pages.models import Page
from cairn.pages.operations import create_page
from cairn.people.actors import Actor, user_of
from cairn.people.models import User
from cairn.questions.models import Host, Session
from cairn.spaces.models import Space


def create_session(
    place: Space | Page, *, by: Actor, title: str, body: Adf | None = None, host: User | None = None
) -> Session:
    """A draft in a space or under a page, without instants yet. Forbidden where she may not add pages."""
    space, parent = (place.space, place) if isinstance(place, Page) else (place, None)
    with atomic():
        page = create_page(space, by=by, title=title, parent=parent, kind="ama", body=body)
        session = Session.objects.create(page=page)
        first = host or user_of(by)
        if first is not None:
            Host.objects.create(session=session, user=first)
        record("ama.created", by=by, space_id=space.pk, page_id=page.pk, target_id=session.pk)
    return session
