"""Who takes which role, and until when."""

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Invalid
from cairn.decisions.guard import lock_for_change
from cairn.decisions.models import Decision, RoleHolder, Status
from cairn.decisions.roles import Roles, Setup, blind, expand, members_of
from cairn.people.actors import Actor
from cairn.people.models import Team, User
from cairn.ui.lists import listed

FIELD_OF = {"driver": "driver", "approver": "approvers", "contributor": "contributors", "informed": "informed"}


def set_up_decision(decision: Decision, *, by: Actor, setup: Setup) -> Decision:
    """Replace roles and due instant.

    In a draft anything may still be missing. A running decision keeps a Driver, an Approver and a due instant, and
    whoever is tagged anew is told (`people` of the event). Raises Invalid with a reason for each field.
    """
    with atomic():
        decision = lock_for_change(decision, by=by)
        before = Roles.of(decision)
        due_before = decision.due_at
        running = decision.status == Status.RUNNING
        refuse(wrong_in(setup, decision) | (missing_in(setup) | blind_in(setup, decision) if running else {}))
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
        )
    return decision


def write(setup: Setup, decision: Decision) -> None:
    """Make the rows say what `setup` says; rows that stay keep their id."""
    wanted = [(role, holder) for role, holders in setup.holders().items() for holder in holders]
    rows = list(decision.role_holders.all())
    keys = {(role, isinstance(holder, Team), holder.pk): (role, holder) for role, holder in wanted}
    have = {(row.role, row.team_id is not None, row.team_id or row.user_id): row for row in rows}
    RoleHolder.objects.filter(pk__in=[row.pk for key, row in have.items() if key not in keys]).delete()
    for key, (role, holder) in keys.items():
        if key not in have:
            of = {"team": holder} if isinstance(holder, Team) else {"user": holder}
            RoleHolder.objects.create(decision=decision, role=role, **of)
    decision.due_at = setup.due_at
    decision.save(update_fields=["due_at"])


def current_setup(decision: Decision) -> Setup:
    """The setup as the rows have it."""
    held = Roles.of(decision).holders
    driver = next((holder for holder in held["driver"] if isinstance(holder, User)), None)
    return Setup(driver, held["approver"], held["contributor"], held["informed"], decision.due_at)


def wrong_in(setup: Setup, decision: Decision) -> dict[str, str]:
    """What can't be so even in a draft: field → reason."""
    problems = {}
    if setup.due_at is not None and setup.due_at != decision.due_at and setup.due_at <= now():
        problems["due_at"] = _("This instant is in the past. Pick a later instant.")
    for role, holders in setup.holders().items():
        gone = [holder.name for holder in holders if isinstance(holder, User) and not holder.is_active]
        if gone:
            problems[FIELD_OF[role]] = _("%(names)s no longer has an account here. Choose somebody else.") % {
                "names": listed(gone)
            }
    return problems


def missing_in(setup: Setup) -> dict[str, str]:
    """What a running decision can't be without: field → reason."""
    problems = {}
    if setup.driver is None:
        problems["driver"] = _("Somebody has to drive it. Choose one person.")
    if not expand(setup.approvers, members_of([who for who in setup.approvers if isinstance(who, Team)])):
        problems["approvers"] = _("Nobody could decide. Choose at least one Approver.")
    if setup.due_at is None:
        problems["due_at"] = _("Without an end nobody knows when to answer. Pick a day and an hour.")
    elif setup.due_at <= now():
        problems["due_at"] = _("This instant is in the past. Pick a later instant.")
    return problems


def blind_in(setup: Setup, decision: Decision) -> dict[str, str]:
    """Tagged people who would not see the page: field → their names and what to do."""
    problems = {}
    for role, holders in setup.holders().items():
        people = expand(holders, members_of([holder for holder in holders if isinstance(holder, Team)]))
        unseeing = blind(people, decision.page)
        if unseeing:
            problems[FIELD_OF[role]] = _(
                "%(names)s can’t see this page. Give them access to %(space)s (or to this page), or leave them out."
            ) % {"names": listed([user.name for user in unseeing]), "space": decision.page.space.name}
    return problems


def refuse(problems: dict[str, str]) -> None:
    """Raise what is wrong, if anything is."""
    if problems:
        raise Invalid(
            _("Nothing was saved yet; what you entered is kept below. %(reasons)s")
            % {"reasons": " ".join(problems.values())},
            fields=problems,
        )
