"""Extensions of our own: HTML, text, Markdown, and what is read out of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from .. import excerpts, from_html, from_markdown, properties, to_html, to_markdown, to_text, validate
from ..diff.own import own_note
from .strategies import documents, json_values, quick
from .test_html import assert_safe

Node = dict[str, Any]


def own(key: str, kind: str = "extension", content: list[Node] | None = None, text: str = "", **given: Any) -> Node:
    attrs: Node = {"extensionType": "cairn", "extensionKey": key, "parameters": given, "localId": f"id-{key}"}
    if text:
        attrs["text"] = text
    return {"type": kind, "attrs": attrs, **({"content": content} if content is not None else {})}


def para(*nodes: Any) -> Node:
    inside = [{"type": "text", "text": node} if isinstance(node, str) else node for node in nodes if node]
    return {"type": "paragraph", "content": inside}


def heading(level: int, text: str) -> Node:
    return {"type": "heading", "attrs": {"level": level}, "content": [{"type": "text", "text": text}]}


def doc(*nodes: Node) -> Node:
    return validate({"version": 1, "type": "doc", "content": list(nodes)})


def row(*cells: str, head: str = "tableHeader", rest: str = "tableCell") -> Node:
    kinds = [head, *[rest] * (len(cells) - 1)]
    return {
        "type": "tableRow",
        "content": [{"type": kind, "content": [para(text)]} for kind, text in zip(kinds, cells, strict=True)],
    }


def test_a_table_of_contents_nests_and_skips_other_levels() -> None:
    page = doc(
        own("toc", **{"from": 2, "to": 4}), heading(1, "Top"), heading(4, "Deep"), heading(2, "A"), heading(3, "B")
    )
    html = to_html(page)
    assert (
        '<nav class="toc" aria-label="Table of contents" id="b-id-toc"><ul><li><a href="#h-deep">Deep</a></li></ul>'
        in html
    )
    assert '<ul><li><a href="#h-a">A</a><ul><li><a href="#h-b">B</a></li></ul></li></ul></nav>' in html
    assert "#h-top" not in html
    assert to_text(page).split("\n") == ["Top", "Deep", "A", "B"]
    assert to_html(doc(own("toc"))) == ""


def test_formulas_and_diagrams_are_their_source_until_a_script_draws_them() -> None:
    code: Node = {"type": "codeBlock", "attrs": {"language": "mermaid"}}
    code["content"] = [{"type": "text", "text": "graph TD\n  A --> B"}]
    diagram = own("diagram", "bodiedExtension", [code], alt="A leads to B")
    page = doc(own("math", tex="a < b"), para("so ", own("math", "inlineExtension", tex="x^2"), "."), diagram)
    html = to_html(page)
    assert '<div class="math math-block" data-math="block" id="b-id-math"><code>a &lt; b</code></div>' in html
    assert '<p>so <span class="math math-inline" data-math="inline"><code>x^2</code></span>.</p>' in html
    assert "<figcaption>A leads to B</figcaption>" in html and "A --&gt; B" in html
    assert to_text(page) == "a < b\nso x^2.\nA leads to B\ngraph TD\n  A --> B"
    assert to_markdown(page).text == "$$\na < b\n$$\n\nso $x^2$.\n\n```mermaid\ngraph TD\n  A --> B\n```\n"
    assert to_markdown(page).dropped == []


def test_an_include_is_a_link_in_markdown_and_no_words_in_text() -> None:
    given = {"page": 12, "excerpt": "id-1", "title": "A secret title"}
    page = doc(own("include", **given), para("see ", own("include", "inlineExtension", **given)))
    written = to_markdown(page)
    assert written.text == "[excerpt](/pages/12/)\n\nsee [excerpt](/pages/12/)\n"
    assert written.dropped == ["An excerpt of another page was written as a link."]
    assert to_text(page) == "see"


def test_excerpts_are_found_with_their_words() -> None:
    page = doc(
        own("excerpt", "bodiedExtension", [para("Stones")], name="About"),
        para("and ", own("excerpt", "inlineExtension", text="moss", name="Short")),
    )
    assert [(each.name, each.local_id, to_text(each.node)) for each in excerpts(page)] == [
        ("About", "id-excerpt", "Stones"),
        ("Short", "id-excerpt", "moss"),
    ]
    assert to_text(page) == "Stones\nand moss"
    assert to_markdown(page).text == "Stones\n\nand moss\n"


def test_properties_are_rows_or_columns() -> None:
    down = {
        "type": "table",
        "content": [row("Owner:", "Ada"), row("", "nobody"), row("owner", "Ben"), row("State", "Open")],
    }
    across = {
        "type": "table",
        "content": [row("Cost", "Due", rest="tableHeader"), row("9", "May", head="tableCell")],
    }
    page = doc(own("properties", "bodiedExtension", [down]), own("properties", "bodiedExtension", [across]))
    assert [(each.key, to_text(each.cell)) for each in properties(page)] == [
        ("Owner", "Ada"),
        ("State", "Open"),
        ("Cost", "9"),
        ("Due", "May"),
    ]


@quick
@given(documents(), json_values)
def test_whatever_they_are_given_they_stay_safe(page: Node, given: Any) -> None:
    kinds = ("toc", "children", "include", "math", "report", "excerpt", "odd")
    nodes = [own(key) for key in kinds] + [para(own(key, "inlineExtension")) for key in kinds]
    for node in nodes:
        inner = node if node["type"] == "extension" else node["content"][0]
        if given is not None:
            inner["attrs"]["parameters"] = given
        else:
            del inner["attrs"]["parameters"]
    mixed = {**page, "content": [*nodes, *page["content"]]}
    assert_safe(to_html(mixed))
    to_text(mixed), to_markdown(mixed), excerpts(mixed), properties(mixed)


def kinds_of(body: Node) -> list[str]:
    return [node["type"] for node in validate(body)["content"]]


def test_markdown_brings_formulas_and_diagrams() -> None:
    text = "So $E = mc^2$, not \\$5 nor $5 and $6.\n\n$$\n\\frac{a}{b}\n$$\n\n```mermaid\ngraph TD\n  A --> B\n```\n"
    body = from_markdown(text).body
    assert kinds_of(body) == ["paragraph", "extension", "bodiedExtension"]
    assert to_text(body) == "So E = mc^2, not $5 nor $5 and $6.\n\\frac{a}{b}\ngraph TD\n  A --> B"
    again = from_markdown(to_markdown(body).text).body
    assert to_text(again) == to_text(body) and kinds_of(again) == kinds_of(body)
    listed = validate(from_markdown("- one\n\n  $$\n  x\n  $$\n\n  ```mermaid\n  pie\n  ```").body)
    assert to_text(listed) == "one\nx\npie"


@pytest.mark.parametrize(
    "html",
    [
        '<span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation '
        'encoding="application/x-tex">x^2</annotation></semantics></math></span>'
        '<span class="katex-html" aria-hidden="true">x2</span></span>',
        '<math alttext="x^2"><mi>x</mi></math>',
        '<span class="math math-inline" data-math="inline"><code>x^2</code></span>',
    ],
)
def test_pasted_formulas_keep_their_tex(html: str) -> None:
    body = validate(from_html(f"<p>so {html}.</p>").body)
    assert to_markdown(body).text == "so $x^2$.\n"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (own("math", tex="x"), own("math", tex="y"), "formula x → y"),
        (own("include", page=1), own("include", page=2), "shows another excerpt now"),
        (own("math"), own("toc"), None),
    ],
)
def test_changes_are_told_in_words(old: Node, new: Node, words: str | None) -> None:
    note = own_note(old["attrs"], new["attrs"])
    assert (str(note) if note else None) == words
