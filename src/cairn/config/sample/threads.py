"""What the sample's people said to each other on its pages."""

from cairn.comments.models import Thread
from cairn.comments.operations import reply_to_thread, resolve_thread, start_thread
from cairn.core.clock import back
from cairn.pages.models import Page
from cairn.people.models import User


def make_threads(pages: dict[str, Page], payments: Page, people: dict[str, User]) -> None:
    """Three open, one resolved."""
    ines, teo, mira, kofi, yuna, dario = (people[name] for name in ("Ines", "Teo", "Mira", "Kofi", "Yuna", "Dario"))
    plan, handbook = pages["PRODUCT/20-this-quarter.md"], pages["HANDBOOK/10-how-we-decide.md"]
    vote = _say(handbook, kofi, 700, "We no longer vote.", "Not even about lunch?")
    _answer(vote, ines, 690, "Lunch is reversible within a day.")
    gloves = _say(plan, teo, 150, "in the dark, in gloves", "Three skippers is few. Is one of them left-handed?")
    _answer(gloves, mira, 140, "Good question, and yes: the one from the northern line.")
    with back(hours=139):
        resolve_thread(gloves, by=teo)
    names = _say(payments, dario, 22, "today we know nobody's name", DARIO)
    _answer(names, mira, 18, "Two of the lines already keep that list on paper. @Kofi Brandt, would it fit?")
    _answer(names, kofi, 3, "Yes. We would store the number and a year, nothing else.")
    _say(plan, yuna, 2, "Two lines will be disappointed", YUNA)


DARIO = "This is worth a lot. Could a yearly card be a number that only the line can turn into a name?"
YUNA = "One of them wrote to me again today. When can I tell them that we will have decided?"


def _say(page: Page, by: User, hours_ago: float, quote: str, words: str) -> Thread:
    with back(hours=hours_ago):
        return start_thread(page, by=by, quote=quote, body=words)


def _answer(thread: Thread, by: User, hours_ago: float, words: str) -> None:
    with back(hours=hours_ago):
        reply_to_thread(thread, by=by, body=words)
