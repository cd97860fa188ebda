from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from .. import (
    RenderContext,
    action_items,
    decision_items,
    links,
    mentions,
    outline,
    to_html,
    to_text,
    validate,
)
from ..html.tags import hue_of, safe_url
from ..text import timestamp_of
from .strategies import documents, quick


def doc(*blocks: dict[str, Any]) -> dict[str, Any]:
    return validate({"version": 1, "type": "doc", "content": list(blocks)})


def text(words: str, *marks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "text", "text": words, **({"marks": list(marks)} if marks else {})}


def paragraph(*content: dict[str, Any]) -> dict[str, Any]:
    return {"type": "paragraph", "content": list(content)}


def link(href: str) -> dict[str, Any]:
    return {"type": "link", "attrs": {"href": href}}


ALLOWED = frozenset(
    [
        "div",
        "nav",
        "section",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "pre",
        "code",
        "blockquote",
        "hr",
        "details",
        "summary",
        "input",
        "table",
        "colgroup",
        "col",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
        "img",
        "span",
        "a",
        "strong",
        "em",
        "u",
        "s",
        "sub",
        "sup",
        "mark",
        "time",
        "br",
        "html",
        "body",
    ]
)
_SCHEMES = ("http:", "https:", "mailto:", "tel:")


def assert_safe(html: str) -> None:
    """Nothing in the HTML runs, styles or leads anywhere but to allowed addresses."""
    if not html:
        return
    root = etree.fromstring(f"<div>{html}</div>".encode(), etree.HTMLParser(encoding="utf-8"))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        assert element.tag in ALLOWED, element.tag
        for name, value in element.items():
            assert re.fullmatch(r"[a-z-]+", name), name
            assert not name.startswith("on"), name
            assert name != "style"
            if name in ("href", "src"):
                target = re.sub(r"[\x00-\x20]", "", value).lower()
                assert target.startswith(_SCHEMES) or ":" not in re.split(r"[/?#]", target)[0], value


@quick
@given(documents())
def test_rendering_any_document_is_safe(body: dict[str, Any]) -> None:
    assert_safe(to_html(body))
    to_text(body)
    outline(body)


evil = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1)",
        "' onclick='x",
        "&lt;b&gt;",
        "]]>",
        "<!--",
    ]
)


@quick
@given(evil, evil, evil)
def test_hostile_words_stay_words(words: str, target: str, name: str) -> None:
    body = doc(
        paragraph(text(words, link(target)), {"type": "mention", "attrs": {"id": name, "text": words}}),
        paragraph(
            {"type": "inlineCard", "attrs": {"url": target}},
            {"type": "status", "attrs": {"text": words, "color": "red"}},
        ),
        {"type": "codeBlock", "attrs": {"language": words}, "content": [text(words)]},
        {"type": "expand", "attrs": {"title": words}, "content": [paragraph(text(words))]},
        {"type": "extension", "attrs": {"extensionType": words, "extensionKey": name, "text": words}},
        {
            "type": "mediaSingle",
            "attrs": {"layout": "center"},
            "content": [{"type": "media", "attrs": {"type": "external", "url": target, "alt": words}}],
        },
        {
            "type": "taskList",
            "attrs": {"localId": name},
            "content": [{"type": "taskItem", "attrs": {"localId": name, "state": "TODO"}, "content": [text(words)]}],
        },
        {
            "type": "table",
            "attrs": {"localId": name},
            "content": [
                {
                    "type": "tableRow",
                    "content": [
                        {"type": "tableCell", "attrs": {"background": words}, "content": [paragraph(text(words))]}
                    ],
                }
            ],
        },
    )
    html = to_html(body)
    assert_safe(html)
    shown = "".join(etree.fromstring(f"<div>{html}</div>".encode(), etree.HTMLParser(encoding="utf-8")).itertext())
    assert words in shown


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.com/a b", "https://example.com/a%20b"),
        ("/pages/12/#h-x", "/pages/12/#h-x"),
        ("../other.md?x=a:b", "../other.md?x=a:b"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("tel:+4912", "tel:+4912"),
        ("java\nscript:alert(1)", None),
        ("\x01javascript:alert(1)", None),
        ("JAVASCRIPT:alert(1)", None),
        ("data:text/html,x", None),
        ("vbscript:x", None),
        ("", None),
    ],
)
def test_addresses(url: str, safe: str | None) -> None:
    assert safe_url(url) == safe


