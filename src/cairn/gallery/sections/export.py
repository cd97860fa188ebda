"""The table for other programs, line by line however long it is: CSV for spreadsheets and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from cairn.gallery.sections.facts import FILLED, Fact, words_of
from cairn.gallery.sections.table import Table, section_url

CHUNK = 200


def rows(table: Table) -> Iterator[Sequence[object]]:
    """Its heads first."""
    heads = [_("Page"), _("Space"), _("Owner"), _("Labels"), _("Published")]
    yield [*heads, *(column.heading for column in table.shown), _("Lacks"), _("Address")]
    for fact, texts in _facts(table):
        lacks = [column.heading for column in table.shown if not texts[column.key]]
        yield [
            fact.page.title, fact.page.space.name, fact.owner.name if fact.owner else "", ", ".join(fact.labels),
            _published(fact), *(texts[column.key] for column in table.shown), ", ".join(lacks), _address(fact),
        ]  # fmt: skip


def json_lines(table: Table) -> Iterator[bytes]:
    head: dict[str, Any] = {
        "template": table.template.slug,
        "sections": [{"key": column.key, "heading": column.heading} for column in table.shown],
    }
    yield json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "pages": [\n'
    for number, (fact, texts) in enumerate(_facts(table)):
        yield (b",\n" if number else b"") + json.dumps(_page(table, fact, texts), ensure_ascii=False).encode()
    yield b"\n]}\n"


def _page(table: Table, fact: Fact, texts: dict[str, str]) -> dict[str, Any]:
    return {
        "id": fact.page.pk,
        "title": fact.page.title,
        "url": _address(fact),
        "space": fact.page.space.key,
        "owner": fact.owner.name if fact.owner else None,
        "labels": fact.labels,
        "published": _published(fact),
        "sections": {column.key: _section(fact, column.key, texts[column.key]) for column in table.shown},
    }


def _section(fact: Fact, key: str, text: str) -> dict[str, Any]:
    row = fact.sections.get(key)
    return {
        "state": fact.state(key),
        "heading": row.heading if row else None,
        "text": text,
        "twice": bool(row and row.is_twice),
        "url": settings.BASE_URL + section_url(fact, key) if row else None,
    }


def _facts(table: Table) -> Iterator[tuple[Fact, dict[str, str]]]:
    for start in range(0, table.total, CHUNK):
        facts = table.found[start : start + CHUNK]
        words = words_of(facts, table.keys, "text")
        for fact in facts:
            yield fact, {k: words[fact.page.pk, k].text if fact.state(k) == FILLED else "" for k in table.keys}


def _published(fact: Fact) -> str:
    assert fact.page.published is not None
    return fact.page.published.at.astimezone(UTC).isoformat(timespec="seconds")


def _address(fact: Fact) -> str:
    return settings.BASE_URL + fact.page.get_absolute_url()
