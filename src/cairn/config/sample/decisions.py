"""Two decisions of the sample: one that is decided, one that waits for its people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from cairn.core.clock import back, now
from cairn.decisions.models import CriterionKind, Decision, Direction, Option
from cairn.decisions.operations.amend import amend_decision
from cairn.decisions.operations.cells import fill_cell
from cairn.decisions.operations.outcome import Effect, record_outcome
from cairn.decisions.operations.position import take_position
from cairn.decisions.operations.spin_up import spin_up_decision
from cairn.decisions.operations.start import start_decision
from cairn.decisions.operations.table import add_criterion, add_option, rename_option
from cairn.decisions.operations.triggers import Trigger, add_trigger
from cairn.decisions.roles import Setup
from cairn.decisions.table.measure import Measure
from cairn.pages.models import Page
from cairn.people.models import User


@dataclass(frozen=True)
class Choice:
    """An option with its cells: cost, upside, pros, cons, risk, effort, and what this decision asks besides."""

    title: str
    cells: tuple[str, ...]


KEEP = [
    Choice(
        "Every phone keeps all timetables",
        (
            "€9,000",
            "27 of 58 late announcements",
            "61 KB; works for lines never opened",
            "A wrong one stays",
            "2",
            "3",
            "27",
        ),
    ),
    Choice(
        "Keep only the lines that were opened",
        ("€6,000", "Perhaps 15 of 58", "Even smaller", "Empty exactly for those who travel rarely", "3", "2", "15"),
    ),
    Choice(
        "Leave it as it is", ("€0", "None", "Nothing to maintain", "We know that it hurts, every day", "4", "1", "0")
    ),
]
PAY = [
    Choice(
        "Yearly cards in Tern, no single tickets",
        (
            "€18,000",
            "70 % of trips on the smallest line",
            "No refunds, no cash, one payment a year",
            "Queues stay",
            "2",
            "3",
            "9",
        ),
    ),
    Choice(
        "Single tickets through a provider's page",
        ("€52,000", "Boarding in six minutes", "What the lines ask for", "", "4", "5", "6"),
    ),
    Choice(
        "Leave it as it is",
        ("€0", "", "We stay out of money and names", "Two lines leave us by the autumn", "3", "1", "11"),
    ),
]
SPARED = Measure(CriterionKind.NUMBER, "", Direction.MORE, 3)
BOARDING = Measure(CriterionKind.NUMBER, "min", Direction.LESS, 3)

YUNA = "People will trust an old timetable. Its age has to stand beside every time, not in a corner."
DARIO = "A yearly card needs a name and perhaps an address. Who can see them, and for how long?"
OUTCOME = (
    "Every phone keeps the timetables of all lines and shows beside each time how old it is. Reception is gone for up "
    "to 31 minutes where people need us most, and all lines together are smaller than three map tiles. We knowingly "
    "accept that a phone without reception can't learn that a timetable has changed; saying its age honestly is the "
    "best we can do there."
)

EFFECT = "Late announcements about lines without reception fall from 27 to under 10 a month."
CHECK = "Mira counts them in the log of announcements, as she did for this page."
AMENDMENT = "Timetables older than thirty days are shown in grey, with “may be out of date” in words."
BECAUSE = "Two people waited for a bus that had been taken off; the age alone did not stop them."


def make_decisions(pages: dict[str, Page], people: dict[str, User]) -> Decision:
    """Returns the one that is running."""
    _decided(pages["PRODUCT/30-offline-timetables.md"], people)
    return _running(pages["PRODUCT/40-taking-payments.md"], people)


def _decided(source: Page, people: dict[str, User]) -> None:
    ines, teo, kofi, mira, yuna = (people[name] for name in ("Ines", "Teo", "Kofi", "Mira", "Yuna"))
    with back(days=14):
        decision = spin_up_decision(source.space, by=teo, title="How should phones keep timetables?", source=source)
        add_criterion(decision, by=teo, name="Late announcements it spares", measure=SPARED)
        options = _lay_out(decision, KEEP, by=teo)
        setup = Setup.daci(teo, [ines], [kofi, mira, yuna], [people["Dario"]], now() + timedelta(days=5))
        start_decision(decision, by=teo, setup=setup)
    with back(days=13):
        take_position(decision, by=kofi, stance="agree", reason="61 KB is nothing. I would rather store too much.")
    with back(days=12):
        take_position(decision, by=yuna, stance="concern", reason=YUNA)
    with back(days=11):
        take_position(decision, by=mira, stance="agree", reason="If the age is shown as Yuna says. I have drawn it.")
    with back(days=10):
        effect = Effect(EFFECT, CHECK, (now() + timedelta(days=80)).date())
        record_outcome(decision, by=ines, option=options[0], statement=OUTCOME, effect=effect)
        add_trigger(decision, by=teo, trigger=Trigger("assumption", words="All timetables together stay below 1 MB"))
        add_trigger(decision, by=teo, trigger=Trigger("changed", page=source, is_material=True))
    with back(days=3):
        amend_decision(decision, by=teo, text=AMENDMENT, reason=BECAUSE)


def _running(source: Page, people: dict[str, User]) -> Decision:
    ines, teo, kofi, mira, dario = (people[name] for name in ("Ines", "Teo", "Kofi", "Mira", "Dario"))
    due = (now() + timedelta(days=4)).replace(hour=16, minute=0, second=0, microsecond=0)
    with back(days=1, hours=4):
        decision = spin_up_decision(source.space, by=mira, title="How do we start taking payments?", source=source)
        add_criterion(decision, by=mira, name="Boarding of a full ferry", measure=BOARDING)
        _lay_out(decision, PAY, by=mira)
        start_decision(decision, by=mira, setup=Setup.daci(mira, [ines], [teo, kofi, dario], [people["Yuna"]], due))
    with back(hours=20):
        take_position(
            decision, by=teo, stance="agree", reason="Yearly cards first. We learn what refunds mean, slowly."
        )
    with back(hours=6):
        take_position(decision, by=dario, stance="concern", reason=DARIO)
    with back(hours=3):
        rename_option(decision.options.order_by("position")[1], by=mira, title="Single tickets through a provider")
    return decision


def _lay_out(decision: Decision, choices: Sequence[Choice], *, by: User) -> list[Option]:
    """The decision's table says what `choices` say; it starts with two options and the criteria of every decision."""
    options = list(decision.options.order_by("position"))
    for number, choice in enumerate(choices):
        if number < len(options):
            options[number] = rename_option(options[number], by=by, title=choice.title)
        else:
            options.append(add_option(decision, by=by, title=choice.title))
        for criterion, value in zip(decision.criteria.order_by("position"), choice.cells, strict=True):
            if value:
                fill_cell(options[number], criterion, by=by, value=value, revision=0)
    return options
