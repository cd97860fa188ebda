"""A project poster with four sections, and pages made from it."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import Cast

from cairn.documents import from_markdown
from cairn.gallery import library
from cairn.gallery.definition import Definition
from cairn.gallery.sections.models import Origin
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page

HEAD = """\
---
name: Poster
icon: layout-template
kind: page
description: One page for a project.
when: A project begins.
how_long: 10 minutes
title: "Project: "
---

"""
POSTER = """\
## Goal {#goal required}

[[Why?]]

## Risks {#risks}

[[What could go wrong?]]

## Money {#money}

Ask Ada for the numbers.
"""


def definition(text: str = POSTER, slug: str = "poster") -> Definition:
    return library.definition_of(slug, HEAD + text)


@pytest.fixture
def poster(monkeypatch: pytest.MonkeyPatch) -> Definition:
    made = definition()
    monkeypatch.setitem(library.templates(), "poster", made)
    return made


def written(**sections: str) -> Any:
    """A body: `risks="It may rain."`; a section without words is a heading alone."""
    text = "".join(f"## {key.title()} <!-- section: {key} -->\n\n{words}\n\n" for key, words in sections.items())
    return from_markdown(text).body


MakePoster = Callable[..., Page]


@pytest.fixture
def poster_of(cast: Cast, poster: Definition, run_jobs: Callable[[], int]) -> MakePoster:
    """`poster_of("Bridge", risks="It may rain.")` is published in STONE by Ben, and what follows has happened."""

    def make(title: str, *, draft: bool = False, **more: Any) -> Page:
        given = {name: more.pop(name) for name in ("space", "by", "owner", "body") if name in more}
        by = given.get("by", cast.ben)
        body = given.get("body") or written(**more)
        page = create_page(given.get("space", cast.stone), by=by, title=title, body=body, owner=given.get("owner"))
        Origin.objects.create(page=page, template="poster", keys=[each.key for each in poster.sections])
        if not draft:
            publish_page(page, by=by)
        run_jobs()
        return page

    return make
