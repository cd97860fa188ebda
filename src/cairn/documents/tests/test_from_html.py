from __future__ import annotations

import json
import random
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .. import from_html, links, to_html, to_text, validate
from ..text import timestamp_of
from .strategies import quick
from .test_html import assert_safe, doc, paragraph, text

PASTED = """<html><head><title>x</title><style>p{}</style></head><body><!-- c -->
<b style="font-weight:normal"><p>Hello <span style="font-weight:700">bold</span>
  <i>it</i></p></b><script>alert(1)</script>
<ul><li>a<ul><li>b</li></ul></li><ul><li>c</li></ul><li><p><input type="checkbox" checked> done</p></li></ul>
<blockquote>q<h2>head</h2></blockquote>
<table><tr><th rowspan=2>h</th><td>1<td>2</tr><tr><td>3<table><tr><td>n</td><td>m</td></tr></table></tr></table>
<pre class="brush: java; gutter">x &lt; y
</pre><p><img src="data:image/png;base64,xx" alt="shot"><img src="/a.png" width="30">tail</p>
<a href="javascript:x">bad</a> <a href="/ok" onclick="x">ok</a><dl><dt>T</dt><dd>D</dd></dl>
<div class="confluence-information-macro confluence-information-macro-note"><div>mind</div></div>
<custom-tag>z</custom-tag>"""


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


# What makes the cleaning of other programs' HTML begin, in no order at all.
FOREIGN = (
    "<p class=MsoNormal>", "<p class=MsoListParagraph style='mso-list:l0 level3 lfo1'>", "<o:p>", "</o:p>",
    "<span style='mso-list:Ignore'>1.</span>", "<div style='mso-element:footnote-list'>",
    "<div style='mso-element:footnote'>", "<a style='mso-footnote-id:ftn1'>", "<del>", "<div class=ListContainerWrapper>",
    "<b id=docs-internal-guid-1>", "<li role=checkbox>", "<td style='font-weight:700'>", "<table role=presentation>",
    "<ac:structured-macro ac:name=expand>", "<ac:structured-macro ac:name=code>", "</ac:structured-macro>",
    "<ac:parameter ac:name=title>", "</ac:parameter>", "<ac:task>", "<div data-panel-type=info>", "<div data-task-state=DONE>",
    "<div class='panel code'>", "<div class=expand-container>", "<ul class=toggle>", "<ul class=to-do-list>", "<aside>",
    "<section class=footnotes>", "<dl>", "<pre class=gutter>", "<div style='white-space:pre;font-family:mono'>", "<nav>",
    "<mark>", "☐ ", "<figcaption>", "<button>", "<main>", "<h2 aria-hidden=true>",
)  # fmt: skip

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
        *FOREIGN,
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


def test_a_table_of_ours_comes_back_with_its_looks() -> None:
    def cell(words: str, **attrs: object) -> dict[str, object]:
        found: dict[str, object] = {"type": "tableCell", "content": [paragraph(text(words))]}
        return {**found, "attrs": attrs} if attrs else found

    rows = [{"type": "tableRow", "content": [cell("a"), cell("b", valign="middle", rowspan=2)]},
            {"type": "tableRow", "content": [cell("c")]}]  # fmt: skip
    body = doc({"type": "table", "attrs": {"isNumberColumnEnabled": True}, "content": rows})
    html = to_html(body)
    assert '<td class="row-number">1</td>' in html
    assert from_html(html).body == body


PIECES = [
    "<figure>",
    "</figure>",
    "<figcaption>",
    "</figcaption>",
    "<li class=task-list-item>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<ul>",
    "<li>",
    "</ul>",
    "<ol start=3>",
    "</ol>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<blockquote>",
    "</blockquote>",
    "<b>",
    "</b>",
    "<h2>",
    "</h2>",
    "<pre>",
    "</pre>",
    "<details><summary>",
    "</summary>",
    "</details>",
    "<br>",
    "<hr>",
    "<img src=/a.png>",
    "<input type=checkbox>",
    "<p class=MsoNormal>",
    "<ac:structured-macro ac:name=expand>",
    "</ac:structured-macro>",
    "<div data-panel-type=info>",
    "<div class='panel code'>",
    "<div class=expand-container>",
    "<ul class=toggle>",
    "<ul class=to-do-list>",
    "<aside>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<mark>",
    "<a href=/x>",
    "</a>",
    "<ul data-type=taskList>",
    "<li data-task-state=DONE>",
    "<div data-task-local-id=4>",
]


def test_broken_html_keeps_every_word() -> None:
    """As `paste/robust.test.ts` in the browser: tags in any order, each followed by a word."""
    choose = random.Random(5).choice
    for _round in range(150):
        source = "".join(f"{choose(PIECES)} word{part} " for part in range(12))
        body = json.dumps(validate(from_html(source).body))
        lost = [part for part in range(12) if not re.search(rf"word{part}\b", body)]
        assert not lost, f"{lost} of {source}"
