"""Who does something: a person, or the system itself. No person never means "allowed"."""

from typing import Final

from cairn.people.models import User


class System:
    """Work that Cairn does on its own: jobs, imports at the terminal, migrations. May do what it is coded to do."""

    pk: None = None
    name: Final = "Cairn"

    def __repr__(self) -> str:
        return "SYSTEM"


SYSTEM: Final = System()

Actor = User | System


def user_of(actor: Actor) -> User | None:
    """The person behind `actor`, or None for the system: what a nullable `by` column stores."""
    return actor if isinstance(actor, User) else None
