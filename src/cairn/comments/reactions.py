"""The signs that people put under a comment, and who put which, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.comments.models import Reaction

# name → (emoji, what it says)
SIGNS: dict[str, tuple[str, str | Promise]] = {
    "agree": ("👍", gettext_lazy("Agreed")),
    "thanks": ("🙏", gettext_lazy("Thank you")),
    "love": ("❤️", gettext_lazy("Love it")),
    "joy": ("😄", gettext_lazy("That made me smile")),
    "thinking": ("🤔", gettext_lazy("Thinking about it")),
    "looking": ("👀", gettext_lazy("Looking into it")),
    "done": ("✅", gettext_lazy("Done")),
}


@dataclass(slots=True)
class Sign:
    """One sign under one comment with everybody who put it there, the first first."""

    name: str
    names: list[str] = field(default_factory=list)
    mine: bool = False

    @property
    def emoji(self) -> str:
        return SIGNS[self.name][0]

    @property
    def count(self) -> int:
        return len(self.names)

    @property
    def words(self) -> str:
        """ "Agreed: Ada and Ben"."""
        return f"{SIGNS[self.name][1]}: {get_text_list(self.names, _('and'))}"


def signs_of(reactions: Iterable[Reaction], user_id: int) -> dict[int, list[Sign]]:
    """Signs by comment, in the order of `SIGNS`; reactions in the order they were put, with their people."""
    found: dict[int, dict[str, Sign]] = {}
    for reaction in reactions:
        if reaction.sign not in SIGNS:
            continue
        sign = found.setdefault(reaction.comment_id, {}).setdefault(reaction.sign, Sign(reaction.sign))
        sign.names.append(reaction.by.name)
        sign.mine |= reaction.by_id == user_id
    order = list(SIGNS)
    return {pk: sorted(signs.values(), key=lambda sign: order.index(sign.name)) for pk, signs in found.items()}
