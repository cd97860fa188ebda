"""`{% load action_items %}`: the day an action item is due, in words."""

from datetime import date, timedelta

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cairn.ui.templatetags.ui import icon

register = template.Library()


@register.simple_tag
def due_day(day: date | None, done: bool = False) -> SafeString | str:
    """`{% due_day item.due item.is_done %}`: "Due Friday"; "Overdue, was due Friday" once the reader's day is later."""
    if day is None:
        return ""
    left = (day - localdate()).days
    state = "later" if done or left > 1 else "overdue" if left < 0 else "soon"
    words = _("Overdue, was due %(day)s") if state == "overdue" else _("Due %(day)s")
    drawn = icon("circle-alert" if state == "overdue" else "clock")
    return format_html(
        '<span class="due due-{}">{}<time datetime="{}" title="{}">{}</time></span>',
        state,
        drawn,
        day.isoformat(),
        date_format(day, "l j F Y"),
        words % {"day": day_words(day)},
    )


def day_words(day: date) -> str:
    """ "today", "tomorrow", "yesterday", the weekday within a week, else the date."""
    today = localdate()
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    left = (day - today).days
    if left in near:
        return near[left]
    if abs(left) < timedelta(days=7).days:
        return date_format(day, "l")
    return date_format(day, "j F" if day.year == today.year else "j F Y")
