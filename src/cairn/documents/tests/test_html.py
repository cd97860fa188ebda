from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from .. import (
    RenderContext,
    action_items,
    decision_items,
    from_html,
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


def test_the_parts_that_other_apps_hang_on() -> None:
    day = {"type": "date", "attrs": {"timestamp": timestamp_of(date(2026, 12, 5))}}
    ada = {"type": "mention", "attrs": {"id": "7", "text": "@Ada Lovelace"}}
    body = doc(
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
    html = to_html(body)
    for part in (
        '<h2 id="h-what-we-decided">',
        '<h2 id="h-what-we-decided-2">',
        '<li class="action-item" data-local-id="t1" data-state="DONE" data-assignee="7" data-due="2026-12-05">',
        '<input type="checkbox" disabled checked aria-labelledby="action-t1"><div class="action-text" id="action-t1">',
        '<a class="mention" data-user-id="7" href="/people/7/">@Ada Lovelace</a>',
        '<time datetime="2026-12-05">5 Dec 2026</time>',
        '<li class="decision-item" data-local-id="d1" data-state="DECIDED">',
        '<mark class="annotation" data-annotation="t9">see </mark>',
        '<a class="card-link" data-card="inline" href="/decisions/1/">/decisions/1/</a>',
        '<div class="panel panel-warning" role="note">',
        '<span class="visually-hidden">Warning: </span>',
    ):
        assert part in html
    assert [h.id for h in outline(body)] == ["h-what-we-decided", "h-what-we-decided-2"]
    item = action_items(body)[0]
    assert (item.text, item.assignee_id, item.due, item.done) == (
        "@Ada Lovelace calls by 5 Dec 2026",
        "7",
        date(2026, 12, 5),
        True,
    )
    assert decision_items(body)[0].text == "Use SQLite"
    assert mentions(body) == ["7"]
    assert links(body) == ["/decisions/1/"]
    assert to_text(body).splitlines()[2:4] == ["@Ada Lovelace calls by 5 Dec 2026", "Use SQLite"]


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
        '<div class="table-scroll" role="group" aria-label="Table" tabindex="0"><table><colgroup><col width="120"><col></colgroup>'
        '<thead><tr><th scope="col"><p>Option</p></th><th scope="col"><p>Cost</p></th></tr></thead>'
        '<tbody><tr><th scope="row"><p>A</p></th><td data-hue="green"><p>1</p></td></tr></tbody></table></div>'
    )


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


PASTED = """<html><head><title>x</title><style>p{}</style></head><body><!-- c -->
<b style="font-weight:normal"><p>Hello <span style="font-weight:700">bold</span>
  <i>it</i></p></b><script>alert(1)</script>
<ul><li>a<ul><li>b</li></ul></li><ul><li>c</li></ul><li><p><input type="checkbox" checked> done</p></li></ul>
<blockquote>q<h2>head</h2></blockquote>
<table><tr><th rowspan=2>h</th><td>1<td>2</tr><tr><td>3<table><tr><td>n</td><td>m</td></tr></table></tr></table>
<pre class="brush: java; gutter">x &lt; y
</pre><p><img src="data:image/png;base64,xx" alt="shot"><img src="/a.png" width="30">tail</p>
<a href="javascript:x">bad</a> <a href="/ok" onclick="x">ok</a><dl><dt>T</dt><dd>D</dd></dl>
<div class="confluence-information-macro confluence-information-macro-note"><div>mind</div></div><custom-tag>z</custom-tag>"""


def test_pasted_html() -> None:
    conversion = from_html(PASTED)
    body = validate(conversion.body)
    markdown = "\n".join(to_text(body).splitlines())
    for words in ("Hello bold it", "head", "x < y", "shot", "tail", "bad ok", "T", "D", "mind", "z", "3", "n | m"):
        assert words in markdown
    assert "alert" not in markdown
    kinds = [block["type"] for block in body["content"]]
    assert kinds[:3] == ["paragraph", "bulletList", "taskList"]
    assert links(body) == ["/ok"]
    assert "A table inside a table cell became text." in conversion.dropped
    assert "A link with an unsafe address lost it." in conversion.dropped
    assert "A picture that is written into the text itself was left out." in conversion.dropped
    assert_safe(to_html(body))


def test_what_the_reading_view_shows_can_be_copied_back() -> None:
    body = doc(
        paragraph(
            text("Hi "),
            {"type": "mention", "attrs": {"id": "7", "text": "@Ada"}},
            text(" on "),
            {"type": "date", "attrs": {"timestamp": timestamp_of(date(2026, 1, 2))}},
            text(" "),
            {"type": "status", "attrs": {"text": "Done", "color": "green"}},
        ),
        {"type": "panel", "attrs": {"panelType": "tip"}, "content": [paragraph(text("Tip"))]},
        {
            "type": "taskList",
            "attrs": {"localId": "l"},
            "content": [{"type": "taskItem", "attrs": {"localId": "t", "state": "DONE"}, "content": [text("x")]}],
        },
        {
            "type": "decisionList",
            "attrs": {"localId": "d"},
            "content": [
                {"type": "decisionItem", "attrs": {"localId": "i", "state": "DECIDED"}, "content": [text("y")]}
            ],
        },
        {"type": "codeBlock", "attrs": {"language": "python"}, "content": [text("a\n b")]},
        {"type": "expand", "attrs": {"title": "More"}, "content": [paragraph(text("z"))]},
    )
    again = from_html(to_html(body)).body
    for node in (again["content"][2], again["content"][3], body["content"][2], body["content"][3]):
        node["attrs"].pop("localId")
    assert again == body


_pieces = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<ul>",
        "</ul>",
        "<ol>",
        "<li>",
        "</li>",
        "<table>",
        "<tr>",
        "<td>",
        "<th>",
        "</table>",
        "<b>",
        "</b>",
        "<a",
        "href=x>",
        "</a>",
        "<h1>",
        "</h1>",
        "<pre>",
        "</pre>",
        "<blockquote>",
        "</blockquote>",
        "<details>",
        "<summary>",
        "</summary>",
        "</details>",
        "<img",
        "src=x>",
        "<br>",
        "<hr>",
        "<input",
        "type=checkbox>",
        "<script>",
        "</script>",
        "<svg>",
        "<textarea>",
        "<plaintext>",
        "<iframe",
        "src=x>",
        "<dl>",
        "<dt>",
        "<figure>",
        "<figcaption>",
        "&amp;",
        "&#0;",
        "<![CDATA[",
        "<!--",
        "-->",
        "words",
        "\x00",
        "é😀",
        "<template>",
        "<select>",
        "<span",
        "style=color:red;font-weight:bold>",
        "</span>",
        "<code>",
        "</code>",
        "<time",
        "datetime=2026-01-01>",
    ]
)


@quick
@given(st.lists(_pieces | st.text(max_size=6), max_size=30).map(" ".join))
def test_any_html_becomes_valid(html: str) -> None:
    body = validate(from_html(html).body)
    assert_safe(to_html(body))


@pytest.mark.parametrize("tag", ["div", "ul><li", "blockquote", "table><tr><td", "b", "details", "span"])
def test_html_nested_without_end(tag: str) -> None:
    validate(from_html(f"<{tag}>" * 5000 + "end").body)
