"""What is expected of one reader of a running decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cairn.decisions.ballots.stances import words_of
from cairn.decisions.frameworks.definition import ASKED, SIGNS
from cairn.ui.lists import listed

if TYPE_CHECKING:
    from cairn.decisions.screen import Screen


@dataclass(frozen=True)
class Ask:
    """A sentence and where to do it."""

    words: str
    action: str = ""
    target: str = ""


def ask_of(screen: Screen) -> Ask | None:
    roles, me = screen.roles, screen.user
    if screen.my_differences:
        changed = _("Something changed after you took your position.")
        words = _("This is asked again. Does your position still hold?") if screen.my_differences.reopening else changed
        return Ask(words, _("Look at it"), "#position-changed")
    if screen.positions.is_hidden and screen.may_take_position:
        return Ask(_("Positions are hidden until you have taken yours."), _("Take a position"), "#position")
    if roles.has(me, SIGNS):
        role = next(iter(roles.labels_of(me, SIGNS)), "")
        return Ask(_("You decide this, as %(role)s.") % {"role": role}, _("Record the decision"), "#decide")
    if roles.has(me, ASKED) and screen.my_position is None:
        driver = next(iter(roles.people_who("drive")), screen.decision.start.by)
        if screen.definition.is_ballot:
            return Ask(_("%(who)s asks for your vote.") % {"who": driver.name}, _("Vote"), "#position")
        return Ask(_("%(who)s asks what you think.") % {"who": driver.name}, _("Take a position"), "#position")
    if roles.has(me, "drive") and not screen.positions.waiting_for and screen.positions.taken:
        return _blocked(screen) or _ready(screen)
    if roles.of_person(me) and not roles.has(me, "voice"):
        return Ask(_("You are informed: nothing to do. You will hear of the outcome."))
    return None


def _blocked(screen: Screen) -> Ask | None:
    """Everybody has spoken, and somebody is against it: what that means here."""
    rule, blocks = screen.definition.closing.blocks, screen.positions.blocks
    if not blocks or rule == "ignore":
        return None
    said = {"names": listed([said.user.name for said in blocks]), "word": words_of(screen.definition, "block")}
    words = _("Everybody has answered. Still open: “%(word)s” from %(names)s.") % said
    if rule == "resolve":
        return Ask(f"{words} {_('It can be decided once that is lifted.')}", _("Read why"), "#positions")
    if screen.may_decide:
        return Ask(f"{words} {_('Deciding in spite of it takes a reason.')}", _("Record the decision"), "#decide")
    names = listed([user.name for user in screen.roles.people_who("decide")])
    return Ask(f"{words} {_('%(names)s may decide in spite of it, with a reason.') % {'names': names}}")


def _ready(screen: Screen) -> Ask:
    """What whoever drives does once everybody has spoken and nothing stands in the way."""
    if unconfirmed := screen.positions.unconfirmed:
        names = listed([said.user.name for said in unconfirmed])
        return Ask(
            _("Everybody has answered; waiting for %(names)s to confirm.") % {"names": names},
            _("Read why"),
            "#positions",
        )
    if screen.may_decide:
        return Ask(_("Everybody has answered."), _("Record the decision"), "#decide")
    names = listed([user.name for user in screen.roles.people_who("decide")])
    return Ask(_("Everybody has answered. Now %(names)s can decide.") % {"names": names})
