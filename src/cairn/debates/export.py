"""A page's debates in its text as a file: what was argued stands below each statement, as its reader may see it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.debates.screen import Column, Link, OnPage, Row, Screen
from cairn.debates.text import statement
from cairn.documents import Adf, from_markdown
from cairn.documents.own import own_key, parameters
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.ui.templatetags.ui import exactly


def written_out(page: Page, body: Adf, user: User) -> Adf:
    """The body with lists of arguments behind its debates; one without any costs no query."""
    on_page: list[OnPage] = []

    def behind(node: Adf) -> list[Adf]:
        if own_key(node) != "debate":
            return []
        if not on_page:
            on_page.append(OnPage(page, user))
        return _blocks(on_page[0].screen(statement(str(node["attrs"].get("localId")), parameters(node))))

    return _with(body, behind)


def _with(node: Adf, behind: Any) -> Adf:
    if not node.get("content"):
        return node
    content = [each for child in node["content"] for each in (_with(child, behind), *behind(child))]
    return {**node, "content": content}


def _blocks(screen: Screen) -> list[Adf]:
    found: list[Adf] = []
    if (at := screen.debate.closes_at) is not None:  # in full: a file is read on other days, by others
        words = _("Closes %(when)s") if screen.is_open else _("Closed %(when)s")
        found.append(_paragraph(_text(words % {"when": exactly(at)})))
    for column in screen.columns:
        if column.rows:
            heading = _text(f"{column.side.label} ({len(column.rows)}, {_votes(column.votes)})", "strong")
            found += [_paragraph(heading), _list(column)]
    conclusion: Any = screen.conclusion
    if conclusion:
        heading = _text(f"{_('Conclusion')}: {conclusion.get_verdict_display()}", "strong")
        found += [_paragraph(heading), *from_markdown(conclusion.text).body["content"]]
    return found


def _list(column: Column) -> Adf:
    items = [{"type": "listItem", "content": [_argument(row)]} for row in column.rows]
    return {"type": "bulletList", "content": items}


def _argument(row: Row) -> Adf:
    words = " ".join(row.argument.text.split())
    parts = [_text(f"{words} — {row.argument.by.name}, {_votes(row.count)}")]
    for source in row.sources:
        parts += [_text(" · "), _link(source)]
    return _paragraph(*parts)


def _link(source: Link) -> Adf:
    marks = [{"type": "link", "attrs": {"href": source.url}}]
    return {"type": "text", "text": source.title or source.host or source.url, "marks": marks}


def _votes(n: int) -> str:
    return ngettext("%(n)d vote", "%(n)d votes", n) % {"n": n}


def _text(words: str, mark: str = "") -> Adf:
    return {"type": "text", "text": words, **({"marks": [{"type": mark}]} if mark else {})}


def _paragraph(*parts: Adf) -> Adf:
    return {"type": "paragraph", "content": list(parts)}
