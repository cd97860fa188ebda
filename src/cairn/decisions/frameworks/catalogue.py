"""The list of frameworks as people read it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from cairn.decisions.frameworks.definition import Definition, RoleDef
from cairn.decisions.models import Framework, FrameworkVersion


@dataclass(frozen=True)
class RoleLine:
    role: RoleDef
    count: str
    rights: str


@dataclass(frozen=True)
class Entry:
    """One framework in its newest version. `used` counts decisions by any of its versions."""

    framework: Framework
    version: FrameworkVersion
    used: int

    @property
    def definition(self) -> Definition:
        return self.version.definition

    @property
    def roles(self) -> list[RoleLine]:
        return [RoleLine(role, _count(role), _rights(role)) for role in self.definition.roles]

    @property
    def answers(self) -> str:
        """How people answer, in a sentence."""
        it = self.definition
        if it.ballot == "dots":
            return ngettext("Each person spreads %(n)d dot.", "Each person spreads %(n)d dots.", it.dots) % {
                "n": it.dots
            }
        if it.ballot == "scores":
            lowest, highest = it.scale
            return _("Each person scores every option from %(low)d to %(high)d.") % {"low": lowest, "high": highest}
        return {
            "stance": _("Each person takes a position, with a reason."),
            "choice": _("Each person picks one option."),
            "ranking": _("Each person ranks the options."),
        }[it.ballot]

    @property
    def closing(self) -> list[str]:
        """What closing takes, a sentence each."""
        it = self.definition
        words = [_approvals(it)]
        if it.closing.quorum:
            words.append(_("%(n)d %% of those with a voice have to answer.") % {"n": it.closing.quorum})
        if "block" in it.stances:
            words.append(str(_BLOCKS[it.closing.blocks]))
        if it.closing.questions:
            words.append(_("Open questions have to be answered first."))
        return words


def _approvals(it: Definition) -> str:
    if not any("decide" in role.may for role in it.roles):
        return _("The count decides.")
    return {
        "one": _("One of those who decide closes it."),
        "all": _("All who decide have to agree to the words of the outcome."),
        "none": _("It closes once nothing stands against it."),
    }[it.closing.approvals]


_BLOCKS = {
    "override": lazy("A block can be overridden, with a reason that stays."),
    "resolve": lazy("A block has to be resolved."),
    "ignore": lazy("A block is recorded and stops nothing."),
}


def _count(role: RoleDef) -> str:
    """ "exactly 1", "1 or more", "any number"."""
    if role.maximum is None:
        return _("%(n)d or more") % {"n": role.minimum} if role.minimum else _("any number")
    if role.maximum == role.minimum:
        return _("exactly %(n)d") % {"n": role.minimum}
    return _("%(least)d to %(most)d") % {"least": role.minimum, "most": role.maximum}


def _rights(role: RoleDef) -> str:
    words = {"drive": _("drives"), "decide": _("decides"), "voice": _("has a voice"), "informed": _("is told")}
    return ", ".join(word for right, word in words.items() if right in role.may)


def catalogue() -> tuple[list[Entry], list[Entry]]:
    """Those on offer, and the retired ones. One query."""
    rows = FrameworkVersion.objects.select_related("framework").order_by("framework__position", "framework", "number")
    newest: dict[int, FrameworkVersion] = {}
    used: dict[int, int] = {}
    for row in rows.annotate(used=Count("decisions")):
        newest[row.framework_id] = row
        used[row.framework_id] = used.get(row.framework_id, 0) + row.used
    entries = [Entry(row.framework, row, used[row.framework_id]) for row in newest.values()]
    offered = [entry for entry in entries if entry.framework.retired_at is None]
    return offered, [entry for entry in entries if entry.framework.retired_at is not None]
