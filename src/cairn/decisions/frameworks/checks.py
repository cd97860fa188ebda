"""What a framework has to be, so that a decision by it can start and end. Pure: a definition in, field → reason out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cairn.decisions.frameworks.definition import APPROVALS, BALLOTS, BLOCKS, RIGHTS, STANCES, Definition, RoleDef

NAME_LENGTH = 60
SUMMARY_LENGTH = 300
LABEL_LENGTH = 40
ROLES_MOST = 10
PEOPLE_MOST = 1000
DOTS_MOST = 100
SCORE_MOST = 100

Problems = Iterator[tuple[str, str]]


def problems_of(definition: Definition) -> dict[str, str]:
    """Field → what is wrong and what to do; the first reason for each. Empty when it can be used."""
    found: dict[str, str] = {}
    for check in (_words, _roles, _each_role, _answers, _closing):
        for field, reason in check(definition):
            found.setdefault(field, reason)
    return found


def _words(it: Definition) -> Problems:
    if not it.name:
        yield "name", _("Give it a name that people will recognise.")
    if len(it.name) > NAME_LENGTH:
        yield "name", _("A name holds %(limit)d characters. Shorten it.") % {"limit": NAME_LENGTH}
    if len(it.summary) > SUMMARY_LENGTH:
        yield "summary", _("Say it in %(limit)d characters: it stands beside the name.") % {"limit": SUMMARY_LENGTH}


def _roles(it: Definition) -> Problems:
    drivers = [role for role in it.roles if "drive" in role.may]
    deciders = [role for role in it.roles if "decide" in role.may]
    voices = [role for role in it.roles if "voice" in role.may]
    if len(it.roles) > ROLES_MOST:
        yield "roles", _("Nobody remembers more than %(most)d roles. Leave some out.") % {"most": ROLES_MOST}
    if len(drivers) != 1:
        names = ", ".join(role.label for role in drivers) or _("none")
        yield "roles", _("Exactly one role drives the decision; now it is %(names)s.") % {"names": names}
    elif drivers[0].minimum < 1:
        yield _at(it, drivers[0], "minimum"), _("Somebody has to drive it: at least 1.")
    if not deciders and not it.is_ballot:
        yield "roles", _("At least one role has to decide, or choose a ballot that does.")
    elif deciders and not any(role.minimum for role in deciders):
        yield _at(it, deciders[0], "minimum"), _("Somebody has to decide: at least 1.")
    if it.is_ballot and not voices:
        yield "roles", _("At least one role needs a voice, or nobody could vote.")
    twice = [label for label, count in Counter(role.label.casefold() for role in it.roles).items() if count > 1]
    for role in it.roles:
        if role.label.casefold() in twice:
            yield _at(it, role, "label"), _("Two roles have this name. Rename one.")


def _each_role(it: Definition) -> Problems:
    for role in it.roles:
        if max(len(role.label), len(role.plural)) > LABEL_LENGTH:
            yield _at(it, role, "label"), _("A role’s name holds %(limit)d characters.") % {"limit": LABEL_LENGTH}
        if len(role.explained) > SUMMARY_LENGTH:
            yield _at(it, role, "explained"), _("Say it in %(limit)d characters.") % {"limit": SUMMARY_LENGTH}
        if not role.may or not role.may <= set(RIGHTS):
            yield _at(it, role, "may"), _("Choose what this role may do, or take it out.")
        elif "informed" in role.may and len(role.may) > 1:
            yield _at(it, role, "may"), _("“Is told” is for those who do nothing else; the others are told anyway.")
        if not 0 <= role.minimum <= PEOPLE_MOST:
            yield _at(it, role, "minimum"), _("From 0 to %(most)d.") % {"most": PEOPLE_MOST}
        if role.maximum is not None and not max(1, role.minimum) <= role.maximum <= PEOPLE_MOST:
            yield _at(it, role, "maximum"), _("At least as many as it needs, or leave it empty for no limit.")


def _answers(it: Definition) -> Problems:
    if it.ballot not in BALLOTS:
        yield "ballot", _("Choose how people answer.")
    if it.ballot == "stance" and ("agree" not in it.stances or len(it.stances) < 2):
        yield "stances", _("People need “agree” and at least one other answer.")
    if not set(it.stances) <= set(STANCES):
        yield "stances", _("Choose among the answers offered.")
    if any(len(word) > LABEL_LENGTH for word in it.words.values()):
        yield "stances", _("An answer holds %(limit)d characters.") % {"limit": LABEL_LENGTH}
    if not 1 <= it.dots <= DOTS_MOST:
        yield "dots", _("From 1 to %(most)d dots for each person.") % {"most": DOTS_MOST}
    lowest, highest = it.scale
    if not 0 <= lowest < highest <= SCORE_MOST:
        yield "scale", _("The highest score is above the lowest; both from 0 to %(most)d.") % {"most": SCORE_MOST}


def _closing(it: Definition) -> Problems:
    closing = it.closing
    if closing.approvals not in APPROVALS:
        yield "approvals", _("Choose whose yes it takes.")
    elif closing.approvals != "none" and not any("decide" in role.may for role in it.roles):
        yield "approvals", _("No role decides here, so nobody can approve. Choose that the count decides.")
    if not 0 <= closing.quorum <= 100:
        yield "quorum", _("A share from 0 to 100 percent.")
    if closing.blocks not in BLOCKS:
        yield "blocks", _("Choose what happens to blocks.")


def _at(it: Definition, role: RoleDef, field: str) -> str:
    """The name of a role's field: "role-2-label"."""
    return f"role-{it.roles.index(role)}-{field}"