def a_page() -> dict[str, Any]:
    day = {"type": "date", "attrs": {"timestamp": timestamp_of(date(2026, 12, 5))}}
    ada = {"type": "mention", "attrs": {"id": "7", "text": "@Ada Lovelace"}}
    return doc(
        {"type": "heading", "attrs": {"level": 2}, "content": [text("What we decided")]},
        {"type": "heading", "attrs": {"level": 2}, "content": [text("What we decided")]},
        {
            "type": "taskList",
            "attrs": {"localId": "l"},
            "content": [
                {
                    "type": "taskItem",
                    "attrs": {"localId": "t1", "state": "DONE"},
                    "content": [ada, text(" calls by "), day],
                },
            ],
        },
        {
            "type": "decisionList",
            "attrs": {"localId": "d"},
            "content": [
                {
                    "type": "decisionItem",
                    "attrs": {"localId": "d1", "state": "DECIDED"},
                    "content": [text("Use SQLite")],
                },
            ],
        },
        paragraph(
            text("see ", {"type": "annotation", "attrs": {"id": "t9", "annotationType": "inlineComment"}}),
            {"type": "inlineCard", "attrs": {"url": "/decisions/1/"}},
        ),
        {"type": "panel", "attrs": {"panelType": "warning"}, "content": [paragraph(text("Careful"))]},
    )


def test_the_parts_that_other_apps_hang_on() -> None:
    html = to_html(a_page())
    for part in (
        '<h2 id="h-what-we-decided">',
        '<h2 id="h-what-we-decided-2">',
        '<li class="action-item" data-local-id="t1" data-state="DONE" data-assignee="7" data-due="2026-12-05" id="b-t1">',
        '<input type="checkbox" disabled checked aria-labelledby="action-t1"><div class="action-text" id="action-t1">',
        '<a class="mention" data-user-id="7" href="/people/7/">@Ada Lovelace</a>',
        '<time datetime="2026-12-05">5 December 2026</time>',
        '<li class="decision-item" data-local-id="d1" data-state="DECIDED" id="b-d1">',
        '<mark class="annotation" data-annotation="t9">see </mark>',
        '<a class="card-link" data-card="inline" href="/decisions/1/">/decisions/1/</a>',
        '<div class="panel panel-warning" role="note">',
        '<span class="visually-hidden">Warning: </span>',
    ):
        assert part in html


def test_what_other_apps_read_from_a_page() -> None:
    body = a_page()
    assert [h.id for h in outline(body)] == ["h-what-we-decided", "h-what-we-decided-2"]
    item = action_items(body)[0]
    assert (item.text, item.assignee_id, item.due, item.done) == (
        "@Ada Lovelace calls by 5 December 2026",
        "7",
        date(2026, 12, 5),
        True,
    )
    assert decision_items(body)[0].text == "Use SQLite"
    assert mentions(body) == ["7"]
    assert links(body) == ["/decisions/1/"]
    assert to_text(body).splitlines()[2:4] == ["@Ada Lovelace calls by 5 December 2026", "Use SQLite"]


def test_tables_have_headers_with_scope_and_a_box_to_scroll() -> None:
    def cell(kind: str, words: str, **attrs: Any) -> dict[str, Any]:
        return {"type": kind, **({"attrs": attrs} if attrs else {}), "content": [paragraph(text(words))]}

    head = {
        "type": "tableRow",
        "content": [
            cell("tableHeader", "Option", colwidth=[120]),
            cell("tableHeader", "Cost"),
        ],
    }
    row = {"type": "tableRow", "content": [cell("tableHeader", "A"), cell("tableCell", "1", background="#e3fcef")]}
    html = to_html(doc({"type": "table", "content": [head, row]}))
    assert html == (
        '<div class="table-scroll" role="group" aria-label="Table" tabindex="0">'
        '<table><colgroup><col width="120"><col></colgroup>'
        '<thead><tr><th scope="col"><p>Option</p></th><th scope="col"><p>Cost</p></th></tr></thead>'
        '<tbody><tr><th scope="row"><p>A</p></th><td data-hue="green"><p>1</p></td></tr></tbody></table></div>'
    )


