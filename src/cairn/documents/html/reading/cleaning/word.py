"""What Word writes: lists as paragraphs, notes as links, corrections side by side with what they correct."""

from __future__ import annotations

from ....types import Report
from ..parse import Element, classes, name_of, number
from .tree import found, having, inside, make, move, put_before, remove, remove_all, rename, replace, short

from .tree import unwrap, wrap_inside  # isort: skip
from .word_lists import Bullets, Item, nest, read_lists

_NOTE = ("mso-element:footnote", "mso-element:endnote")


def read(root: Element, bullets: Bullets, report: Report) -> None:
    for element in found(root):
        if name_of(element).startswith(("o:", "w:", "st1:")):
            unwrap(element)
    if remove_all([*found(root, "del"), *having(root, "msoDel", "MsoDel")]):
        report.add("Words struck out in tracked changes were left out.")
    for element in [*found(root, "ins"), *having(root, "msoIns")]:
        unwrap(element)
    _comments(root, report)
    if remove_all(having(root, "MsoToc1", "MsoToc2", "MsoToc3", "MsoToc4", "MsoTocHeading")):
        report.add("The document's table of contents was left out.")
    _notes(root)
    _lines(root)
    _online(root)
    read_lists(root, bullets)


def _says(element: Element, *wanted: str) -> bool:
    said = (element.get("style") or "").replace(" ", "")
    return any(words in said for words in wanted)


def _comments(root: Element, report: Report) -> None:
    marks = [e for e in found(root) if _says(e, "mso-element:comment-list", "mso-special-character:comment")]
    if remove_all([*marks, *having(root, "MsoCommentReference")]):
        report.add("Comments of the document were left out.")
    for link in found(root, "a"):
        if _says(link, "mso-comment-reference"):
            unwrap(link)


def _notes(root: Element) -> None:
    """Notes stand at the end as a numbered list, and in the text as [1] above the line."""
    for link in found(root, "a"):
        if not _says(link, "mso-footnote-id", "mso-endnote-id"):
            continue
        if any(_says(around, *_NOTE) for around in link.iterancestors()):
            remove(link)
            continue
        number = short(link)
        for child in list(link):
            link.remove(child)
        rename(link, "sup").text = number
    for box in found(root):
        if not _says(box, "mso-element:footnote-list", "mso-element:endnote-list"):
            continue
        notes = [child for child in box if _says(child, *_NOTE)]
        put_before(box, make("hr"))
        list_ = make("ol")
        put_before(box, list_)
        for note in notes:
            move(note, list_)
            rename(note, "li")
        remove_all([child for child in box if name_of(child) in ("hr", "br")])
        unwrap(box)


def _lines(root: Element) -> None:
    for element in found(root):
        names = classes(element)
        if _says(element, "mso-element:header", "mso-element:footer") or (
            name_of(element) == "br" and _says(element, "page-break")
        ):
            remove(element)
        elif name_of(element) == "span" and _says(element, "mso-spacerun"):
            replace(element, " ") if element.getparent() is not None else None
        elif name_of(element) == "p" and "MsoTitle" in names:
            rename(element, "h1")
        elif name_of(element) == "p" and ("MsoQuote" in names or "MsoIntenseQuote" in names):
            wrap_inside(rename(element, "blockquote"), "p")


def _online(root: Element) -> None:
    """Word in the browser wraps each item into a list of its own, with its level as an attribute."""
    remove_all(end for end in having(root, "EOP", "LineBreakBlob") if not short(end))
    run: list[Element] = []
    for wrapper in having(root, "ListContainerWrapper"):
        if run and wrapper.getprevious() is not run[-1]:
            _join(run)
            run = []
        run.append(wrapper)
    _join(run)


def _join(wrappers: list[Element]) -> None:
    items = []
    for wrapper in wrappers:
        for item in found(wrapper, "li"):
            list_ = inside(item, "ul", "ol")
            ordered = list_ is not None and name_of(list_) == "ol"
            start = number(list_.get("start")) if list_ is not None else None
            items.append(Item(item, number(item.get("data-aria-level")) or 1, ordered, start or 1))
    if items:
        nest(items, wrappers[0])
    remove_all(wrappers)
