"""What a browser remembers about how it shows Cairn: two small cookies, written by the behaviours."""

from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

THEMES = ("light", "dark")
STEPS = tuple("01234567")


@dataclass(frozen=True)
class Preferences:
    """`theme`: "light", "dark" or "" (as the device says). `sidebar`: "open" or "closed". `step`: its width, 0–7."""

    theme: str = ""
    sidebar: str = "open"
    step: str = "2"

    @classmethod
    def of(cls, request: HttpRequest | None) -> Self:
        """From the cookies `cairn_theme` ("dark") and `cairn_sidebar` ("closed.3"); anything else is ignored."""
        cookies = request.COOKIES if request else {}
        theme = cookies.get("cairn_theme", "")
        state, _, step = cookies.get("cairn_sidebar", "").partition(".")
        return cls(
            theme=theme if theme in THEMES else "",
            sidebar="closed" if state == "closed" else "open",
            step=step if step in STEPS else "2",
        )

    def as_attributes(self) -> SafeString:
        """For the `<html>` tag."""
        return format_html(
            'data-theme="{}" data-sidebar="{}" data-sidebar-step="{}"', self.theme, self.sidebar, self.step
        )
