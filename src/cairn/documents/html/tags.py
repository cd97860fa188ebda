"""Writing HTML safely: escaping, attributes, addresses, colours."""

from __future__ import annotations

import colorsys
import re
from html import escape

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_IN_URL = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_NOT_IN_ID = re.compile(r"[^\w-]+")


def text(value: object) -> str:
    """Text as HTML, fit for attribute values too, without characters that HTML can't hold."""
    return escape(_CONTROL.sub("", str(value)), quote=True)


def tag(name: str, attrs: dict[str, str | int | bool | None], *children: str) -> str:
    """An element around finished HTML. Attributes: None and False leave it out, True writes the bare name."""
    return f"{open_tag(name, attrs)}{''.join(children)}</{name}>"


def open_tag(name: str, attrs: dict[str, str | int | bool | None]) -> str:
    """The opening tag alone, which is all that `img`, `br`, `hr`, `input` and `col` have."""
    parts = [name]
    for key, value in attrs.items():
        if value is True:
            parts.append(key)
        elif value is not None and value is not False:
            parts.append(f'{key}="{text(value)}"')
    return f"<{' '.join(parts)}>"


def safe_url(url: object) -> str | None:
    """The address if it is http, https, mailto, tel or relative, else None. Space and control characters go."""
    cleaned = _IN_URL.sub(lambda m: "%20" if m.group() == " " else "", str(url).strip())
    scheme = _SCHEME.match(cleaned)
    if scheme is not None and scheme.group(1).lower() not in _SCHEMES:
        return None
    if scheme is None and ":" in re.split(r"[/?#]", cleaned, maxsplit=1)[0]:
        return None
    return cleaned or None


def safe_image_url(url: object) -> str | None:
    """The same for pictures, which come from http, https or a relative address."""
    cleaned = safe_url(url)
    return None if cleaned is None or cleaned.lower().startswith(("mailto:", "tel:")) else cleaned


def safe_id(value: object) -> str:
    """A value as part of an element id."""
    return _NOT_IN_ID.sub("-", _CONTROL.sub("", str(value)))


_FIRST_TAG = re.compile(r"<[a-z][a-z0-9]*")


def anchored(html: str, anchor: str) -> str:
    """The element with an id to link to. One that has an id already (a heading) gets an empty element inside."""
    first = _FIRST_TAG.match(html)
    if first is None:
        return html
    end = html.index(">", first.end())
    if " id=" in html[:end]:
        return f'{html[: end + 1]}<span class="block-anchor" id="{text(anchor)}"></span>{html[end + 1 :]}'
    return f'{html[:end]} id="{text(anchor)}"{html[end:]}'


_HUES = (
    (15, "red"), (45, "orange"), (68, "yellow"), (160, "green"), (195, "teal"), (240, "blue"), (290, "purple"),
    (335, "pink"), (361, "red"),
)  # fmt: skip


def hue_of(color: object) -> str:
    """The nearest of nine colour names for `#rrggbb`. The page's own palette shows it, in light and dark."""
    digits = str(color).lstrip("#")[:6]
    try:
        red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    except ValueError:
        return "grey"
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if saturation < 0.2 or lightness > 0.985 or lightness < 0.03:
        return "grey"
    return next(name for limit, name in _HUES if hue * 360 < limit)
