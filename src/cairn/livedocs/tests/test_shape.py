"""The shape reader agrees with Yjs on every update that a document makes."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text, XmlElement, XmlFragment, XmlText

from cairn.livedocs.lib0 import BadBytes
from cairn.livedocs.shape import clocks, read_shape

words = st.text(max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
steps = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 50), words, values), max_size=25)


def take(step: tuple[int, int, str, Any], doc: Doc[Any]) -> None:
    kind, place, word, value = step
    body = doc.get("body", type=XmlFragment)
    text, items, table = doc.get("t", type=Text), doc.get("a", type=Array), doc.get("m", type=Map)
    match kind:
        case 0:
            body.children.append(XmlElement("paragraph", {"localId": word}, [XmlText(word)]))
        case 1 if len(body.children):
            del body.children[place % len(body.children)]
        case 2 if len(body.children):
            body.children[place % len(body.children)].children.append(XmlText(word))
        case 3:
            text.insert(len(text) * (place % 2), word)  # places are counted in bytes: only the ends are safe
        case 4 if len(text) > 1:
            text.format(0, len(text), {"strong": value if isinstance(value, dict) else {}})
        case 5:
            items.append(value)
        case 6:
            table[word or "k"] = value
        case 7 if len(items):
            del items[place % len(items)]


@given(steps, steps)
def test_every_real_update_is_sound_and_fits_in_order(first: Any, second: Any) -> None:
    left, right = Doc[Any](client_id=1), Doc[Any](client_id=2**50)
    made: list[bytes] = []
    for doc, own in ((left, first), (right, second)):
        subscription = doc.observe(lambda event: made.append(event.update))
        for step in own:
            take(step, doc)
        doc.unobserve(subscription)
        right.apply_update(left.get_update())
    known: dict[int, int] = {}
    for update in made:
        risen = read_shape(update).after(known)
        assert risen is not None
        known |= risen
    whole = right.get_update()
    assert known == clocks(right.get_state()) == read_shape(whole).after({})
    assert read_shape(whole).after(known) == {}


@given(steps, st.data())
def test_broken_bytes_raise_nothing_else(made: Any, data: st.DataObject) -> None:
    doc: Doc[Any] = Doc(client_id=7)
    for step in made:
        take(step, doc)
    broken = bytearray(doc.get_update())
    for _ in range(data.draw(st.integers(1, 3))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(BadBytes):
        read_shape(bytes(broken))


@pytest.mark.parametrize("depth", [200_000])
def test_a_value_nested_without_end_is_refused(depth: int) -> None:
    with pytest.raises(BadBytes):
        read_shape(b"\x01\x01\x01\x00\x08\x01\x01t\x01" + b"\x75\x01" * depth + b"\x7e\x00")
    with pytest.raises(BadBytes):
        read_shape(b"\x01\x01\x01\x00\x06\x01\x01t\x01a" + b"\xff\x03" + b"[" * 511 + b"\x00")
