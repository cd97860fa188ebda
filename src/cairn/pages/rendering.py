"""HTML of a body with the house's icons, words and files; made once for each version and stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext

from cairn.documents import Adf, RenderContext, block_to_html, find_nodes, to_html, without_prompts
from cairn.pages.file_types import file_note
from cairn.pages.models import Attachment
from cairn.pages.pictures import srcset
from cairn.ui import icons

# Names of documents.RenderContext → the house's set.
ICONS = {
    "info": "info", "note": "file-text", "tip": "star", "warning": "triangle-alert", "error": "octagon-x",
    "success": "circle-check", "decision": "scale", "expand": "chevron-right", "file": "paperclip",
}  # fmt: skip


def render(body: Adf) -> str:
    """The body as HTML that is safe to show as it is, without the prompts for its writer."""
    body = without_prompts(body)
    return to_html(body, context=reading_context(body))


def render_with_prompts(body: Adf) -> str:
    """The same with the prompts shown: what somebody who writes will find."""
    return to_html(body, context=replace(reading_context(body), prompts=True))


def reading_context(body: Adf) -> RenderContext:
    """The house's icons, words and files for rendering `body`."""
    return replace(_CONTEXT, media_note=_notes_on_files(body))


def render_part(node: Adf) -> str:
    """What one node holds, by itself: the blocks of an excerpt or a table cell, the words of an inline excerpt."""
    if node["type"] == "inlineExtension":
        return escape(str(node["attrs"].get("text") or ""))
    return block_to_html(node, context=replace(_CONTEXT, media_note=_notes_on_files(node)))


def media_url(attrs: Adf) -> str | None:
    """A media node of type "file" names an attachment by its key; the address carries a name for people only."""
    key, name = attrs.get("id"), str(attrs.get("alt") or "file").replace("/", "-")[:100]
    return reverse("attachment", args=[key, name]) if key and attrs.get("type") == "file" else None


def _notes_on_files(body: Adf) -> Callable[[Adf], str]:
    """ "PDF, 2.1 MB" for the files that stand in the text as such; one query, none for a text without files."""
    groups = [child for group in find_nodes(body, "mediaGroup") for child in group.get("content", ())]
    nodes = [*groups, *find_nodes(body, "mediaInline")]
    keys = {str(node.get("attrs", {}).get("id") or "") for node in nodes} - {""}
    found = Attachment.objects.filter(key__in=keys) if keys else ()
    notes = {each.key: file_note(each) for each in found}
    return lambda attrs: notes.get(str(attrs.get("id") or ""), "")


def _icon(name: str) -> str:
    return icons.svg(ICONS.get(name, "file-text"))


_CONTEXT = RenderContext(media_url=media_url, srcset=srcset, word=gettext, icon=_icon)
