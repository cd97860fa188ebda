"""Everything that changes spaces and who is what in them."""

from cairn.spaces.operations.members import (
    add_space_member,
    adopt_space,
    change_space_member,
    leave_space,
    remove_space_member,
)
from cairn.spaces.operations.spaces import SpaceSettings, change_space, create_private_space, create_space

__all__ = [
    "SpaceSettings",
    "add_space_member",
    "adopt_space",
    "change_space",
    "change_space_member",
    "create_private_space",
    "create_space",
    "leave_space",
    "remove_space_member",
]
