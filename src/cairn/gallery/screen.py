"""What a template's own page shows: how to begin, what it asks, what it is made of, what became of its pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cairn.core.errors import CairnError
from cairn.gallery.access import can_arrange_gallery, can_edit_template
from cairn.gallery.answers import Answers
from cairn.gallery.definition import Definition
from cairn.gallery.filling import PLACE, fill_body, fill_title
from cairn.gallery.known import Known
from cairn.gallery.place import Place
from cairn.gallery.standing import standing_of
from cairn.gallery.words import PURPOSE_WORDS
from cairn.pages.kinds import kinds
from cairn.pages.rendering import render, render_with_prompts
from cairn.people.models import User


def screen_of(user: User, template: Known, sent: QueryDict, error: CairnError | None = None) -> dict[str, Any]:
    """`sent`: what was typed so far; `error`: why no page was made of it."""
    definition = template.definition
    fields = error.fields if error else {}
    return {
        "template": template,
        "definition": definition,
        "answers": Answers.of(user, definition, sent).with_errors(fields),
        "place": Place.of(user, sent),
        **_titles(template, sent),
        "begin_url": begin_url(definition),
        "standard_of": _standard_of(definition),
        "error": error,
        "is_answer": any(name.startswith("v-") for name in fields),
        "html": render_with_prompts(fill_body(definition, Answers.of(user, definition, QueryDict()))),
        "example": render(definition.example) if definition.example else "",
        "standing": standing_of(user, template),
        "may_change": bool(template.own and can_edit_template(user, template.own)),
        "may_arrange": can_arrange_gallery(user),
    }


def _standard_of(definition: Definition) -> str:
    """In words, for "Make it the standard for …"."""
    of = definition.standard_of
    return str(PURPOSE_WORDS[of] if of in PURPOSE_WORDS else kinds()[of].label)


def typed_words(sent: QueryDict) -> list[str]:
    """What was typed into a form whose template is gone: its title and answers."""
    names = [key for key in sent if key == "title" or key.startswith("v-")]
    return [words for key in names if (words := sent.get(key, "").strip())]


def begin_url(definition: Definition) -> str:
    """Where its pages are begun instead of here; "" for most."""
    return f"{reverse(definition.begins)}?{urlencode({'template': definition.slug})}" if definition.begins else ""


def _titles(template: Known, sent: QueryDict) -> dict[str, Any]:
    """What stands in the title's field, and the hint of what it will be when she leaves it empty."""
    definition = template.definition
    first = "" if definition.variables else fill_title(definition.title, {"number": ""})
    holes = {each.key: "…" for each in definition.variables} | {"number": "1"}
    return {
        "title": sent.get("title", first),
        "title_hint": fill_title(definition.title, holes),
        "title_asked": _asked(definition),
    }


def _asked(definition: Definition) -> SafeString:
    """The title as the preview has it: what is asked for it stands grey in its place, as prompts do in the text."""

    def piece(key: str) -> SafeString:
        variable = definition.variable(key)
        return format_html('<span class="placeholder">{}</span>', variable.label) if variable else SafeString("1")

    parts = enumerate(PLACE.split(definition.title))
    return format_html_join("", "{}", ((piece(part) if index % 2 else part,) for index, part in parts))
