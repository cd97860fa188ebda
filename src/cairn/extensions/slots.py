"""The places in stored HTML that are filled for each reader: as `documents.html.own.live_place` writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any

_SLOT = re.compile(
    r'<(?P<tag>div|span) class="ext-live" data-extension="(?P<key>[a-z]+)" data-parameters="(?P<given>[^"]*)"(?P<id> id="[^"]*")?>'
    r".*?</(?P=tag)>",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """`key` says what belongs here: children, include, report … `local_id` is that of its node, as the page's own text has it."""

    key: str
    given: dict[str, Any]
    is_inline: bool
    local_id: str = ""

    def number(self, name: str, otherwise: int) -> int:
        value = self.given.get(name)
        return int(value) if isinstance(value, int | float) and abs(value) < 2**53 else otherwise

    def words(self, name: str) -> str:
        value = self.given.get(name)
        return value[:200] if isinstance(value, str) else ""

    def list(self, name: str) -> tuple[str, ...]:
        value = self.given.get(name)
        found = [str(each).strip()[:100] for each in value[:20]] if isinstance(value, list) else []
        return tuple(each for each in found if each)


def slots_in(html: str) -> list[Slot]:
    """Every place, in reading order."""
    return [_slot(match) for match in _SLOT.finditer(html)] if 'class="ext-live"' in html else []


def fill(html: str, draw: Callable[[Slot], str]) -> str:
    """The HTML with each place drawn. Links to the place itself lead to where it begins."""
    return _SLOT.sub(lambda match: _anchor(match) + draw(_slot(match)), html)


def _anchor(match: re.Match[str]) -> str:
    return f'<span class="block-anchor"{match["id"]}></span>' if match["id"] else ""


def _slot(match: re.Match[str]) -> Slot:
    try:
        given = json.loads(unescape(match["given"]))
    except ValueError:
        given = {}
    local_id = (match["id"] or "").removeprefix(' id="b-').removesuffix('"')
    return Slot(match["key"], given if isinstance(given, dict) else {}, match["tag"] == "span", local_id)
