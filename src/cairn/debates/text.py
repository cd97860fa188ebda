"""What a page's text says of its debates, and what people type into them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from cairn.core.errors import Invalid
from cairn.debates.models import ARGUMENT_LENGTH, MOST_SOURCES, SOURCE_LENGTH, STATEMENT_LENGTH
from cairn.documents import Adf, find_nodes
from cairn.documents.own import own_key, parameters
from cairn.pages.models import Page

LONGEST_URL = 2000


@dataclass(frozen=True, slots=True)
class Statement:
    """A node of the text: `closes` as it stands there, `closes_at` what that means."""

    local_id: str
    words: str
    closes: str = ""

    @property
    def closes_at(self) -> datetime | None:
        return read_instant(self.closes)


def statements_of(page: Page) -> list[Statement]:
    """The debates in the published text, in reading order."""
    body: Adf = page.published.body if page.published else {}
    found = [node for node in find_nodes(body, "extension") if own_key(node) == "debate"] if body else []
    return [
        statement(str(node["attrs"]["localId"])[:64], parameters(node))
        for node in found
        if node["attrs"].get("localId")
    ]


def statement(local_id: str, given: dict[str, Any]) -> Statement:
    words, closes = given.get("statement"), given.get("closes")
    said = " ".join(words.split())[:STATEMENT_LENGTH] if isinstance(words, str) else ""
    return Statement(local_id, said, closes[:40] if isinstance(closes, str) else "")


def read_instant(text: str) -> datetime | None:
    """ "2026-12-04T16:00:00Z", or None for whatever is no instant with a zone."""
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if instant.tzinfo is None or not 1970 < instant.year < 3000:
        return None
    return instant.astimezone(UTC)


def clean_argument(text: str) -> str:
    words = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    if not words:
        raise Invalid(_("The argument is empty. Write what speaks for or against, then send it."))
    if len(words) > ARGUMENT_LENGTH:
        raise Invalid(
            _("An argument has %(most)d letters at most; yours has %(have)d. Your text is kept: make two of it.")
            % {"most": ARGUMENT_LENGTH, "have": len(words)}
        )
    return words


def read_sources(text: str) -> list[tuple[str, str]]:
    """A link a line, with its title before or behind it: [(address, title)]. Raises Invalid for a line without one."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_SOURCES:
        raise Invalid(
            _("An argument has %(most)d sources at most. Your text is kept; leave some out.") % {"most": MOST_SOURCES}
        )
    found = []
    for words in lines:
        address = next((word for word in words if _is_address(word)), None)
        if address is None:
            raise Invalid(
                _("“%(line)s” is no link. Begin with https:// or with the address of a page here. Your text is kept.")
                % {"line": " ".join(words)[:80]}
            )
        title = " ".join(word for word in words if word is not address).strip("–-—:| ")
        found.append((address, title[:SOURCE_LENGTH]))
    return list(dict(found).items())


def _is_address(word: str) -> bool:
    if len(word) > LONGEST_URL:
        return False
    try:
        parts = urlsplit(word)
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return bool(parts.hostname) and not parts.username
    return not parts.scheme and not parts.netloc and parts.path.startswith("/pages/")


def host_of(url: str) -> str:
    """What a link without a title is called: "example.org", or the path of a page here."""
    parts = urlsplit(url)
    return (parts.hostname or parts.path).removeprefix("www.")
