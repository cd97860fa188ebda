"""HTML of a body with the house's icons, words and files; made once for each version and stored."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext

from cairn.documents import Adf, RenderContext, to_html
from cairn.ui import icons

# Names of documents.RenderContext → the house's set.
ICONS = {
    "info": "info", "note": "file-text", "tip": "star", "warning": "triangle-alert", "error": "octagon-x",
    "success": "circle-check", "decision": "scale", "expand": "chevron-right", "file": "paperclip",
}  # fmt: skip


def render(body: Adf) -> str:
    """The body as HTML that is safe to show as it is."""
    return to_html(body, context=_CONTEXT)


def _media_url(attrs: Adf) -> str | None:
    """A media node of type "file" names an attachment by its key; the address carries a name for people only."""
    key, name = attrs.get("id"), str(attrs.get("alt") or "file").replace("/", "-")[:100]
    return reverse("attachment", args=[key, name]) if key and attrs.get("type") == "file" else None


def _icon(name: str) -> str:
    return icons.svg(ICONS.get(name, "file-text"))


_CONTEXT = RenderContext(media_url=_media_url, word=gettext, icon=_icon)
