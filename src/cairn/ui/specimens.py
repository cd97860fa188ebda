"""What the styleguide shows: the demo's cast and a few invented moments, made anew for each look."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.ui.icons import FOLDER


@dataclass(frozen=True)
class Somebody:
    pk: int
    name: str
    note: str = ""

    @property
    def hue(self) -> int:
        return self.pk % 12


@dataclass(frozen=True)
class Node:
    pk: int
    title: str
    url: str = "#"
    children: list["Node"] = field(default_factory=list)
    is_current: bool = False
    is_open: bool = False
    new_child_url: str = "#"

    @property
    def has_children(self) -> bool:
        return bool(self.children)


CAST = [
    Somebody(1, "Ines Marlow", "Product"),
    Somebody(2, "Teo Halvorsen", "Engineering"),
    Somebody(3, "Mira Castellan", "Design"),
    Somebody(4, "Kofi Brandt", "Research"),
    Somebody(5, "Yuna Sato-Reid", "Guest"),
    Somebody(6, "Dario Penn", "Finance"),
]

TREE = [
    Node(1, "Team handbook", children=[Node(2, "How we write"), Node(3, "Working hours and quiet time")]),
    Node(
        4,
        "Decisions",
        is_open=True,
        children=[
            Node(5, "Where we keep customer research", is_current=True),
            Node(6, "A longer title that does not fit into the width of this sidebar"),
        ],
    ),
    Node(7, "Roadmap for the first half"),
]


class SpecimenForm(forms.Form):
    """One of each field."""

    name = forms.CharField(label=_("Name of the space"), help_text=_("People see it in the sidebar."), max_length=80)
    address = forms.EmailField(label=_("E-mail"), required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[("reader", _("Reader")), ("editor", _("Editor"))])
    due = forms.DateField(label=_("Due"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    access = forms.ChoiceField(
        label=_("Access"),
        widget=forms.RadioSelect,
        choices=[("open", _("Open to the workspace")), ("restricted", _("Only people added to it"))],
        initial="open",
    )
    tell = forms.BooleanField(label=_("Tell everyone in the space"), help_text=_("Once, by e-mail."), required=False)


def context() -> dict[str, Any]:
    """Everything that the styleguide's templates name."""
    moment = now()
    return {
        "cast": CAST,
        "ines": CAST[0],
        "teo": CAST[1],
        "mira": CAST[2],
        "tree": TREE,
        "form": SpecimenForm(),
        "bad_form": SpecimenForm({"name": "", "address": "ines", "reason": "Kept as typed", "access": "open"}),
        "crumbs": [
            {"title": _("Product"), "url": "#"},
            {"title": _("Decisions"), "url": "#"},
            {"title": _("Where we keep customer research"), "url": ""},
        ],
        "tabs": [
            {"label": _("Everything"), "url": "#", "is_current": True, "count": 12},
            {"label": _("Needs you"), "url": "#", "count": 3},
            {"label": _("Done"), "url": "#"},
        ],
        "menu": [
            {"label": _("Move"), "url": "#", "icon": "move"},
            {"label": _("History"), "url": "#", "icon": "history"},
            {"label": _("Delete the page"), "url": "#", "icon": "trash-2", "danger": True},
        ],
        "chips": [{"value": one.pk, "label": one.name, "hue": one.hue} for one in CAST[:2]],
        "icon_names": sorted(path.stem for path in FOLDER.glob("*.svg")),
        "hues": range(12),
        "recent": moment - timedelta(minutes=12),
        "yesterday": moment - timedelta(hours=26),
        "long_ago": moment - timedelta(days=90),
        "soon": moment + timedelta(hours=30),
        "later": moment + timedelta(days=4),
        "past": moment - timedelta(days=2),
    }
