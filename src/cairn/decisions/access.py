"""May she, in this decision? Each sentence here has its twin in `queries.py`; a table test holds them together."""

from cairn.decisions.models import Decision, Escalation, LogView, SilencePolicy, Status
from cairn.pages.access import can_comment, can_edit, can_view
from cairn.people.access import is_workspace_admin
from cairn.people.actors import Actor, System
from cairn.spaces.access import can_edit_in_space, can_manage_space, can_see_space
from cairn.spaces.models import Space


def can_see_decision(user: Actor, decision: Decision) -> bool:
    return can_view(user, decision.page)


def can_change_decision(user: Actor, decision: Decision) -> bool:
    """Roles, due, options, criteria and cells: whoever drives it and the page editors', until it is decided."""
    if decision.status.is_closed:
        return False
    return can_edit(user, decision.page) or (can_view(user, decision.page) and has_right(user, decision, "drive"))


def can_start(user: Actor, decision: Decision) -> bool:
    """Starting publishes the page, so it takes the right to publish."""
    return decision.status == Status.DRAFT and can_edit(user, decision.page)


def can_take_position(user: Actor, decision: Decision) -> bool:
    return _may_speak(user, decision) and has_right(user, decision, "voice")


def can_read_positions(user: Actor, decision: Decision) -> bool:
    """What others think: always, but in a blind decision that runs only once she has said what she thinks herself."""
    if not can_see_decision(user, decision):
        return False
    if not decision.is_blind or getattr(decision, "outcome", None) is not None:
        return True
    return not isinstance(user, System) and decision.positions.filter(user=user, silence=None).exists()


def can_decide(user: Actor, decision: Decision) -> bool:
    return _may_speak(user, decision) and may_close(user, decision)


def may_close(user: Actor, decision: Decision) -> bool:
    """Who decides; and once silence was counted as consent at this due instant, whoever drives it."""
    if has_right(user, decision, "decide"):
        return True
    return has_right(user, decision, "drive") and silence_consents(decision)


def silence_consents(decision: Decision) -> bool:
    due_at = decision.due_at
    if due_at is None or not decision.may_have("silences"):
        return False
    return decision.silences.filter(policy=SilencePolicy.CONSENT, due_at=due_at).exists()


def can_replace(user: Actor, decision: Decision) -> bool:
    """Name somebody in the place of one who left: whoever may change it, and admins who see it, so that it never waits
    for a person who is gone."""
    if decision.status.is_closed:
        return False
    return can_change_decision(user, decision) or (is_workspace_admin(user) and can_view(user, decision.page))


def can_escalate(user: Actor, decision: Decision) -> bool:
    """Call people into a room: whoever drives it, decides or may edit the page; the system, when silence says so."""
    if not _may_speak(user, decision):
        return False
    return can_edit(user, decision.page) or _leads(user, decision)


def can_host(user: Actor, room: Escalation) -> bool:
    """Move, end or cancel a room: its host, and whoever may call one. The system cancels what has become needless."""
    if isinstance(user, System):
        return True
    return can_view(user, room.page) and (user.pk == room.host_id or can_escalate(user, room.decision))


def can_take_notes(user: Actor, room: Escalation) -> bool:
    """While it is open: who is invited, and who could move it."""
    if isinstance(user, System) or not room.is_open or not can_view(user, room.page):
        return False
    return room.invited.filter(pk=user.pk).exists() or can_host(user, room)


def can_manage_frameworks(user: Actor) -> bool:
    """How decisions are made is the workspace admins' to define. There is one workspace, so no query is its twin."""
    return is_workspace_admin(user)


def can_amend(user: Actor, decision: Decision) -> bool:
    """Beside the outcome, once there is one: for those who drove and those who decided."""
    decided = decision.status == Status.DECIDED and can_view(user, decision.page)
    return decided and may_amend(user, decision)


def may_amend(user: Actor, decision: Decision) -> bool:
    """By her role, whether there is an outcome or not."""
    return has_right(user, decision, "drive") or has_right(user, decision, "decide")


def can_supersede(user: Actor, decision: Decision) -> bool:
    """Say what takes its place: whoever settles it, and people who may edit its page. The heir takes effect when decided."""
    if decision.status != Status.DECIDED or hasattr(decision, "supersession"):
        return False
    return tends(user, decision)


def can_take_back(user: Actor, decision: Decision) -> bool:
    """Say that nothing takes its place after all."""
    return hasattr(decision, "supersession") and settles(user, decision)


def can_withdraw(user: Actor, decision: Decision) -> bool:
    return decision.status in (Status.RUNNING, Status.DECIDED) and settles(user, decision)


def can_reopen(user: Actor, decision: Decision) -> bool:
    return decision.status in (Status.DECIDED, Status.WITHDRAWN) and settles(user, decision)


def can_tend(user: Actor, decision: Decision) -> bool:
    """Say when it is to be looked at again, and answer when that is: who settles it, and editors of its page."""
    if decision.status not in (Status.RUNNING, Status.DECIDED):
        return False
    return tends(user, decision)


def can_doubt(user: Actor, decision: Decision) -> bool:
    """Mark an assumption as broken: whoever may comment on it, or tends it."""
    if decision.status not in (Status.RUNNING, Status.DECIDED):
        return False
    return can_comment(user, decision.page) or can_tend(user, decision)


def tends(user: Actor, decision: Decision) -> bool:
    """Whatever its state: who settles it, and editors of its page."""
    return can_edit(user, decision.page) or settles(user, decision)


def settles(user: Actor, decision: Decision) -> bool:
    """Whatever its state: who drives it, who decides it, and admins of its space."""
    if not can_view(user, decision.page):
        return False
    tagged = has_right(user, decision, "drive") or has_right(user, decision, "decide")
    return tagged or can_manage_space(user, decision.page.space)


def has_right(user: Actor, decision: Decision, right: str) -> bool:
    """She holds a role with `right` ("drive", "decide", "voice" …), by herself or through a team. The system has none."""
    if isinstance(user, System):
        return False
    holders = decision.role_holders.filter(role__in=decision.definition.roles_that(right))
    return (holders.filter(user=user) | holders.filter(team__memberships__user=user)).exists()


def _may_speak(user: Actor, decision: Decision) -> bool:
    return decision.status == Status.RUNNING and can_view(user, decision.page)


def _leads(user: Actor, decision: Decision) -> bool:
    return has_right(user, decision, "drive") or has_right(user, decision, "decide")


def can_see_log_view(user: Actor, view: LogView) -> bool:
    if isinstance(user, System):
        return True
    seen = view.space is None or can_see_space(user, view.space)
    return seen and (view.owner_id == user.pk or view.shared_at is not None)


def can_change_log_view(user: Actor, view: LogView) -> bool:
    """Her own; a shared one as an admin of its space as well."""
    if isinstance(user, System):
        return True
    ruled = view.shared_at is not None and view.space is not None and can_manage_space(user, view.space)
    return can_see_log_view(user, view) and (view.owner_id == user.pk or ruled)


def can_share_log_view(user: Actor, space: Space | None) -> bool:
    """With a space that she edits; what she asks of the whole workspace stays hers."""
    return space is not None and can_edit_in_space(user, space)
