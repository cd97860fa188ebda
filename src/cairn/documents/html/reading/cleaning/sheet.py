"""Style sheets that come along: what their classes say is put on the elements themselves."""

from __future__ import annotations

import re

from ..parse import Element, classes, name_of

_SHEET = re.compile(r"<style[^>]*>(.*?)</style\s*>", re.IGNORECASE | re.DOTALL)
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_SAYS = frozenset(
    {
        "font-weight", "font-style", "font-family", "text-decoration", "color", "background", "background-color",
        "display", "vertical-align", "text-align", "mso-hide",
    }
)  # fmt: skip
_SELECTOR = re.compile(r"\s*([a-z0-9]*)\.([\w-]+)\s*", re.IGNORECASE)
_LEVEL = re.compile(r"@list\s+(l\d+):level(\d+)\s*\{([^}]*)\}", re.IGNORECASE)
_MOST = 400_000  # characters of style sheets; more is no document


def of(html: str) -> str:
    """The texts of all style sheets."""
    return "\n".join(_SHEET.findall(html))[:_MOST]


def apply(root: Element, css: str) -> None:
    rules: dict[str, list[tuple[str, str]]] = {}
    for selectors, body in _RULE.findall(css.replace("<!--", "").replace("-->", "")):
        said = ";".join(part.strip() for part in body.split(";") if part.partition(":")[0].strip().lower() in _SAYS)
        for selector in selectors.split(",") if said else ():
            # Only rules for a class: those for a bare tag are the program's own defaults.
            found = _SELECTOR.fullmatch(selector)
            if found:
                rules.setdefault(found.group(2), []).append((found.group(1).lower(), said))
    for element in root.iter() if rules else ():
        for name in classes(element):
            for tag, said in rules.get(name, ()):
                if tag in ("", name_of(element)):
                    element.set("style", f"{said};{element.get('style') or ''}")


def bullet_levels(css: str) -> dict[tuple[str, str], bool]:
    """Which levels of which of Word's lists have bullets: `@list l0:level1 {mso-level-number-format:bullet}`."""
    bullet = re.compile(r"mso-level-number-format:\s*bullet", re.IGNORECASE)
    return {(name, level): bool(bullet.search(body)) for name, level, body in _LEVEL.findall(css)}
