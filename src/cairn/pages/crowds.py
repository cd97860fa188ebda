"""Before a large team is told by what a page says: how many that would be, asked of whoever publishes it."""

from functools import partial

from cairn.documents import Adf, mentions
from cairn.pages.audience import readers
from cairn.pages.models import Page
from cairn.people.actors import Actor
from cairn.people.crowds import ask_first


def ask_before_telling(page: Page, body: Adf, *, by: Actor, agreed: int) -> None:
    """Raises AsksFirst where `body` newly names a team of more people than she has agreed to tell."""
    known = mentions(page.published.body) if page.published else []
    new = [each for each in mentions(body) if each not in known]
    ask_first(new, by, agreed=agreed, reach=partial(readers, page))
