"""Which passages of a published page have an open thread, over HTML that was stored when it was published."""

from __future__ import annotations

import re

from django.http import HttpRequest

from cairn.comments.panels import conversation_of
from cairn.pages.models import Page

MARK = re.compile(r'<mark class="annotation" data-annotation="(?P<id>[^"]*)">')


def passages(request: HttpRequest, page: Page, html: str) -> str:
    """Names the thread on the marks of open ones; marks of others stay plain text. Shares the rail's query."""
    if '<mark class="annotation"' not in html:
        return html
    threads = {talk.thread.annotation: talk.thread for talk in conversation_of(request, page).talks}

    def name(match: re.Match[str]) -> str:
        thread = threads.get(match["id"])
        if thread is None or thread.state != "open":
            return match[0]
        return f'{match[0][:-1]} data-thread="{thread.pk}">'

    return MARK.sub(name, html)
