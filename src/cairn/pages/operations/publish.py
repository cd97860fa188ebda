"""Publishing makes an immutable version of what people wrote together."""

from __future__ import annotations

from django.db.models import Max

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Invalid
from cairn.documents import Adf, adf_from_doc, assign_local_ids, outline, to_text
from cairn.livedocs.log import edit
from cairn.pages.access import require_open_body
from cairn.pages.drafts import head_of, same_words
from cairn.pages.models import Page, Version
from cairn.pages.operations.checks import clean_body, clean_title, fresh
from cairn.pages.rendering import render
from cairn.people.actors import Actor, user_of

MESSAGE_LENGTH = 300


def publish_page(page: Page, *, by: Actor, message: str = "") -> Version:
    """Publish title and text as they are now. `message` says what changed (up to 300 characters).

    Nobody's words are lost: the live document is shared, so a version holds what everybody has written so far. Raises
    Conflict when nothing changed since the last version, or when the page's kind has locked its text.
    """
    message = " ".join(message.split())
    if len(message) > MESSAGE_LENGTH:
        raise Invalid(f"The message has {len(message)} characters; {MESSAGE_LENGTH} are the most.")
    with atomic():
        now = fresh(page)
        require_open_body(by, now)
        title = clean_title(now.title)
        body = _settled_body(now, by)
        last = now.published
        if last and last.title == title and same_words(last.body, body):
            raise Conflict(f"Nothing has changed since version {last.number}, so there is nothing to publish.")
        version = _snapshot(now, title, body, message, by)
        now.published = page.published = version
        now.save(update_fields=["published"])
        page.title = title
        record(
            "page.published", by=by, space_id=now.space_id, page_id=now.pk, target_id=version.pk,
            number=version.number, title=title, message=message, excerpt=version.text[:280],
        )  # fmt: skip
    return version


def _settled_body(page: Page, by: Actor) -> Adf:
    """The live body with local ids that last: what lacks one gets it in the live document itself."""

    def settle(doc: object) -> Adf:
        assign_local_ids(doc)  # type: ignore[arg-type]
        return adf_from_doc(doc)  # type: ignore[arg-type]

    return clean_body(edit(page.document_id, settle, by=by))


def _snapshot(page: Page, title: str, body: Adf, message: str, by: Actor) -> Version:
    number = (Version.objects.filter(page=page).aggregate(last=Max("number"))["last"] or 0) + 1
    return Version.objects.create(
        page=page,
        number=number,
        title=title,
        body=body,
        html=render(body),
        text=to_text(body),
        outline=[{"level": h.level, "text": h.text, "id": h.id} for h in outline(body)],
        message=message,
        upto=head_of(page.document_id),
        by=user_of(by),
    )
