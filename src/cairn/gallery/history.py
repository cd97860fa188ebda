"""Two versions of a template beside each other."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from cairn.documents import Adf
from cairn.gallery.definition import Definition
from cairn.gallery.models import TemplateVersion
from cairn.gallery.words import FUNCTION_WORDS, PURPOSE_WORDS
from cairn.pages.comparisons import Edition


def edition_of(version: TemplateVersion) -> Edition:
    """Its text as the comparison of pages reads it: prompts as slanted words."""
    name = _("version %(number)s") % {"number": version.number}
    title = str(version.definition.get("name", ""))
    return Edition(str(version.number), name, title, _with_words(version.body), version.at)


def facts_changed(older: TemplateVersion, newer: TemplateVersion) -> list[tuple[str, str, str]]:
    """What is said of the template beside its text: label, before, after; only what differs."""
    old, new = older.read(), newer.read()
    rows = [(label, said(old), said(new)) for label, said in _facts().items()]
    return [row for row in rows if row[1] != row[2]]


def _facts() -> dict[str, Callable[[Definition], str]]:
    return {
        _("What it is"): lambda each: each.description,
        _("When to use it"): lambda each: each.when,
        _("How long it takes"): lambda each: each.how_long,
        _("What for"): lambda each: str(PURPOSE_WORDS.get(each.purpose, "")),
        _("Who it is for"): lambda each: ", ".join(str(FUNCTION_WORDS.get(name, name)) for name in each.functions),
        _("Title of new pages"): lambda each: each.title,
        _("Questions"): lambda each: "; ".join(question.label for question in each.variables),
        _("Required sections"): lambda each: ", ".join(part.heading for part in each.sections if part.required),
        _("Labels"): lambda each: ", ".join(each.labels),
        _("Looked at again"): lambda each: str(each.review_days or ""),
        _("Owner"): lambda each: each.owner,
        _("Told"): lambda each: ", ".join(each.notify),
    }


def _with_words(node: Adf) -> Adf:
    if node.get("type") == "placeholder":
        return {"type": "text", "text": node["attrs"]["text"], "marks": [{"type": "em"}]}
    return {**node, "content": [_with_words(child) for child in node["content"]]} if "content" in node else node
