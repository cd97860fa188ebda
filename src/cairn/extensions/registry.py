"""Keeping the parts of a page in step with its published version. Idempotent: twice leaves what once does."""

from __future__ import annotations

import re

from cairn.core.db import atomic
from cairn.documents import Adf, excerpts, links, properties, to_text
from cairn.extensions.models import NAME_LENGTH, Excerpt, PageLink, PageProperty
from cairn.pages.cards import page_id as page_id_of
from cairn.pages.models import Page
from cairn.pages.rendering import render_part

MOST_LINKS = 500
# What belongs to the page alone: marks of its comments, ids of its headings.
_MARK = re.compile(r'<mark class="annotation"[^>]*>|</mark>')
_HEADING_ID = re.compile(r'(<h[1-6]) id="[^"]*"')


def register_parts(page_id: int) -> None:
    """Write the excerpts and properties of the page anew; a page without a version, or gone, has none."""
    with atomic():
        page = Page.objects.select_related("published").filter(pk=page_id).first()
        Excerpt.objects.filter(page_id=page_id).delete()
        PageProperty.objects.filter(page_id=page_id).delete()
        PageLink.objects.filter(page_id=page_id).delete()
        if page is None or page.published is None:
            return
        body = page.published.body
        Excerpt.objects.bulk_create(_excerpts(page, body))
        PageProperty.objects.bulk_create(_properties(page, body))
        PageLink.objects.bulk_create(_links(page, body))


def _excerpts(page: Page, body: Adf) -> list[Excerpt]:
    found = {each.local_id[:64]: each for each in excerpts(body) if each.local_id}
    return [
        Excerpt(
            page=page,
            local_id=local_id,
            name=each.name[:NAME_LENGTH],
            position=position,
            html=_alone(render_part(each.node)),
            text=to_text(each.node),
        )
        for position, (local_id, each) in enumerate(found.items())
    ]


def _properties(page: Page, body: Adf) -> list[PageProperty]:
    found = {each.key.casefold()[: 2 * NAME_LENGTH]: each for each in properties(body)}
    return [
        PageProperty(
            page=page,
            key=each.key[:NAME_LENGTH],
            folded=folded,
            position=position,
            html=_alone(render_part(each.cell)),
            text=to_text(each.cell),
        )
        for position, (folded, each) in enumerate(found.items())
    ]


def _links(page: Page, body: Adf) -> list[PageLink]:
    meant = {pk for pk in map(page_id_of, links(body)) if pk is not None and pk != page.pk}
    there = Page.objects.filter(pk__in=sorted(meant)[:MOST_LINKS]).order_by("pk").values_list("pk", flat=True)
    return [PageLink(page=page, target_id=pk) for pk in there]


def _alone(html: str) -> str:
    return _HEADING_ID.sub(r"\1", _MARK.sub("", html))
