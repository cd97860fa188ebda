"""Blocks put under a section of a live document: prompts that were answered go, and nobody's words do."""

from typing import Any

from pycrdt import Doc

from cairn.documents import Adf, adf_from_doc, fill_doc, named_sections, put_under, section_id, to_text


def heading(key: str, text: str, level: int = 2) -> Adf:
    attrs = {"level": level, "localId": section_id(key)}
    return {"type": "heading", "attrs": attrs, "content": [{"type": "text", "text": text}]}


def line(text: str) -> Adf:
    return {"type": "paragraph", "content": [{"type": "text", "text": text}]}


def prompt(text: str) -> Adf:
    return {"type": "paragraph", "content": [{"type": "placeholder", "attrs": {"text": text}}]}


def live(*blocks: Adf) -> Doc[Any]:
    doc: Doc[Any] = Doc()
    fill_doc(doc, {"version": 1, "type": "doc", "content": list(blocks)})
    return doc


def words(doc: Doc[Any]) -> list[str]:
    return to_text(adf_from_doc(doc)).splitlines()


def test_it_stands_behind_what_was_said_and_before_what_is_empty() -> None:
    empty = {"type": "tableCell", "attrs": {}, "content": [prompt("when")]}
    table = {"type": "table", "attrs": {"localId": "t"}, "content": [{"type": "tableRow", "content": [empty]}]}
    doc = live(
        heading("goal", "Goal"), line("A tip"), prompt("Why?"), table, heading("risks", "Risks"), prompt("What?")
    )
    assert put_under(doc, "goal", "Goal", [line("Because")])
    kinds = [node["type"] for node in adf_from_doc(doc)["content"]]
    assert kinds == ["heading", "paragraph", "paragraph", "table", "heading", "paragraph"]
    assert [each for each in words(doc) if each.strip()][:3] == ["Goal", "A tip", "Because"]
    assert put_under(doc, "goal", "Goal", [line("And late")])
    found = next(each for each in named_sections(adf_from_doc(doc)) if each.key == "goal")
    assert [to_text({"content": [node]}).strip() for node in found.content[:3]] == ["A tip", "Because", "And late"]


def test_a_section_ends_where_another_begins_inside_of_it() -> None:
    doc = live(heading("goal", "Goal"), line("Said"), heading("inner", "Inner", 3), line("Below"))
    put_under(doc, "goal", "Goal", [line("New")])
    assert [each for each in words(doc) if each.strip()] == ["Goal", "Said", "New", "Inner", "Below"]


def test_a_lost_section_comes_back_behind_everything() -> None:
    doc = live(line("Only this is left"))
    assert not put_under(doc, "goal", "Goal", [line("Because")])
    assert [(each.key, each.heading) for each in named_sections(adf_from_doc(doc))] == [("goal", "Goal")]
    assert words(doc)[0] == "Only this is left"


def test_who_types_at_that_moment_loses_nothing() -> None:
    doc = live(heading("goal", "Goal"), line("Said"))
    other: Doc[Any] = Doc()
    other.apply_update(doc.get_update())
    put_under(doc, "goal", "Goal", [line("From the answers")])
    put_under(other, "goal", "Goal", [line("Typed at the same moment")])
    doc.apply_update(other.get_update())
    other.apply_update(doc.get_update())
    assert adf_from_doc(doc) == adf_from_doc(other)
    assert {"Said", "From the answers", "Typed at the same moment"} <= set(words(doc))
