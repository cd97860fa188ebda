"""Which framework fits? Four answers in, one proposal with its reason out. Plain rules, in the order they are tried."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

Words = str | Promise


@dataclass(frozen=True)
class Question:
    key: str
    words: Words
    answers: tuple[tuple[str, Words], ...]


@dataclass(frozen=True)
class Rule:
    """`needs`: question → answers it holds for, with "|" between; a question it leaves out does not matter."""

    key: str
    needs: dict[str, str]
    reason: Words


@dataclass(frozen=True)
class Proposal:
    key: str
    reason: str


QUESTIONS = (
    Question(
        "affected",
        lazy("How many people does it affect?"),
        (("few", lazy("A handful")), ("team", lazy("A team or two")), ("many", lazy("Many more"))),
    ),
    Question(
        "reversible",
        lazy("Can it be undone?"),
        (("yes", lazy("Easily")), ("no", lazy("Hardly, or at a price"))),
    ),
    Question(
        "decides",
        lazy("Who should decide?"),
        (
            ("one", lazy("One person")),
            ("group", lazy("A group, together")),
            ("all", lazy("Everybody, by a count")),
            ("unclear", lazy("Nobody knows yet")),
        ),
    ),
    Question(
        "disagreement",
        lazy("How much disagreement is there?"),
        (("little", lazy("Little")), ("some", lazy("Some")), ("much", lazy("A lot"))),
    ),
)

RULES = (
    Rule(
        "advice",
        {"decides": "one", "reversible": "yes", "affected": "few"},
        lazy("Few are affected and it can be undone: whoever takes it on asks those who know, and decides."),
    ),
    Rule(
        "advice",
        {"decides": "one", "reversible": "yes", "disagreement": "little"},
        lazy("It can be undone and nobody is against it: asking for advice is enough, sign-offs would only slow it."),
    ),
    Rule(
        "rapid",
        {"decides": "one", "reversible": "no", "affected": "many"},
        lazy(
            "Many are affected and there is no way back: name who must agree and who carries it out, beside who decides."
        ),
    ),
    Rule(
        "daci",
        {"decides": "one"},
        lazy("One person decides, and others know things that matter: DACI asks them all and keeps one last word."),
    ),
    Rule(
        "consensus",
        {"decides": "group", "reversible": "no", "affected": "few|team"},
        lazy("There is no way back and the group has to carry it together: take the time until all agree."),
    ),
    Rule(
        "consent",
        {"decides": "group", "reversible": "yes"},
        lazy("It can be undone: good enough for now and safe enough to try is all the group has to find."),
    ),
    Rule(
        "consent",
        {"decides": "group"},
        lazy("So many will hardly all agree. Asking for reasoned objections finds what would do harm."),
    ),
    Rule(
        "ranked",
        {"decides": "all", "disagreement": "much"},
        lazy("Opinions differ a lot: ranking finds what more than half can live with, even as a second choice."),
    ),
    Rule(
        "dots",
        {"decides": "all", "disagreement": "some", "reversible": "yes"},
        lazy("Opinions differ a little and it can be undone: dots show quickly where the energy is."),
    ),
    Rule(
        "score",
        {"decides": "all", "disagreement": "some"},
        lazy("There is no way back: scoring every option finds the one that is good for most and bad for few."),
    ),
    Rule("vote", {"decides": "all"}, lazy("Nearly everybody agrees: one vote each settles it.")),
    Rule(
        "sense_check",
        {"decides": "unclear", "disagreement": "little", "affected": "few|team"},
        lazy("Nobody objects so far: look at how people feel about it before you set up more."),
    ),
    Rule(
        "raci",
        {"decides": "unclear", "affected": "many"},
        lazy("Many are part of it and nobody knows whose it is: first say who does it and who answers for it."),
    ),
    Rule(
        "daci",
        {"decides": "unclear"},
        lazy("Nobody knows yet who decides: naming one Driver and one Approver is most of the work."),
    ),
)


def propose(answers: Mapping[str, str], offered: Collection[str]) -> Proposal | None:
    """The first rule that holds and whose framework is in `offered`; None until all four questions are answered."""
    if any(answers.get(question.key) not in dict(question.answers) for question in QUESTIONS):
        return None
    for rule in RULES:
        if rule.key in offered and all(answers[key] in wanted.split("|") for key, wanted in rule.needs.items()):
            return Proposal(rule.key, str(rule.reason))
    for first in offered:
        return Proposal(first, _("What would fit best is not offered in this workspace. This comes first here."))
    return None
