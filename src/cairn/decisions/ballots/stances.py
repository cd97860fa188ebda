"""The positions a framework offers, in its words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cairn.decisions.frameworks.definition import Definition
from cairn.decisions.models import Stance

HINTS = {
    "agree": (_("Go ahead"), "thumbs-up"),
    "concern": (_("Worth knowing"), "triangle-alert"),
    "block": (_("Not like this"), "octagon-x"),
    "abstain": (_("No view"), "minus"),
}


@dataclass(frozen=True)
class StanceChoice:
    key: str
    word: str
    hint: str
    icon: str


def words_of(definition: Definition, stance: str) -> str:
    """What the framework calls it: "Objection" for a block, in consent."""
    return definition.words.get(stance) or str(Stance(stance).label)


def stance_choices(definition: Definition) -> list[StanceChoice]:
    return [
        StanceChoice(stance, words_of(definition, stance), str(HINTS[stance][0]), HINTS[stance][1])
        for stance in definition.stances
    ]
