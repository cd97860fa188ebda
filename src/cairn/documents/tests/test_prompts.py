"""Prompts: no reader sees one, and what is empty without it goes too."""

from typing import Any

from cairn.documents import Adf, prompts_in, to_html, to_markdown, to_text, validate, without_prompts


def prompt(words: str) -> Adf:
    return {"type": "placeholder", "attrs": {"text": words}}


def p(*content: Any) -> Adf:
    return {"type": "paragraph", "content": [t(c) if isinstance(c, str) else c for c in content]}


def t(words: str) -> Adf:
    return {"type": "text", "text": words}


def cell(*content: Any) -> Adf:
    return {"type": "tableCell", "content": [p(*content)]}


def body(*content: Adf) -> Adf:
    return {"version": 1, "type": "doc", "content": list(content)}


def row(*cells: Adf) -> Adf:
    return {"type": "tableRow", "content": list(cells)}


def test_prompts_go_with_what_is_empty_without_them() -> None:
    item: Adf = {"type": "listItem", "content": [p(prompt("c"))]}
    kept: Adf = {"type": "listItem", "content": [p("Rain")]}
    full = body(
        p(prompt("a")),
        p("Said ", prompt("b")),
        {"type": "bulletList", "content": [item, kept]},
        {"type": "bulletList", "content": [item]},
        {"type": "panel", "attrs": {"panelType": "info"}, "content": [p(prompt("d"))]},
        {"type": "table", "content": [row(cell("Time"), cell(prompt("e"))), row(cell(prompt("f")), cell(prompt("g")))]},
        p(),
    )
    validate(full)
    rest = without_prompts(full)
    validate(rest)
    assert rest["content"] == [
        p("Said"),
        {"type": "bulletList", "content": [kept]},
        {"type": "table", "content": [row(cell("Time"), {"type": "tableCell", "content": [{"type": "paragraph"}]})]},
        p(),
    ]
    assert prompts_in(full) == ["a", "b", "c", "c", "d", "e", "f", "g"] and prompts_in(rest) == []


def test_a_heading_over_nothing_but_prompts_goes_with_them() -> None:
    def h(level: int, words: str, **attrs: str) -> Adf:
        return {"type": "heading", "attrs": {"level": level, **attrs}, "content": [t(words)]}

    asked = p(prompt("Who?"))
    full = body(
        h(2, "Who feels it"), h(3, "On the first day"), asked, h(2, "Kept", localId="section-kept"), asked,
        h(2, "Half"), asked, p("Rain"), h(2, "Alone"), h(2, "Last"), asked,
    )  # fmt: skip
    kept = [node["content"][0]["text"] for node in without_prompts(full)["content"]]
    assert kept == ["Kept", "Half", "Rain", "Alone"]


def test_nothing_but_prompts_leaves_nothing_and_no_converter_shows_one() -> None:
    full = body(p(prompt("Only this")))
    assert without_prompts(full) == body()
    for words in (to_text(full), to_html(full), to_markdown(full).text):
        assert "Only this" not in words
    plain = body(p("Rain"))
    assert without_prompts(plain) is plain
