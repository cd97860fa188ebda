"""Template tags of the product's look; a builtin of every template (settings), so nothing needs to load it."""

from datetime import date, datetime
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cairn.core import clock
from cairn.ui import icons, instants
from cairn.ui.assets import font_address
from cairn.ui.hues import hue_of
from cairn.ui.preferences import Preferences

register = template.Library()

SIZES = (16, 20, 24, 28, 32, 40, 64, 96)
TONES = {
    "info": "info",
    "success": "circle-check",
    "warning": "triangle-alert",
    "danger": "circle-alert",
    "suggest": "pencil",
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """`{% icon "search" %}`: an inline icon of 16 px; with a label it is an image with a name."""
    return mark_safe(icons.svg(name, label))


def person_name(user: Any) -> str:
    """What to call somebody: the name, else the first part of the address, else "Someone"."""
    if user is None:
        return _("Someone")
    for attribute in ("name", "display_name"):
        value = getattr(user, attribute, "")
        if value and isinstance(value, str):
            return value
    full = getattr(user, "get_full_name", str)()
    return full or str(getattr(user, "email", "")).partition("@")[0] or _("Someone")


def picture_address(user: Any) -> str:
    """The address of somebody's picture; empty when there is none."""
    picture = getattr(user, "picture", None)
    return str(getattr(user, "picture_url", "") or (picture.url if picture else ""))


@register.filter
def initials(name: str) -> str:
    """One or two capitals: first and last word."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return "".join(letters).upper() or "?"


@register.simple_tag
def avatar(user: Any, size: int = 24, label: bool = False) -> SafeString:
    """`{% avatar user 32 %}`: the picture, or initials on the person's hue.

    Hidden from screen readers, because the name stands beside it; `label=True` where it stands alone.
    """
    name = person_name(user)
    picture = picture_address(user)
    inside = format_html('<img src="{}" alt="" loading="lazy">', picture) if picture else initials(name)
    named = (
        format_html('role="img" aria-label="{}" title="{}"', name, name) if label else mark_safe('aria-hidden="true"')
    )
    size = size if size in SIZES else 24
    hue = getattr(user, "hue", None)
    hue = hue_of(name) if hue is None else hue
    return format_html('<span class="avatar avatar-{}" data-hue="{}" {}>{}</span>', size, hue, named, inside)


@register.simple_tag
def person(user: Any, size: int = 20) -> SafeString:
    """`{% person user %}`: avatar and name on one line."""
    return format_html(
        '<span class="person">{}<span class="person-name">{}</span></span>', avatar(user, size), person_name(user)
    )


@register.simple_tag
def avatar_stack(users: Any, size: int = 24, limit: int = 4) -> SafeString:
    """`{% avatar_stack users %}`: who, overlapping, and "+3" for the rest."""
    people = list(users)
    shown = [avatar(user, size, label=True) for user in people[:limit]]
    if len(people) > limit:
        rest = ", ".join(person_name(user) for user in people[limit:])
        shown.append(
            format_html(
                '<span class="avatar avatar-{} avatar-more" role="img" aria-label="{}" title="{}">+{}</span>',
                size,
                rest,
                rest,
                len(people) - limit,
            )
        )
    return format_html('<span class="avatar-stack">{}</span>', mark_safe("".join(shown)))


@register.simple_tag
def instant(moment: datetime | None) -> SafeString | str:
    """`{% instant page.changed_at %}`: relative within a week, the exact instant and zone on hover."""
    if moment is None:
        return ""
    return format_html(
        '<time datetime="{}" title="{}" data-instant>{}</time>',
        moment.isoformat(),
        instants.exact(moment),
        instants.relative(moment),
    )


@register.simple_tag
def due(moment: datetime | None, done: bool = False) -> SafeString | str:
    """`{% due decision.due_at %}`: "Due Friday 17:00 your time (CET)", with a clock, warned when near or past."""
    if moment is None:
        return ""
    state = "later" if done else instants.due_state(moment)
    return format_html(
        '<span class="due due-{}">{}<time datetime="{}" title="{}">{}</time></span>',
        state,
        icon("circle-alert" if state == "overdue" else "clock"),
        moment.isoformat(),
        instants.exact(moment),
        instants.due_words(moment),
    )


@register.filter(name="due")
def due_filter(moment: datetime | None) -> str:
    """`{{ decision.due_at|due }}`: the words of `{% due %}` alone, for e-mail and sentences."""
    return instants.due_words(moment) if moment else ""


@register.filter
def exactly(moment: datetime | None) -> str:
    """`{{ moment|exactly }}`: "Friday 4 December 2026, 17:00 CET"."""
    return instants.exact(moment) if moment else ""


@register.filter
def zone(moment: datetime | None) -> str:
    """`{{ moment|zone }}`: the name of the reader's zone at that instant, "CET"."""
    return instants.zone_name(moment) if moment else ""


@register.simple_tag
def my_zone() -> str:
    """`{% my_zone %}`: the reader's zone as it is named now, for lists of instants without one each."""
    return instants.zone_name(clock.now())


@register.filter
def hue(thing: Any) -> int:
    """`data-hue="{{ space|hue }}"`: the hue of anything with a pk, or of a word."""
    return hue_of(getattr(thing, "pk", None) or thing)


@register.filter
def is_date(value: Any) -> bool:
    """Whether a form value is a day rather than an instant."""
    return isinstance(value, date) and not isinstance(value, datetime)


@register.simple_tag
def lozenge(text: str, tone: str = "", icon_name: str = "") -> SafeString:
    """`{% lozenge "Open" "info" %}`: a state in a word; tones info, success, warning, danger, suggest, or none."""
    tone = tone if tone in TONES else ""
    drawn = icon(icon_name or TONES[tone]) if (icon_name or tone) else ""
    style = f"lozenge lozenge-{tone}" if tone else "lozenge"
    return format_html('<span class="{}">{}{}</span>', style, drawn, text)


@register.inclusion_tag("ui/_mark.html")
def mark() -> dict[str, Any]:
    """`{% mark %}`: the three stones."""
    return {}


@register.simple_tag(takes_context=True)
def preferences(context: Context) -> SafeString:
    """Attributes of `<html>`: theme and sidebar as this browser left them, so nothing flashes or jumps."""
    return Preferences.of(context.get("request")).as_attributes()


@register.simple_tag
def reading_font() -> str:
    """The address of Inter's latin file, to be fetched with the styles; empty before the front end is built."""
    return font_address()
