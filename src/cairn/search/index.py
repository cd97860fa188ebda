"""Keeping the index in step. Idempotent: indexing a page twice leaves what indexing it once does."""

from cairn.comments.models import Comment
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.debates import queries as debates
from cairn.decisions import queries as decisions
from cairn.pages.models import Page
from cairn.questions import queries as questions
from cairn.roadmaps import queries as roadmaps
from cairn.search.models import SearchEntry


def index_page(page_id: int) -> None:
    """Write the page's entry anew from its published version; a page without one, or gone, has none."""
    with atomic():
        page = Page.objects.filter(pk=page_id).select_related("published").first()
        if page is None or page.published is None:
            SearchEntry.objects.filter(page_id=page_id).delete()
            return
        comments = Comment.objects.spoken_on(page).values_list("text", flat=True)
        SearchEntry.objects.update_or_create(
            page=page,
            defaults={
                "title": page.title,
                "body": page.published.text,
                "comments": "\n".join(comments),
                "decision": _words_of_its_kind(page),
                "updated_at": now(),
            },
        )


def _words_of_its_kind(page: Page) -> str:
    of_its_kind = {"ama": questions.search_text, "roadmap": roadmaps.search_text}.get(page.kind, decisions.search_text)
    return "\n".join(words for words in (of_its_kind(page), debates.search_text(page)) if words)
