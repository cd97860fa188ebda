"""Templates: partials carry their variables, nothing inline, all words through gettext's door."""

import re

from tests.conventions.source import files, where

TEMPLATES = files("*.html", "src")
# Mail is read without our style sheets: mail programs know inline style only.
PAGES = [path for path in TEMPLATES if "mail" not in path.name and "email" not in path.name]


def test_partials_name_their_variables() -> None:
    partials = [path for path in TEMPLATES if path.name.startswith("_")]
    bare = [where(path) for path in partials if not path.read_text().startswith("{# variables:")]
    assert not bare, bare


def test_nothing_inline() -> None:
    inline = re.compile(
        r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\b(?:src|nonce|type=\"(?:application|text)/)[^>]*)",
        re.I,
    )
    found = [f"{where(path)} {match.group(0)!r}" for path in PAGES for match in inline.finditer(path.read_text())]
    assert not found, found


def test_what_replaces_its_own_fetch_leaves_the_requests_inside_it_alone() -> None:
    """htmx inherits `hx-sync`: a list that fetches itself again would end the reply that somebody in it is sending."""
    tags = re.compile(r"<(?!input)\w+\s[^<]*?hx-sync=\"this:[^<]*?>", re.S)
    found = [(path, match.group(0)) for path in TEMPLATES for match in tags.finditer(path.read_text())]
    bare = [where(path) for path, tag in found if 'hx-disinherit="hx-sync"' not in tag]
    assert found and not bare, bare
