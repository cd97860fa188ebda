"""What the count says when a vote is closed."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core.errors import Invalid
from cairn.decisions.ballots.box import count_of
from cairn.decisions.models import BallotMark, Decision, Option


def decides_by_count(decision: Decision) -> bool:
    """People vote, and no role decides: whoever drives it records what came out."""
    it = decision.definition
    return it.is_ballot and not any("decide" in role.may for role in it.roles)


def counted(decision: Decision, option: Option | None, statement: str) -> tuple[Option | None, str]:
    """The option that won, and words for it where none were given. On a tie `option` says which of the equals it is.

    Other decisions come back as they went in. Raises Invalid with what the count says.
    """
    if not decides_by_count(decision):
        return option, statement
    options = list(decision.options.all())
    marks = BallotMark.objects.filter(position__decision=decision)
    result = count_of(decision.definition, options, list(marks))
    winners = [each for each in options if each.pk in result.winners]
    if not winners:
        words = _("Nobody has voted, so there is nothing to record. Wait, or withdraw the decision.")
        raise Invalid(words, fields={"option": words})
    if len(winners) > 1 and option not in winners:
        names = _(" and ").join(each.title for each in winners)
        words = _("It is a tie between %(names)s. Choose one of them, and say why.") % {"names": names}
        raise Invalid(words, fields={"option": words})
    chosen = option if option in winners and option else winners[0]
    if option is not None and option != chosen:
        words = _("The count says %(name)s. Record that, or leave the choice to the count.") % {"name": chosen.title}
        raise Invalid(words, fields={"option": words})
    return chosen, statement or _in_words(chosen, result.ballots)


def _in_words(chosen: Option, ballots: int) -> str:
    words = ngettext(
        "%(name)s: it won the vote, with %(n)d ballot.", "%(name)s: it won the vote, of %(n)d ballots.", ballots
    )
    return words % {"name": chosen.title, "n": ballots}
