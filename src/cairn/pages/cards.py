"""Smart cards: what a link into this workspace says about what it leads to, to who may see it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from cairn.pages.kinds import Facts, kind_of, kinds
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.spaces.models import Space

_PATH = re.compile(r"^/pages/(\d{1,18})/")
_SPACE = re.compile(r"^/spaces/([A-Z][A-Z0-9]*)/$")
_LINK = re.compile(r'<a\b[^>]*\bdata-card="(\w+)"[^>]*>.*?</a>', re.DOTALL)
_HREF = re.compile(r'\bhref="([^"]*)"')
# What ties stored HTML to its own page: in another page it would be a second element of that name.
_TIES = re.compile(r' (?:id|data-annotation|data-local-id|aria-labelledby)="[^"]*"')
_MOST_EMBEDS = 12  # on one page; further ones are cards


@dataclass(frozen=True, slots=True)
class Card:
    """A page or space as a link shows it; `is_hidden` says that there is nothing she may know.

    `can_embed`: there is a published text that could stand in place of the link.
    """

    url: str
    title: str
    kind: str = ""
    icon: str = "file-text"
    status: str = ""
    tone: str = ""
    outcome: str = ""
    number: str = ""
    date: str = ""
    is_hidden: bool = False
    can_embed: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def page_id(url: str) -> int | None:
    """The page that an address of this workspace leads to, or None for any other address."""
    found = _PATH.match(own_path(url))
    return int(found[1]) if found else None


def own_path(url: str) -> str:
    """The path of an address of this workspace; empty for others."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    own = not parts.netloc or parts.netloc == urlsplit(settings.BASE_URL).netloc
    return parts.path if own and parts.scheme in ("", "http", "https") else ""


def cards_for(user: User, urls: Iterable[str]) -> dict[str, Card]:
    """Cards for those of `urls` that lead to pages and spaces: one query for each of both, and one for each kind."""
    asked = list(urls)
    wanted = {url: pk for url in asked if (pk := page_id(url)) is not None}
    pages = {page.pk: page for page in Page.objects.visible_to(user).filter(pk__in=set(wanted.values()))}
    facts: dict[int, Facts] = {}
    for name in {page.kind for page in pages.values()} & set(kinds()):
        facts.update(kinds()[name].card([page.pk for page in pages.values() if page.kind == name], user))
    found = {url: _card(url, pages.get(pk), facts.get(pk, Facts())) for url, pk in wanted.items()}
    return {**found, **_spaces_for(user, asked)}


def _spaces_for(user: User, urls: Iterable[str]) -> dict[str, Card]:
    keys = {url: found[1] for url in urls if (found := _SPACE.match(own_path(url)))}
    spaces = {each.key: each for each in Space.objects.visible_to(user).filter(key__in=keys.values())} if keys else {}
    return {
        url: Card(url, spaces[key].name, str(_("Space")), "folder", outcome=spaces[key].description)
        if key in spaces
        else _hidden(url, _("A space you can't see"))
        for url, key in keys.items()
    }


def _hidden(url: str, title: str) -> Card:
    return Card(url, title, icon="lock", is_hidden=True)


def _card(url: str, page: Page | None, facts: Facts) -> Card:
    if page is None:
        return _hidden(url, _("A page you can't see"))
    kind = kind_of(page)
    draft = "" if page.published_id else _("Draft")
    return Card(
        url=url, title=str(page), kind=str(kind.label), icon=kind.icon, status=facts.status or draft, tone=facts.tone,
        outcome=facts.outcome, number=facts.number, date=facts.date, can_embed=page.published_id is not None,
    )  # fmt: skip


def overlay(html: str, user: User) -> str:
    """The stored HTML with today's cards and embedded pages in it. Costs nothing where the page links none."""
    return _laid_over(html, user, embeds=True)


def embedded(user: User, url: str) -> str | None:
    """What stands in place of a link that embeds: the page's text, a locked placeholder; None for other addresses."""
    card = cards_for(user, [url]).get(url)
    return None if card is None else _shown(card, "embed", _texts(user, [url] if card.can_embed else []))


def _laid_over(html: str, user: User, *, embeds: bool) -> str:
    if "data-card=" not in html:
        return html
    links = {match[0]: match for match in _LINK.finditer(html)}
    hrefs = {link: unescape(found[1]) for link in links if (found := _HREF.search(link))}
    cards = cards_for(user, hrefs.values())
    wanted = [hrefs[link] for link, match in links.items() if match[1] == "embed" and link in hrefs]
    open_to_her = [url for url in wanted if url in cards and cards[url].can_embed]
    texts = _texts(user, open_to_her[:_MOST_EMBEDS]) if embeds else {}

    def shown(match: re.Match[str]) -> str:
        card = cards.get(hrefs.get(match[0], ""))
        return match[0] if card is None else _shown(card, match[1], texts)

    return _LINK.sub(shown, html)


def _shown(card: Card, shape: str, texts: dict[str, str]) -> str:
    if shape == "embed" and card.url in texts:
        return render_to_string("pages/_embed.html", {"card": card, "html": mark_safe(texts[card.url])}).strip()
    return render_to_string("pages/_card.html", {"card": card, "shape": shape}).strip()


def _texts(user: User, urls: list[str]) -> dict[str, str]:
    """The published text of the pages behind `urls`; what it embeds itself is a card, so that no ring is endless."""
    wanted = {url: page_id(url) for url in urls}
    if not wanted:
        return {}
    pages = Page.objects.visible_to(user).filter(pk__in=set(wanted.values()), published__isnull=False)
    stored = dict(pages.values_list("pk", "published__html"))
    return {
        url: _laid_over(_TIES.sub("", stored[pk]), user, embeds=False) for url, pk in wanted.items() if pk in stored
    }
