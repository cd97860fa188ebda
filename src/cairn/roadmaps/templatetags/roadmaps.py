"""How an item looks in a picture, which knows no style sheet, and its days in words."""

from django import template

from cairn.roadmaps.models import Item
from cairn.roadmaps.screen import span

register = template.Library()

FILLS = {
    "planned": ("#f1eee8", "#b9b2a6"),
    "progress": ("#dce8f7", "#7fa3d1"),
    "paused": ("#f8ecd2", "#d0a95a"),
    "done": ("#d9ecdf", "#74a988"),
    "dropped": ("#f5f3ef", "#d8d3cb"),
}


@register.filter
def roadmap_fill(item: Item) -> str:
    return FILLS[item.state][0]


@register.filter
def roadmap_line(item: Item) -> str:
    return FILLS[item.state][1]


@register.filter
def roadmap_span(item: Item) -> str:
    return span(item)


@register.filter
def px(value: float) -> str:
    """A number for a drawing: a point whatever the language, and no zeros that say nothing."""
    return f"{value:.1f}".rstrip("0").rstrip(".")
