"""What facets and columns are called: the one place that knows how states and roles are named."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.decisions.models import Status

ICONS = {
    "draft": "pencil",
    "running": "circle-dot",
    "decided": "circle-check",
    "superseded": "replace",
    "withdrawn": "ban",
}


def state_name(state: str) -> str:
    return str(Status(state).label)


def role_name(right: str) -> str:
    """What she may in a decision; frameworks call it differently."""
    names = {
        "mine": _("Any role of mine"),
        "drive": _("I drive"),
        "decide": _("I decide"),
        "asked": _("I am asked"),
        "informed": _("I am informed"),
    }
    return names.get(right, "")


ROLES = ("mine", "drive", "decide", "asked", "informed")
