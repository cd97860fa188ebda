"""Who takes which role, and until when."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Invalid
from cairn.decisions.doubles import without_doubles
from cairn.decisions.frameworks.definition import RoleDef
from cairn.decisions.guard import lock_for_change
from cairn.decisions.models import Decision, RoleHolder, SilencePolicy, Status
from cairn.decisions.roles import Roles, Setup, blind, expand, members_of
from cairn.people.actors import Actor
from cairn.people.models import Team, User
from cairn.ui.lists import listed


def field_of(role: str) -> str:
    """The name of a role's field in a form, and its key among the reasons of a refusal."""
    return f"role_{role}"


def set_up_decision(decision: Decision, *, by: Actor, setup: Setup) -> Decision:
    """Replace roles and due instant.

    In a draft anything may still be missing. A running decision keeps what its framework asks for and a due instant, and
    whoever is tagged anew is told (`people` of the event). Raises Invalid with a reason for each field.
    """
    with atomic():
        decision = lock_for_change(decision, by=by)
        before = Roles.of(decision)
        due_before = decision.due_at
        running = decision.status == Status.RUNNING
        refuse(wrong_in(setup, decision) | (missing_in(setup, decision) | blind_in(setup, decision) if running else {}))
        changed = [column for column, value in setup.settings.items() if getattr(decision, column) != value]
        write(setup, decision)
        after = Roles.of(decision)
        known = {user.pk for user in before.people()}
        record(
            "decision.changed",
            by=by,
            space_id=decision.page.space_id,
            page_id=decision.page_id,
            target_id=decision.pk,
            people=[row for row in after.as_data() if row["user_id"] not in known] if running else [],
            roles_changed=before.holders != after.holders,
            due_at=setup.due_at.isoformat() if setup.due_at else None,
            due_changed=setup.due_at != due_before,
            settings=changed,
        )
    return decision


def write(setup: Setup, decision: Decision) -> None:
    """Make the rows say what `setup` says, without roles that add nothing (`doubles`); rows that stay keep their id."""
    setup = Setup(without_doubles(decision.definition, setup.holders), setup.due_at, setup.settings)
    wanted = [(role.key, holder) for role in decision.definition.roles for holder in setup.in_role(role.key)]
    rows = list(decision.role_holders.all())
    keys = {(role, isinstance(holder, Team), holder.pk): (role, holder) for role, holder in wanted}
    have = {(row.role, row.team_id is not None, row.team_id or row.user_id): row for row in rows}
    RoleHolder.objects.filter(pk__in=[row.pk for key, row in have.items() if key not in keys]).delete()
    for key, (role, holder) in keys.items():
        if key not in have:
            of = {"team": holder} if isinstance(holder, Team) else {"user": holder}
            RoleHolder.objects.create(decision=decision, role=role, **of)
    decision.due_at = setup.due_at
    for column, value in setup.settings.items():
        setattr(decision, column, value)
    decision.save(update_fields=["due_at", *setup.settings])


def current_setup(decision: Decision) -> Setup:
    """The setup as the rows have it."""
    return Setup(Roles.of(decision).holders, decision.due_at)


def wrong_in(setup: Setup, decision: Decision) -> dict[str, str]:
    """What can't be so even in a draft: field → reason."""
    problems = {}
    if setup.due_at is not None and setup.due_at != decision.due_at and setup.due_at <= now():
        problems["due_at"] = _("This instant is in the past. Pick a later instant.")
    for role in decision.definition.roles:
        holders = setup.in_role(role.key)
        gone = [holder.name for holder in holders if isinstance(holder, User) and not holder.is_active]
        if gone:
            problems[field_of(role.key)] = _("%(names)s no longer has an account here. Choose somebody else.") % {
                "names": listed(gone)
            }
        elif role.maximum is not None and len(_people(holders)) > role.maximum:
            problems[field_of(role.key)] = ngettext(
                "%(role)s is one person. Take the others out, or tag them in another role.",
                "%(role)s takes %(most)d people at most. Take some out, or tag them in another role.",
                role.maximum,
            ) % {"role": role.label, "most": role.maximum}
    return problems | wrong_silence(setup, decision) | wrong_blind(setup, decision)


def wrong_blind(setup: Setup, decision: Decision) -> dict[str, str]:
    """Whoever has spoken knew who would read it, and whoever has read can't unread."""
    changed = setup.settings.get("is_blind", decision.is_blind) != decision.is_blind
    if changed and decision.positions.exists():
        return {"is_blind": _("Somebody has taken a position already, so this stays as it was.")}
    return {}


def wrong_silence(setup: Setup, decision: Decision) -> dict[str, str]:
    """A stand-in who could not stand in."""
    if setup.settings.get("silence") != SilencePolicy.STAND_IN:
        return {}
    who = setup.settings.get("stand_in")
    if not isinstance(who, User):
        return {"stand_in": _("Say who stands in, or choose what else silence means.")}
    if blind([who], decision.page):
        return {"stand_in": _("%(name)s can’t see this page. Choose somebody who can.") % {"name": who.name}}
    return {}


def missing_in(setup: Setup, decision: Decision) -> dict[str, str]:
    """What a running decision can't be without: field → reason."""
    problems = {}
    for role in decision.definition.roles:
        if len(_people(setup.in_role(role.key))) < role.minimum:
            problems[field_of(role.key)] = _missing(role)
    if setup.due_at is None:
        problems["due_at"] = _("Without an end nobody knows when to answer. Pick a day and an hour.")
    elif setup.due_at <= now():
        problems["due_at"] = _("This instant is in the past. Pick a later instant.")
    return problems


def _missing(role: RoleDef) -> str:
    if role.minimum > 1:
        return _("At least %(least)d people have to be %(role)s. Choose more.") % {
            "least": role.minimum,
            "role": role.plural,
        }
    if "drive" in role.may:
        return _("Somebody has to drive it. Choose one person as %(role)s.") % {"role": role.label}
    if "decide" in role.may:
        return _("Nobody could decide. Choose at least one %(role)s.") % {"role": role.label}
    return _("Nobody would answer. Choose at least one %(role)s.") % {"role": role.label}


def blind_in(setup: Setup, decision: Decision) -> dict[str, str]:
    """Tagged people who would not see the page: field → their names and what to do."""
    problems = {}
    for role in decision.definition.roles:
        unseeing = blind(_people(setup.in_role(role.key)), decision.page)
        if unseeing:
            problems[field_of(role.key)] = _(
                "%(names)s can’t see this page. Give them access to %(space)s (or to this page), or leave them out."
            ) % {"names": listed([user.name for user in unseeing]), "space": decision.page.space.name}
    return problems


def _people(holders: Sequence[User | Team]) -> list[User]:
    return expand(holders, members_of([holder for holder in holders if isinstance(holder, Team)]))


def refuse(problems: dict[str, str]) -> None:
    """Raise what is wrong, if anything is."""
    if problems:
        raise Invalid(
            _("Nothing was saved yet; what you entered is kept below. %(reasons)s")
            % {"reasons": " ".join(problems.values())},
            fields=problems,
        )
