"""Who looks after a decision once it was made."""

from cairn.decisions.models import Decision
from cairn.decisions.roles import Roles
from cairn.people.models import User


def keepers(decision: Decision) -> list[User]:
    """Whoever drove it and the owner of its page; where none of them is here any more, whoever decided."""
    roles = Roles.of(decision)
    found = roles.people_who("drive")
    owner = decision.page.owner
    if owner is not None and owner.is_active and owner not in found:
        found = [*found, owner]
    return found or roles.people_who("decide")
