"""The boxes of a published page as they stand now, over HTML that was stored when it was published."""

from __future__ import annotations

import re
from html import unescape

from django.http import HttpRequest
from django.template.loader import render_to_string

from cairn.action_items.models import ActionItem
from cairn.pages.models import Page
from cairn.people.http import signed_in

# As `documents.to_html` writes an action item: the opening tag, then its box.
ITEM = re.compile(
    r'<li class="action-item" data-local-id="(?P<key>[^"]*)" data-state="(?:DONE|TODO)"(?P<more>[^>]*)>'
    r'<input type="checkbox" disabled(?: checked)? aria-labelledby="(?P<label>[^"]*)">'
)


def boxes(request: HttpRequest, page: Page, html: str) -> str:
    """Each box in its current state, open to those who may tick it. One query, none for a page without boxes."""
    if '<li class="action-item"' not in html:
        return html
    rows = {item.local_id: item for item in ActionItem.objects.on_page(page)}
    user = signed_in(request)

    def redraw(match: re.Match[str]) -> str:
        item = rows.get(unescape(match["key"]))
        if item is None:
            return match[0]
        if item.carried_to:
            link = render_to_string("action_items/_carried.html", {"to": item.carried_to})
            return f"{match[0]}{link.strip()} "
        state = "DONE" if item.is_done else "TODO"
        may = bool(getattr(page, "may_edit", False)) or item.assignee_id == user.pk
        box = render_to_string("action_items/_box.html", {"item": item, "may": may, "label": match["label"]})
        if not item.is_done and not user.is_guest:
            box += render_to_string("action_items/_decide.html", {"item": item})
        return (
            f'<li class="action-item" data-local-id="{match["key"]}" data-state="{state}"{match["more"]}>{box.strip()}'
        )

    return ITEM.sub(redraw, html)
