"""What a list can be narrowed by: facets, and the choices of each with how many it would leave."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One value of a facet: how many it would leave, and whether it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """`name` is the field in the address; `single`: one choice at most."""

    name: str
    label: str
    choices: list[Choice]
    icon: str = ""
    single: bool = False

    @property
    def chosen(self) -> list[Choice]:
        return [choice for choice in self.choices if choice.is_chosen]