def test_tables_number_their_rows_say_their_width_and_stay_rectangular() -> None:
    def row(*cells: tuple[str, dict[str, Any]]) -> dict[str, Any]:
        content = [{"type": kind, "attrs": attrs, "content": [paragraph(text("x"))]} for kind, attrs in cells]
        return {"type": "tableRow", "content": content}

    head = row(("tableHeader", {"colwidth": [100]}), ("tableHeader", {"colwidth": [200]}))
    tall = row(("tableCell", {"rowspan": 2, "valign": "middle"}), ("tableCell", {}))
    attrs = {"isNumberColumnEnabled": True, "layout": "wide"}
    # The last row lacks a cell, the one above is held by the tall cell.
    body = doc({"type": "table", "attrs": attrs, "content": [head, tall, row(("tableCell", {})), row()]})
    html = to_html(body)
    assert 'tabindex="0" data-layout="wide"><table data-numbered data-sized width="344">' in html
    assert '<colgroup><col width="44"><col width="100"><col width="200"></colgroup>' in html
    assert '<thead><tr><td class="row-number"></td><th scope="col">' in html
    assert (
        '<tr><td class="row-number">1</td><td rowspan="2" data-valign="middle"><p>x</p></td><td><p>x</p></td></tr>'
        in html
    )
    assert '<tr><td class="row-number">2</td><td><p>x</p></td></tr>' in html
    assert '<tr><td class="row-number">3</td><td></td><td></td></tr>' in html


def test_hooks_of_the_context() -> None:
    file = {"type": "media", "attrs": {"type": "file", "id": "f1", "collection": "", "alt": "A chart"}}
    body = doc(
        {"type": "mediaSingle", "attrs": {"layout": "center"}, "content": [file]},
        paragraph(text("x", link("page:1"))),
        {"type": "extension", "attrs": {"extensionType": "cairn", "extensionKey": "board"}},
    )
    context = RenderContext(
        media_url=lambda attrs: f"/files/{attrs['id']}/",
        link_url=lambda href: "/pages/1/" if href == "page:1" else None,
        extension=lambda node: "<div>board</div>",
        word=str.upper,
    )
    html = to_html(body, context=context)
    assert '<img src="/files/f1/" alt="A chart"' in html
    assert '<a href="/pages/1/">x</a>' in html
    assert "<div>board</div>" in html
    bare = to_html(body)
    assert '<span class="media-missing">A chart</span>' in bare
    assert "page:1" not in bare
    assert 'data-extension="cairn/board"' in bare


def test_colours_become_names() -> None:
    names = ["#ff5630", "#ffab00", "#36b37e", "#0052cc", "#6554c0", "#97a0af", "#ffffff", "junk"]
    assert [hue_of(color) for color in names] == ["red", "orange", "green", "blue", "purple", "grey", "grey", "grey"]


def test_a_block_with_an_id_can_be_linked_to() -> None:
    named = {"type": "paragraph", "attrs": {"localId": "a b"}, "content": [text("One")]}
    title = {"type": "heading", "attrs": {"level": 2, "localId": "t"}, "content": [text("Plan")]}
    html = to_html(doc(named, named, title, paragraph(text("Plain"))))
    assert html == (
        '<p id="b-a-b">One</p><p id="b-a-b-2">One</p>'
        '<h2 id="h-plan"><span class="block-anchor" id="b-t"></span>Plan</h2><p>Plain</p>'
    )


def test_the_editors_palette_is_shown_in_its_own_tones() -> None:
    source = Path(__file__).parents[4] / "frontend/islands/editor/schema/colors.ts"
    palette = re.findall(r'^  (\w+): "(#[0-9a-f]{6})",$', source.read_text(), re.MULTILINE)
    assert len(palette) == 18
    assert [hue_of(color) for _name, color in palette] == [name for name, _color in palette]
