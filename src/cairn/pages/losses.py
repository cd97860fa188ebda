"""What bringing an old text back would take away, said before it happens."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core.ids import number
from cairn.documents import Adf, Suggestion, merge_doc, read_tree, suggestions_in
from cairn.livedocs.log import load
from cairn.pages.models import Page
from cairn.people.models import User

NAMED = 3  # suggestions whose words are said
LONGEST = 60  # letters of each


def question_about_lost(page: Page, body: Adf) -> str:
    """The question to ask first: which open suggestions go with the words they are about. "" when none."""
    lost = _lost(page, body)
    if not lost:
        return ""
    names = dict(User.objects.filter(pk__in=[number(one.user) or 0 for one in lost]).values_list("pk", "name"))
    said = [f"{names.get(number(one.user) or 0, _('Somebody'))}: {_words(one)}" for one in lost[:NAMED]]
    if len(lost) > NAMED:
        said.append("…")
    question = ngettext(
        "%(n)d open suggestion is about words that this changes, and would be gone (%(which)s). Others stay open.",
        "%(n)d open suggestions are about words that this changes, and would be gone (%(which)s). Others stay open.",
        len(lost),
    )
    return question % {"n": len(lost), "which": "; ".join(said)}


def _lost(page: Page, body: Adf) -> list[Suggestion]:
    doc = load(page.document_id)
    before = suggestions_in(read_tree(doc))
    if not before:
        return []
    merge_doc(doc, body)  # of this copy alone
    after = suggestions_in(read_tree(doc))
    return [one for one in before.values() if one.id not in after]


def _words(one: Suggestion) -> str:
    words = " → ".join(f"“{part[:LONGEST]}”" for part in (one.removed.strip(), one.added.strip()) if part)
    return words or _("formatting")
