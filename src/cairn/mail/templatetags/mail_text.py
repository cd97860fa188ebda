"""What plain-text mail needs of its template."""

import textwrap

from django import template

register = template.Library()


@register.filter
def indented(text: str) -> str:
    """Each line wrapped at 72 letters behind four spaces, so that it reads well without HTML."""
    lines = (textwrap.wrap(line, 68) or [""] for line in text.splitlines())
    return "\n".join(f"    {line}".rstrip() for wrapped in lines for line in wrapped)
