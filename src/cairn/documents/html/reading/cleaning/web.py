"""Web pages: highlighted code, callouts and footnotes of common site builders, addresses made whole."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from ..parse import Element, classes, name_of, styles, words_of
from .tree import found, having, inside, make, put_before, remove, remove_all, rename, replace, short

_LANGUAGE = re.compile(r"(?:language|lang|brush|highlight-source|highlight-text|sourceCode)[-\s:]+([\w+#-]+)")
_NO_LANGUAGE = frozenset({"text", "plaintext", "none", "default", "highlight"})
_ALERTS = {
    "note": "info", "info": "info", "seealso": "info", "tip": "success", "hint": "success", "success": "success",
    "important": "note", "attention": "warning", "warning": "warning", "caution": "error", "danger": "error",
    "error": "error",
}  # fmt: skip
_WHOLE = re.compile(r"([a-z][a-z0-9+.-]*:|#)", re.IGNORECASE)
_BASE = re.compile(
    r"""<base[^>]*\shref=["']?(https?://[^"'\s>]+)|<link[^>]*rel=["']?canonical["']?[^>]*href=["']?(https?://[^"'\s>]+)"""
    r"""|<meta[^>]*property=["']?og:url["']?[^>]*content=["']?(https?://[^"'\s>]+)""",
    re.IGNORECASE,
)


def base_of(html: str) -> str | None:
    """The address that a page names as its own."""
    said = _BASE.search(html[:100_000])
    return next((address for address in said.groups() if address), None) if said else None


def read(root: Element, base: str | None) -> None:
    for table in having(root, "highlighttable", "rouge-table"):
        cell = next(iter(having(table, "code", "rouge-code")), None)
        pre = next(iter(found(cell, "pre")), None) if cell is not None else None
        if pre is not None:
            put_before(table, pre)
            remove(table)
    for pre in found(root, "pre"):
        _code(pre)
    for box in found(root, "div"):
        _editor_lines(box)
    for box in having(root, "markdown-alert", "admonition", "alert", "callout"):
        _alert(box)
    _footnotes(root)
    if base:
        for element in found(root, "a", "img"):
            name = "href" if name_of(element) == "a" else "src"
            written = element.get(name)
            if written and not _WHOLE.match(written):
                element.set(name, urljoin(base, written))


def _code(pre: Element) -> None:
    around = next((e for e in pre.iterancestors() if _names_code(e)), None)
    inner = next(iter(found(pre, "code")), None)
    language = ""
    for element in (inner, pre, around):
        if element is None:
            continue
        language = language or element.get("data-language") or element.get("data-lang") or ""
        said = _LANGUAGE.search(f"{element.get('class') or ''} {element.get('data-syntaxhighlighter-params') or ''}")
        language = language or (said.group(1) if said else "")
    numbers = having(pre, "linenos", "lineno", "line-numbers-rows", "gutter")
    remove_all(element for element in numbers if element is not pre)
    for line in found(pre, "br"):
        replace(line, "\n")
    text = words_of(pre)
    for child in list(pre):
        pre.remove(child)
    known = language and language not in _NO_LANGUAGE
    rename(pre, "pre", **({"data_language": language} if known else {})).text = text


def _names_code(element: Element) -> bool:
    names = element.get("class") or ""
    return bool(element.get("data-language")) or any(word in names for word in ("highlight", "language-", "sourceCode"))


def _editor_lines(box: Element) -> None:
    """Editors of code copy a box of lines in a typeface of even width."""
    style = styles(box)
    if not style.get("white-space", "").startswith("pre") or box.getparent() is None:
        return
    if not re.search(r"mono|menlo|consolas|courier", style.get("font-family", ""), re.IGNORECASE):
        return
    if found(box, "p", "ul", "table"):
        return
    lines = [words_of(line).replace("\u00a0", " ") for line in box]
    text = "\n".join(lines) if lines and all(name_of(line) in ("div", "br") for line in box) else words_of(box)
    for child in list(box):
        box.remove(child)
    rename(box, "pre").text = text


def _alert(box: Element) -> None:
    names = (re.sub(r"^(markdown-)?(alert|callout)-", "", name) for name in classes(box))
    kind = next((_ALERTS[name] for name in names if name in _ALERTS), None)
    if kind is None:
        return
    for title in [c for c in box if {"markdown-alert-title", "admonition-title"} & set(classes(c))]:
        if short(title).lower() in _ALERTS:
            remove(title)
    rename(box, "div", class_=f"panel panel-{kind}")


def _footnotes(root: Element) -> None:
    for notes in having(root, "footnotes"):
        if name_of(notes) not in ("section", "div"):
            continue
        backs = having(notes, "data-footnote-backref", "footnote-backref")
        remove_all([*backs, *(a for a in found(notes, "a") if (a.get("href") or "").startswith("#fnref"))])
        put_before(notes, make("hr"))
        for list_ in [child for child in notes if name_of(child) == "ol"]:
            put_before(notes, list_)
        remove(notes)
    for link in found(root, "a"):
        if link.get("data-footnote-ref") is None and "footnote-ref" not in classes(link):
            continue
        number = short(link).strip("[]")
        sup = inside(link, "sup")
        target = sup if sup is not None else link
        for child in list(target):
            target.remove(child)
        rename(target, "sup").text = f"[{number}]"
