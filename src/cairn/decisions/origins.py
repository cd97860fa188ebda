"""What a decision comes from: a page, a thread on it, or one of its action items, and what each gives it to begin with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn.action_items.loaders import action_item_for
from cairn.comments.loaders import thread_for
from cairn.core.ids import number
from cairn.decisions.background import background, passage
from cairn.decisions.words import first_line
from cairn.documents import to_text
from cairn.documents.types import Adf
from cairn.pages.loaders import page_for
from cairn.pages.models import TITLE_LENGTH, Page
from cairn.people.models import User

TITLE_WORDS = 90


@dataclass(frozen=True)
class Origin:
    """`about` is what the title says, `quote` the passage it is about, `question` what nobody has answered yet.

    `address` leads back to the very place. `key` and `pk` say it again in a form: `thread=12`.
    """

    page: Page
    key: str
    pk: int
    about: str
    address: str
    quote: str = ""
    question: str = ""

    @property
    def title(self) -> str:
        return (_("Decide: %(title)s") % {"title": self.about})[:TITLE_LENGTH]

    def body(self, *, quoted: bool) -> Adf:
        """The background: a whole page's published text, or the passage and the question. `quoted` False: a link only."""
        if self.key == "from":
            return background(self.page, quoted=quoted)
        words = (self.quote, self.question) if quoted else ("", "")
        return passage(self.address, *words, is_task=self.key == "item")


def origin_of(user: User, asked: Mapping[str, str]) -> Origin | None:
    """From `thread`, `item` or `from` (a page), ids. Raises Missing for what she may not see."""
    thread, item, page = (number(asked.get(key, "")) for key in ("thread", "item", "from"))
    if thread is not None:
        found = thread_for(user, thread)
        first = found.comments.order_by("pk").first()
        said = to_text(first.body).strip() if first and first.body and not first.deleted_at else ""
        about = first_line(_sentence(said) or found.quote, TITLE_WORDS) or found.page.title
        return Origin(found.page, "thread", found.pk, about, found.get_absolute_url(), found.quote, said)
    if item is not None:
        task = action_item_for(user, item)
        about = first_line(task.text, TITLE_WORDS)
        about = about[:1].upper() + about[1:]  # the words after somebody's name
        return Origin(task.page, "item", task.pk, about, task.get_absolute_url(), "", task.text)
    if page is not None:
        source = page_for(user, page)
        words = first_line(asked.get("about", ""), TITLE_WORDS)
        return Origin(source, "from", source.pk, words or source.title, source.get_absolute_url())
    return None


def _sentence(text: str) -> str:
    """The first sentence: up to the first "?", "!" or "." before a space."""
    return re.split(r"(?<=[?!.])\s", text, maxsplit=1)[0]
