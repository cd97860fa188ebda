"""The sections of a template for a page that begins elsewhere: a decision that somebody spun up from what she read."""

from __future__ import annotations

import re

from cairn.documents import Adf
from cairn.documents.walk import walk
from cairn.gallery.definition import Definition
from cairn.gallery.known import Known, known_to
from cairn.people.models import User
from cairn.spaces.models import Space

USUAL = "daci"  # whose sections a framework without a template of its own takes
_VARIABLE = re.compile(r"\{[A-Za-z_]\w*\}")


def sections_for(user: User, space: Space, framework: str) -> list[Adf]:
    """Headings and prompts of the template that a decision by `framework` would begin with in this space's gallery.

    What asks for an answer that nobody gave here (`{until}`) is left out. The headings have no section's name: the
    page is not of that template, so none has to be filled, and what nobody fills is not published. Three queries.
    """
    fitting = [each for each in known_to(user) if _fits(each, space)]
    for key in (framework, USUAL):
        found = next((each.definition for each in fitting if each.definition.framework == key), None)
        if found is not None:
            return _blocks(found)
    return []


def _fits(template: Known, space: Space) -> bool:
    own = template.own
    return (
        template.definition.kind == "decision"
        and not template.is_hidden
        and (own is None or own.space_id in (None, space.pk))
    )


def _blocks(definition: Definition) -> list[Adf]:
    blocks = [each for each in definition.body.get("content", []) if not _asks(each)]
    return [_unnamed(each) if each.get("type") == "heading" else each for each in blocks]


def _asks(block: Adf) -> bool:
    return any(_VARIABLE.search(str(node.get("text", ""))) for node in walk(block))


def _unnamed(heading: Adf) -> Adf:
    return {**heading, "attrs": {key: value for key, value in heading["attrs"].items() if key != "localId"}}
