"""Comparing any two documents: nothing is lost of either side, nothing is invented, and it never takes long."""

from __future__ import annotations

import random
import time
from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ..diff import changes_html, columns_html, diff
from ..diff.items import key_of
from ..text import to_text
from ..types import Adf
from ..walk import walk
from .strategies import documents, markdown_documents, quick


@st.composite
def edited(draw: st.DrawFn) -> tuple[Adf, Adf]:
    """A document and one made of it: blocks dropped, doubled, moved, and words changed anywhere."""
    old = draw(documents() | markdown_documents())
    new = deepcopy(old)
    content: list[Any] = new["content"]
    for _ in range(draw(st.integers(0, 4))):
        if not content:
            break
        at = draw(st.integers(0, len(content) - 1))
        block = content.pop(at)
        for _ in range(draw(st.integers(0, 2))):
            content.insert(draw(st.integers(0, len(content))), deepcopy(block))
    texts = [node for node in walk(new) if node.get("type") == "text"]
    if texts:
        for node in draw(st.lists(st.sampled_from(texts), max_size=3)):
            node["text"] += draw(st.sampled_from([" more", "!", "x"]))
    return old, new


def same(left: Adf, right: Adf) -> bool:
    return key_of(left) == key_of(right) and to_text(left) == to_text(right)


few = settings(quick, max_examples=max(12, quick.max_examples // 3))


@few
@given(edited() | st.tuples(documents(), documents()))
def test_both_sides_of_any_comparison_can_be_read_back_and_shown(pair: tuple[Adf, Adf]) -> None:
    old, new = pair
    found = diff(old, new)
    assert same(found.on("old"), old) and same(found.on("new"), new)
    assert bool(found) == (key_of(old) != key_of(new))
    for shown in (changes_html(found), columns_html(found)):
        assert len(shown) == len(found.changes)
        assert all(isinstance(each.html, str) and "<script" not in each.html for each in shown)
    same_twice = diff(old, deepcopy(old))
    assert not same_twice and same_twice.counts() == {}


def page(words: int, *, seed: int, paragraph: int = 60) -> list[str]:
    chance = random.Random(seed)
    names = [f"word{chance.randrange(3000)}" if chance.random() < 0.6 else "the" for _ in range(words)]
    return [" ".join(names[at : at + paragraph]) for at in range(0, words, paragraph)]


def body_of(paragraphs: list[str]) -> Adf:
    content = [{"type": "paragraph", "content": [{"type": "text", "text": words}]} for words in paragraphs]
    return {"version": 1, "type": "doc", "content": content}


def seconds(old: list[str], new: list[str]) -> float:
    before = time.process_time()
    found = diff(body_of(old), body_of(new))
    assert found.on("new") == body_of(new)
    return time.process_time() - before


def test_a_page_of_20_000_words_takes_no_time_worth_naming() -> None:
    """Far above what it takes (0.3 s on one core), far below what comparing each with each would."""
    old = page(20_000, seed=1)
    assert seconds(old, [words.replace("word1", "stone") for words in reversed(old)]) < 5
    assert seconds([" ".join(old[:60])], [" ".join(reversed(old[:60]))]) < 5  # one long block
    assert seconds(["the"] * 3000, ["the", "a"] * 1500) < 5  # nothing that tells one from another
