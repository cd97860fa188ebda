"""Keeping the rows in step with what is published. Idempotent: twice leaves what once does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cairn.activity.models import Event
from cairn.core.db import atomic
from cairn.documents import Adf, Section, named_sections, says_something, to_text
from cairn.documents.walk import walk
from cairn.gallery.known import definition_behind
from cairn.gallery.models import TemplateUse
from cairn.gallery.sections.models import HEADING_LENGTH, Origin, PageSection
from cairn.gallery.sections.origins import definition_of
from cairn.pages.models import CopiedPage, Page
from cairn.pages.rendering import render_part

# What belongs to the page alone: marks of its comments, ids of its blocks; a heading in a cell is a strong line.
_MARK = re.compile(r'<mark class="annotation"[^>]*>|</mark>|<span class="block-anchor" id="[^"]*"></span>')
_ID = re.compile(r'(<[a-z0-9]+)((?: [a-z-]+(?:="[^"]*")?)*?) id="(?:h|b)-[^"]*"')
_HEADING = re.compile(r"<(/?)h[1-6]\b[^>]*>")


def register_sections(page_id: int) -> None:
    """Write the page's sections anew; a page without a version, or gone, has none."""
    with atomic():
        page = Page.objects.select_related("published", "origin").filter(pk=page_id).first()
        PageSection.objects.filter(page_id=page_id).delete()
        if page is None or page.published is None:
            return
        found = named_sections(page.published.body)
        given = _given(page) if found else {}
        twice = {each.key for each in found if each.again}
        PageSection.objects.bulk_create(
            _row(page, position, each, given.get(each.key), each.key in twice)
            for position, each in enumerate(found)
            if not each.again
        )


def register_origin(event: Event) -> None:
    """Remember what the template had when the page was made from it."""
    if event.page_id is None:
        return
    use = TemplateUse.objects.select_related("version__template").filter(page=event.page_id).first()
    definition = definition_behind(use) if use else None
    if use is None or definition is None or Origin.objects.filter(page=event.page_id, at__gte=event.at).exists():
        return
    keys = [each.key for each in definition.sections]
    values = {"template": use.slug, "keys": keys, "at": event.at}
    Origin.objects.update_or_create(page_id=event.page_id, defaults=values)


def register_copies(event: Event) -> None:
    """What was copied from a page made from a template was made from that template, with what it had then."""
    parts = CopiedPage.objects.filter(copy=event.target_id, page__isnull=False).order_by("pk")
    for page, source in list(parts.values_list("page", "source")):
        with atomic():
            use = TemplateUse.objects.filter(page=source).first()
            origin = Origin.objects.filter(page=source).first()
            if use is not None:
                kept = {name: getattr(use, name) for name in ("slug", "name", "version", "review_days", "by")}
                TemplateUse.objects.get_or_create(page_id=page, defaults=kept)
            if origin is not None:
                known = {"template": origin.template, "keys": origin.keys, "at": origin.at}
                Origin.objects.get_or_create(page_id=page, defaults=known)
        if origin is not None:
            register_sections(page)


def _row(page: Page, position: int, section: Section, given: Sequence[str] | None, is_twice: bool) -> PageSection:
    html = _ID.sub(r"\1\2", _MARK.sub("", render_part(section.body)))
    html = _HEADING.sub(lambda tag: "</strong></p>" if tag[1] else '<p class="section-line"><strong>', html)
    return PageSection(
        page=page,
        key=section.key,
        heading=section.heading[:HEADING_LENGTH],
        position=position,
        html=html,
        text=to_text(section.body),
        is_filled=says_something(section.content) and said(section.content) != given,
        is_twice=is_twice,
    )


def _given(page: Page) -> dict[str, list[str]]:
    """Key → what the template itself says there: a page that still says just that has not been filled."""
    origin = getattr(page, "origin", None)
    definition = definition_of(origin.template) if origin else None
    found = named_sections(definition.body) if definition else []
    return {each.key: said(each.content) for each in found if not each.again}


def said(content: Sequence[Adf]) -> list[str]:
    """The words, and the kinds of what speaks without words, in reading order; headings and prompts left out."""
    found = []
    for block in content:
        for node in walk(block) if block.get("type") != "heading" else ():
            if node.get("type") == "text":
                found.append(" ".join(str(node.get("text", "")).split()))
            elif "content" not in node and node.get("type") not in ("placeholder", "hardBreak", "paragraph"):
                found.append(str(node.get("type")))
    return [words for words in found if words]
