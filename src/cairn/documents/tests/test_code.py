from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from .. import annotations, to_html, to_text, validate
from ..html import code as coloured
from .strategies import quick


def block(code: str, **attrs: Any) -> dict[str, Any]:
    node: dict[str, Any] = {"type": "codeBlock", "attrs": attrs}
    if code:
        node["content"] = [{"type": "text", "text": code}]
    return {"version": 1, "type": "doc", "content": [node]}


def test_words_of_code_get_classes_and_lines_their_place() -> None:
    html = to_html(block('def f():\n    """two\nlines"""\n    return 1', language="Python"))
    assert '<pre class="code-block" tabindex="0" data-language="Python" data-lines="4"><code>' in html
    assert (
        '<span class="line"><span class="tok-keyword">def</span> <span class="tok-title">f</span>():</span>\n' in html
    )
    assert '<span class="tok-string">lines&quot;&quot;&quot;</span></span>\n' in html
    assert "style" not in html


def test_who_wants_no_numbers_gets_none() -> None:
    assert "line" not in to_html(block("x = 1", language="python"))
    assert "data-lines" not in to_html(block("a\nb", hideLineNumbers=True))
    assert "data-wrap" in to_html(block("a", wrap=True))


def test_unknown_languages_and_long_or_slow_code_stay_plain(monkeypatch: Any) -> None:
    assert to_html(block("a < b", language="no such")) == (
        '<pre class="code-block" tabindex="0" data-language="no such"><code>a &lt; b</code></pre>'
    )
    monkeypatch.setattr(coloured, "PATIENCE", -1)
    assert "tok-" not in to_html(block("def f(): pass", language="python"))
    monkeypatch.undo()
    assert "tok-" not in to_html(block("1" * (coloured.LONGEST + 1), language="python"))


def test_a_commented_passage_is_marked_through_words_and_lines() -> None:
    page = block('def f():\n    """two\nlines"""', language="python")
    marked = {"type": "annotation", "attrs": {"id": "a1", "annotationType": "inlineComment"}}
    words = page["content"][0]["content"][0]["text"]
    page["content"][0]["content"] = [
        {"type": "text", "text": words[:4]},
        {"type": "text", "text": words[4:18], "marks": [marked]},
        {"type": "text", "text": words[18:]},
    ]
    html = to_html(page)
    passages = lxml_html.fromstring(html).xpath("//mark[@data-annotation='a1']")
    assert [passage.text_content() for passage in passages] == ["f():", '    """tw']
    assert lxml_html.fromstring(html).text_content() == words
    assert validate(page) is page and to_text(page) == words and annotations(page) == {"a1": words[4:18]}


@quick
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n\t")),
       st.sampled_from(["python", "html", "bash", "diff", "yaml", "rust", "c++"]), st.booleans())  # fmt: skip
def test_no_letter_is_lost(code: str, language: str, hidden: bool) -> None:
    page = lxml_html.fromstring(f"<main>{to_html(block(code, language=language, hideLineNumbers=hidden))}</main>")
    shown = page.text_content().removeprefix("\n") if code.startswith("\n") else page.text_content()
    assert shown == code or shown == code.removeprefix("\n")
