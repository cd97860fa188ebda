"""Smart cards: what a link to one of our pages says about it, to who may see it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cairn.pages.kinds import Facts, kind_of, kinds
from cairn.pages.models import Page
from cairn.people.models import User

_PATH = re.compile(r"^/pages/(\d{1,18})/")
_LINK = re.compile(r'<a\b[^>]*\bdata-card="(\w+)"[^>]*>.*?</a>', re.DOTALL)
_HREF = re.compile(r'\bhref="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Card:
    """A page as a link shows it; `is_hidden` says that there is nothing she may know."""

    url: str
    title: str
    kind: str = ""
    icon: str = "file-text"
    status: str = ""
    tone: str = ""
    outcome: str = ""
    number: str = ""
    is_hidden: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def page_id(url: str) -> int | None:
    """The page that an address of this workspace leads to, or None for any other address."""
    parts = urlsplit(url)
    if parts.netloc and parts.netloc != urlsplit(settings.BASE_URL).netloc:
        return None
    found = _PATH.match(parts.path)
    return int(found[1]) if found else None


def cards_for(user: User, urls: Iterable[str]) -> dict[str, Card]:
    """Cards for those of `urls` that lead to pages, in one query and one more for each kind among them."""
    wanted = {url: pk for url in urls if (pk := page_id(url)) is not None}
    pages = {page.pk: page for page in Page.objects.visible_to(user).filter(pk__in=set(wanted.values()))}
    facts: dict[int, Facts] = {}
    for name in {page.kind for page in pages.values()} & set(kinds()):
        facts.update(kinds()[name].card([page.pk for page in pages.values() if page.kind == name]))
    return {url: _card(url, pages.get(pk), facts.get(pk, Facts())) for url, pk in wanted.items()}


def _card(url: str, page: Page | None, facts: Facts) -> Card:
    if page is None:
        return Card(url, _("A page you can't see"), icon="lock", is_hidden=True)
    kind = kind_of(page)
    return Card(
        url=url, title=str(page), kind=str(kind.label), icon=kind.icon, status=facts.status, tone=facts.tone,
        outcome=facts.outcome, number=facts.number,
    )  # fmt: skip


def overlay(html: str, user: User) -> str:
    """The stored HTML with today's cards in it. Costs nothing where the page links none."""
    if "data-card=" not in html:
        return html
    links = {match[0]: match for match in _LINK.finditer(html)}
    hrefs = {link: found[1].replace("&amp;", "&") for link in links if (found := _HREF.search(link))}
    cards = cards_for(user, hrefs.values())

    def shown(match: re.Match[str]) -> str:
        card = cards.get(hrefs.get(match[0], ""))
        if card is None:
            return match[0]
        return render_to_string("pages/_card.html", {"card": card, "shape": match[1]}).strip()

    return _LINK.sub(shown, html)
