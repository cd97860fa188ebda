"""Small moves on a tree of elements. lxml keeps the words behind an element in its `tail`: these keep them there."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from ..parse import Element, classes, name_of, words_of

BLOCKS = frozenset(
    {
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "table", "blockquote", "hr", "details",
        "section", "article", "figure", "aside",
    }
)  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def found(root: Element, *names: str) -> list[Element]:
    """Every element of these names, or every element, as a list that stays the same while the tree changes."""
    return [element for element in root.iter() if name_of(element) and (not names or name_of(element) in names)]


def having(root: Element, *wanted: str) -> list[Element]:
    """Every element with one of these classes."""
    return [element for element in root.iter() if any(name in wanted for name in classes(element))]


def inside(element: Element, *names: str) -> Element | None:
    """The nearest element around this one of these names."""
    return next((around for around in element.iterancestors() if name_of(around) in names), None)


def short(element: Element) -> str:
    """Its words with one space between each."""
    return " ".join(words_of(element).split())


def _behind(element: Element, text: str | None) -> None:
    """Words into the place where the element stands."""
    if not text:
        return
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def remove(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    _behind(element, element.tail)
    parent.remove(element)


def remove_all(elements: Iterable[Element]) -> int:
    count = 0
    for element in elements:
        remove(element)
        count += 1
    return count


def unwrap(element: Element) -> None:
    """Its content in its place."""
    parent = element.getparent()
    if parent is None:
        return
    _behind(element, element.text)
    for child in list(element):
        element.addprevious(child)  # takes its tail along
    _behind(element, element.tail)
    parent.remove(element)


def replace(element: Element, words: str) -> None:
    element.tail = words + (element.tail or "")
    remove(element)


def rename(element: Element, name: str, **attrs: str) -> Element:
    """The same element under another name, with these attributes only (`class_` for class, `data_x` for data-x)."""
    element.tag = name
    for old in list(element.attrib):
        del element.attrib[old]
    for key, value in attrs.items():
        element.set(key.rstrip("_").replace("_", "-"), value)
    return element


def make(name: str, text: str | None = None, **attrs: str) -> Element:
    element = etree.Element(name)
    element.text = text
    for key, value in attrs.items():
        element.set(key.rstrip("_").replace("_", "-"), value)
    return element


def wrap_inside(parent: Element, name: str, **attrs: str) -> Element:
    """Puts an element between the parent and all that it holds."""
    inner = make(name, parent.text, **attrs)
    parent.text = None
    inner.extend(list(parent))
    parent.append(inner)
    return inner


def move(element: Element, into: Element) -> None:
    """To the end of another element; the words behind it stay where they are."""
    _behind(element, element.tail)
    element.tail = None
    into.append(element)


def put_before(place: Element, element: Element) -> None:
    """Before another element, with the words before `place` left before it."""
    element.tail = None
    place.addprevious(element)


_PARTS = {
    "table": ("caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr"),
    **dict.fromkeys(("thead", "tbody", "tfoot"), ("tr",)),
    "tr": ("td", "th"),
}


def take_strays(part: Element, into: Element) -> Element:
    """What stands in a table outside of its cells goes into `into`: browsers show it before the table."""
    allowed = _PARTS.get(name_of(part))
    if allowed is None:
        return into
    _say(into, part.text)
    part.text = None
    for child in list(part):
        if name_of(child) in allowed:
            _say(into, child.tail)
            child.tail = None
            take_strays(child, into)
        else:
            into.append(child)
    return into


def _say(into: Element, words: str | None) -> None:
    if not (words or "").strip():
        return
    if len(into):
        into[-1].tail = (into[-1].tail or "") + f" {words}"
    else:
        into.text = (into.text or "") + f" {words}"
