"""The depth of a document, read from its bytes, is the depth that Yjs gives it; what is too deep or unknown is refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, XmlElement, XmlFragment, XmlText
from tests.cast import Cast

from cairn.core.errors import Invalid
from cairn.livedocs import log
from cairn.livedocs.lib0 import buffer, uint
from cairn.livedocs.nodes import MAX_LEVELS, Nodes, levels
from cairn.livedocs.shape import read_shape

Parent = XmlFragment | XmlElement


def nested(depth: int, name: str = "blockquote", client: int = 7, start: int = 0) -> bytes:
    """An update that nests `depth` elements, below the client's element number `start - 1` if there is one."""
    out = bytearray(uint(1) + uint(depth) + uint(client) + uint(start))
    for clock in range(start, start + depth):
        out.append(7)
        out += uint(0) + uint(client) + uint(clock - 1) if clock else uint(1) + buffer(b"body")
        out += uint(3) + buffer(name.encode())
    return bytes(out + uint(0))


def walked(parent: Parent, level: int = 0) -> int:
    inner = [walked(c, level + 1) if not isinstance(c, XmlText) else level + 1 for c in parent.children]
    return max([level, *inner])


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 99), st.integers(0, 1)), max_size=30))
def test_levels_are_those_of_the_document(steps: list[tuple[int, int, int]]) -> None:
    docs = [Doc[Any](client_id=1), Doc[Any](client_id=2**40)]
    nodes, made = Nodes(), Doc[Any]()
    for kind, place, who in steps:
        doc, before = docs[who], docs[who].get_state()
        parent: Parent = doc.get("body", type=XmlFragment)
        for digit in (place % 7, place % 5, place % 3):
            below = [child for child in parent.children if isinstance(child, XmlElement)]
            parent = below[digit % len(below)] if below else parent
        if kind == 0 and len(parent.children):
            del parent.children[place % len(parent.children)]
        elif kind == 1:
            parent.children.insert(0, XmlElement("listItem", {"localId": "1"}, [XmlText("words")]))
        elif kind == 2:
            parent.children.append(XmlElement("bulletList"))
        else:
            docs[1 - who].apply_update(doc.get_update())
        update = doc.get_update(before)
        assert nodes.admits(update, read_shape(update), made.get_update)
        made.apply_update(update)
    docs[0].apply_update(docs[1].get_update())
    depth = walked(docs[0].get("body", type=XmlFragment))
    found = levels(docs[0].get_update())
    assert found.from_outside == 0 and found.from_root >= depth  # what was deleted may have lain deeper
    assert nodes._levels is None or nodes._levels >= depth


def test_depth_is_bounded_in_one_step_and_in_many() -> None:
    doc, nodes = Doc[Any](), Nodes()
    deep = nested(85_000)  # so many levels take the Rust library down when they are deleted
    assert not nodes.admits(deep, read_shape(deep), doc.get_update)
    for start in range(0, 85_000, 45):
        step = nested(45, start=start)
        if not nodes.admits(step, read_shape(step), doc.get_update):
            break
        doc.apply_update(step)
    assert walked(doc.get("body", type=XmlFragment)) == MAX_LEVELS // 45 * 45
    beside = Doc[Any](client_id=9)
    beside.get("body", type=XmlFragment).children.append(XmlElement("paragraph", {}, [XmlText("goes on")]))
    assert nodes.admits(beside.get_update(), read_shape(beside.get_update()), doc.get_update)


@pytest.mark.django_db
@pytest.mark.parametrize("update", [nested(20_000), nested(2, "script")])
def test_the_log_does_not_take_what_no_page_holds(update: bytes, cast: Cast) -> None:
    document = log.create_document(by=cast.ada)
    with pytest.raises(Invalid):
        log.append(document.pk, update, by=cast.ada)
    assert log.append(document.pk, nested(9), by=cast.ada) == 1
