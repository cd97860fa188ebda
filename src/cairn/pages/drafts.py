"""What was written and not published yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cairn.documents import Adf, adf_from_doc, key_of, read_tree, suggestions_in, to_text, without_prompts
from cairn.livedocs.log import load
from cairn.livedocs.models import LiveDocument, Update
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.spaces.models import Space


@dataclass(frozen=True, slots=True)
class Draft:
    """Unpublished changes: the body as it is now, who wrote last, and when."""

    body: Adf
    by: User | None
    at: datetime


def draft_body(page: Page) -> Adf:
    """The body as people are writing it now."""
    return adf_from_doc(load(page.document_id))


def open_suggestions(page: Page) -> int:
    """How many suggestions stand in the draft that nobody has ruled on."""
    return len(suggestions_in(read_tree(load(page.document_id))))


def head_of(document_id: int) -> int:
    """The number of the last update of the live document; 0 when nothing was ever written."""
    return LiveDocument.objects.values_list("head", flat=True).get(pk=document_id)


def unpublished(page: Page) -> Draft | None:
    """What differs from the published version, or None. Marks of comments alone are no change."""
    version = page.published
    if version is not None and head_of(page.document_id) <= version.upto:
        return None
    body = draft_body(page)
    if version is not None and same_words(body, version.body):
        return None
    last = Update.objects.select_related("by").filter(document=page.document_id).order_by("-seq").first()
    if last is None:
        return Draft(body, None, page.created_at) if version is None else None
    return Draft(body, last.by, last.at)


def same_words(left: Adf, right: Adf) -> bool:
    """Whether a reader would see no difference: prompts, passages of comments and local ids alone are none."""
    left, right = without_prompts(left), without_prompts(right)
    return left == right or key_of(left) == key_of(right)


def untouched_draft(space: Space, parent: Page | None, by: User) -> Page | None:
    """A draft that she began here and wrote nothing in: no title, no words."""
    begun = Page.objects.filter(space=space, parent=parent, created_by=by, title="", published=None, trashing=None)
    page = begun.order_by("-pk").first()
    return page if page is not None and not to_text(draft_body(page)).strip() else None
