"""Which decisions a text points at: by the address of their page, or by their number in a space."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cairn import documents
from cairn.documents.types import Adf
from cairn.pages.cards import own_path, page_id

_NUMBER = re.compile(r"^/spaces/([A-Z][A-Z0-9]*)/decisions/D-(\d{1,9})/?$")


@dataclass(frozen=True)
class Addresses:
    """`pages` are ids, `numbers` pairs of a space's key and a number; of decisions or not: nobody has asked yet."""

    pages: set[int] = field(default_factory=set)
    numbers: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, body: Adf) -> Addresses:
        found = cls()
        for url in documents.links(body):
            if (pk := page_id(url)) is not None:
                found.pages.add(pk)
            elif numbered := _NUMBER.match(own_path(url)):
                found.numbers.add((numbered[1], int(numbered[2])))
        return found
