"""Two decisions of the handbook's people: one that took ten minutes in a room, and one that is voted on."""

from datetime import timedelta

from cairn.core.clock import back, now
from cairn.decisions.frameworks.queries import current_version
from cairn.decisions.models import Decision
from cairn.decisions.operations.ballot import cast_ballot
from cairn.decisions.operations.escalate import Meeting, end_room, escalate_decision, note_point
from cairn.decisions.operations.outcome import Effect, record_outcome
from cairn.decisions.operations.position import take_position
from cairn.decisions.operations.spin_up import spin_up_decision
from cairn.decisions.operations.start import start_decision
from cairn.decisions.operations.table import add_option, remove_criterion, rename_option
from cairn.decisions.roles import Setup
from cairn.documents import from_markdown
from cairn.people.models import User
from cairn.spaces.models import Space

NIGHT = """Last month a skipper called at night four times. Twice nobody answered for an hour.

Proposal: a phone that goes round, a week each, and whoever has it answers day and night.
"""
WAKING = "I would wake Teo at three for questions that can wait until seven. Nobody here said yes to that."
SAID = (
    "Three of the four calls came between two and seven in the morning in Oslo: that is Yuna's day. She answers then, "
    "and wakes somebody only when a boat can't sail. Kofi has the phone in his daytime, Mira in hers."
)
ANSWER = (
    "Whoever is awake answers: Yuna, then Kofi, then Mira, handed over in writing at the end of each day. Only a boat "
    "that can't sail wakes somebody. No phone goes round."
)
LUNCH = (
    "We meet on the ferry for the team day. The galley cooks one dish for all of us and has to know it a day before."
)
DISHES = ("Fish soup", "Pancakes", "Lentil stew")


def make_rounds(space: Space, people: dict[str, User]) -> None:
    _night(space, people)
    _lunch(space, people)


def _night(space: Space, people: dict[str, User]) -> None:
    """One reasoned objection; its room found something better than the proposal."""
    ines, teo, mira, kofi, yuna = (people[name] for name in ("Ines", "Teo", "Mira", "Kofi", "Yuna"))
    monday = 21 + now().weekday()  # nobody meets on a Sunday
    with back(days=monday):
        decision = _spin_up(space, ines, "Who answers when a boat calls at night?", "consent", NIGHT)
        options = list(decision.options.order_by("position"))
        for option, title in zip(options, ("A phone that goes round", "Whoever is awake"), strict=True):
            rename_option(option, by=ines, title=title)
        holders = {"proposer": [ines], "circle": [teo, mira, kofi, yuna]}
        start_decision(decision, by=ines, setup=Setup(holders, now() + timedelta(days=5)))
    with back(days=monday - 1):
        take_position(decision, by=kofi, stance="agree", reason="Fine with me. I would start in a week without nights.")
        take_position(decision, by=teo, stance="agree")
    with back(days=monday - 2):
        take_position(decision, by=yuna, stance="block", reason=WAKING)
        take_position(decision, by=mira, stance="agree")
    with back(days=monday - 3):
        room = escalate_decision(decision, by=ines, meeting=Meeting(now() + timedelta(hours=20), 10))
    with back(days=monday - 4):
        for item in room.agenda.all():
            note_point(item, by=ines, notes=SAID, revision=0)
        take_position(decision, by=yuna, stance="agree", reason="Like this, yes: my day is their night.")
        end_room(room, by=ines)
        effect = Effect(
            "No call of a boat waits longer than ten minutes.",
            "The log of the phone, once a month.",
            (now() + timedelta(days=90)).date(),
        )
        record_outcome(decision, by=ines, option=options[1], statement=ANSWER, effect=effect)


def _lunch(space: Space, people: dict[str, User]) -> None:
    """Reversible within a day, so it may be counted."""
    ines, teo, mira, kofi, yuna = (people[name] for name in ("Ines", "Teo", "Mira", "Kofi", "Yuna"))
    with back(hours=30):
        decision = _spin_up(space, kofi, "What do we eat on the boat?", "vote", LUNCH)
        options = list(decision.options.order_by("position"))
        dishes = [rename_option(option, by=kofi, title=dish) for option, dish in zip(options, DISHES, strict=False)]
        dishes += [add_option(decision, by=kofi, title=dish) for dish in DISHES[len(dishes) :]]
        due = (now() + timedelta(days=8)).replace(hour=12, minute=0, second=0, microsecond=0)
        holders = {"caller": [kofi], "voter": [ines, teo, mira, yuna]}
        start_decision(decision, by=kofi, setup=Setup(holders, due, {"silence": "consent"}))
    for hours, person, dish, reason in (
        (28, kofi, 0, "The galley is known for it."),
        (22, yuna, 2, "Everybody can eat it."),
        (9, ines, 2, ""),
    ):
        with back(hours=hours):
            cast_ballot(decision, by=person, marks={dishes[dish].pk: 1}, reason=reason)


def _spin_up(space: Space, by: User, title: str, framework: str, text: str) -> Decision:
    """Without criteria: what is asked here is not compared."""
    body = from_markdown(text).body
    decision = spin_up_decision(space, by=by, title=title, body=body, framework=current_version(framework))
    for criterion in decision.criteria.all():
        remove_criterion(criterion, by=by)
    return decision
