"""Which program wrote a piece of HTML, by the marks that it leaves."""

from __future__ import annotations

import re

_SIGNS = (
    ("excel", r'office:excel|content="?Excel\.Sheet'),
    ("word", r'office:word|content="?Word\.Document|class="?Mso|mso-list|class="[^"]*ListContainerWrapper'),
    ("sheets", r"google-sheets-html-origin|data-sheets-(root|value)"),
    ("docs", r"docs-internal-guid"),
    ("confluence", r"confluence-|<ac:|data-panel-type=|data-prosemirror-node-name=|inline-task-list"),
    ("notion", r'notionvc|class="[^"]*\b(to-do-list|callout|toggle|notion-[\w-]+)\b'),
    ("writer", r'content="(Libre|Open)Office'),
)
_COMPILED = [(name, re.compile(sign, re.IGNORECASE)) for name, sign in _SIGNS]
BY_HAND = frozenset({"word", "excel", "docs", "sheets", "confluence", "writer"})
"""Programs in which a person chose the colours and the alignment; on other pages they belong to the site."""


def of(html: str) -> str:
    return next((name for name, sign in _COMPILED if sign.search(html)), "web")
