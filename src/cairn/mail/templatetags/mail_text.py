"""What plain-text mail needs of its template."""

import textwrap

from django import template

register = template.Library()


@register.filter
def indented(text: str) -> str:
    """Each line wrapped at 72 letters behind four spaces, so that it reads well without HTML; addresses stay whole."""
    wrapper = textwrap.TextWrapper(68, break_long_words=False, break_on_hyphens=False)
    lines = (wrapper.wrap(line) or [""] for line in text.splitlines())
    return "\n".join(f"    {line}".rstrip() for wrapped in lines for line in wrapped)
