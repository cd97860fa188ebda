"""What the sample's people said to each other on its pages."""

from cairn.comments.operations import reply_to_thread, resolve_thread, start_thread
from cairn.pages.models import Page
from cairn.people.models import User


def make_threads(pages: dict[str, Page], payments: Page, people: dict[str, User]) -> None:
    """Two open, one resolved."""
    ines, teo, mira, kofi, yuna, dario = (people[name] for name in ("Ines", "Teo", "Mira", "Kofi", "Yuna", "Dario"))
    names = start_thread(
        payments,
        by=dario,
        quote="today we know nobody's name",
        body="This is worth a lot. Could a yearly card be a number that only the line can turn into a name?",
    )
    reply_to_thread(
        names, by=mira, body="Two of the lines already keep that list on paper. @Kofi Brandt, would it fit?"
    )
    reply_to_thread(names, by=kofi, body="Yes. We would store the number and a year, nothing else.")

    plan = pages["PRODUCT/20-this-quarter.md"]
    start_thread(
        plan,
        by=yuna,
        quote="Two lines will be disappointed",
        body="One of them wrote to me again today. When can I tell them that we will have decided?",
    )
    gloves = start_thread(
        plan, by=teo, quote="in the dark, in gloves", body="Three skippers is few. Is one of them left-handed?"
    )
    reply_to_thread(gloves, by=mira, body="Good question, and yes: the one from the northern line.")
    resolve_thread(gloves, by=teo)

    handbook = pages["HANDBOOK/10-how-we-decide.md"]
    vote = start_thread(handbook, by=kofi, quote="We no longer vote.", body="Not even about lunch?")
    reply_to_thread(vote, by=ines, body="Lunch is reversible within a day.")
