"""The positions a framework offers, in its words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from cairn.decisions.frameworks.builtin import BUILTIN
from cairn.decisions.frameworks.definition import Definition
from cairn.decisions.models import Stance
from cairn.ui.lists import listed

NEEDS_REASON = (Stance.CONCERN, Stance.BLOCK)
ICONS = {"agree": "thumbs-up", "concern": "triangle-alert", "block": "octagon-x", "abstain": "minus"}

# What each position says, where a framework says nothing of its own.
HINTS = {
    "agree": _("Go ahead"),
    "concern": _("Worth knowing"),
    "block": _("Not like this"),
    "abstain": _("No view"),
}

# framework → position → what it says there.
OWN_HINTS = {
    "consent": {
        "agree": _("Safe enough to try"),
        "concern": _("Worth watching, no reason to stop"),
        "block": _("Harm I can name; stops it until resolved"),
        "abstain": _("I take no part"),
    },
    "consensus": {
        "agree": _("I stand behind it"),
        "concern": _("I can live with it, but hear this"),
        "block": _("Stops it until we find another way"),
        "abstain": _("Not mine, but I won’t stop it"),
    },
    "advice": {"agree": _("I would do it"), "concern": _("Weigh this first"), "abstain": _("Not mine to advise on")},
    "sense_check": {
        "agree": _("Worth going on with"),
        "concern": _("Something is off"),
        "abstain": _("I would need to know more"),
    },
}

# What a block does, in any other framework: as it closes.
BLOCK_HINTS = {
    "override": _("Not like this; going on takes a reason"),
    "resolve": _("Not like this; stops it until resolved"),
}


# How many took a position, in the words it has by default, and where a framework that came with Cairn has its own.
COUNTS = {
    "agree": ngettext_lazy("%(n)d agrees", "%(n)d agree", "n"),
    "concern": ngettext_lazy("%(n)d concern", "%(n)d concerns", "n"),
    "block": ngettext_lazy("%(n)d block", "%(n)d blocks", "n"),
    "abstain": ngettext_lazy("%(n)d abstains", "%(n)d abstain", "n"),
}
OWN_COUNTS = {
    "consent": {
        "agree": ngettext_lazy("%(n)d consents", "%(n)d consent", "n"),
        "block": ngettext_lazy("%(n)d objection", "%(n)d objections", "n"),
        "abstain": ngettext_lazy("%(n)d stands aside", "%(n)d stand aside", "n"),
    },
    "consensus": {
        "concern": ngettext_lazy("%(n)d reservation", "%(n)d reservations", "n"),
        "abstain": ngettext_lazy("%(n)d stands aside", "%(n)d stand aside", "n"),
    },
}

# What it does, whatever an admin has called it.
RENAMED_BLOCK_HINTS = {"override": _("Going on takes a reason"), "resolve": _("Stops it until resolved")}


@dataclass(frozen=True)
class StanceChoice:
    key: str
    word: str
    hint: str
    icon: str


def words_of(definition: Definition, stance: str) -> str:
    """What the framework calls it: "Objection" for a block, in consent."""
    return definition.words.get(stance) or str(Stance(stance).label)


def own_word(definition: Definition, stance: str) -> str:
    """Its word, where that is not the usual one: "Objection", and "" for a block that is called one."""
    return definition.words.get(stance, "")


def counted(definition: Definition, stance: str, count: int) -> str:
    """ "2 agree", "1 objection", and of a word that an admin chose "1 × Veto"."""
    own = OWN_COUNTS.get(definition.key, {}).get(stance)
    if is_renamed(definition, stance) or (own_word(definition, stance) and own is None):
        return f"{count} × {words_of(definition, stance)}"
    return str((own or COUNTS[stance]) % {"n": count})


def words_with_reason(definition: Definition) -> str:
    """Which positions take a reason: “Concern” and “Objection”."""
    return listed([f"“{words_of(definition, each)}”" for each in definition.stances if each in NEEDS_REASON])


def stance_choices(definition: Definition) -> list[StanceChoice]:
    return [
        StanceChoice(stance, words_of(definition, stance), hint_of(definition, stance), ICONS[stance])
        for stance in definition.stances
    ]


def hint_of(definition: Definition, stance: str) -> str:
    """What this position means for how it closes: a block does not do the same in consent and in DACI."""
    if is_renamed(definition, stance):
        return str(RENAMED_BLOCK_HINTS.get(definition.closing.blocks, "")) if stance == "block" else ""
    own = OWN_HINTS.get(definition.key, {}).get(stance)
    closing = BLOCK_HINTS.get(definition.closing.blocks) if stance == "block" else None
    return str(own or closing or HINTS[stance])


def is_renamed(definition: Definition, stance: str) -> bool:
    """An admin gave it another word than it came with: what was said of that need not be true of this."""
    came = next((each.words for each in BUILTIN if each.key == definition.key), {}).get(stance, "")
    return definition.words.get(stance, "") not in ("", came, gettext(came) if came else "")
