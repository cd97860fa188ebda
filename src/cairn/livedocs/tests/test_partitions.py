"""Random edits by several clients with partitions: the door takes every one, all converge, and what comes out is ADF."""

from __future__ import annotations

import json
import os
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from cairn.documents import adf_from_doc_reported, fill_doc
from cairn.documents.tests.strategies import documents, quick
from cairn.documents.validation import is_valid
from cairn.documents.yjs.write import append_nodes
from cairn.livedocs.nodes import Nodes
from cairn.livedocs.shape import clocks, read_shape

CLIENTS = 3
KINDS = ("insert", "type", "type", "mark", "delete", "shorten", "attribute", "part", "meet")
steps = st.lists(
    st.tuples(st.integers(0, CLIENTS - 1), st.sampled_from(KINDS), st.integers(0, 999), st.integers(0, 999)),
    min_size=5, max_size=40,
)  # fmt: skip


class Server:
    """The log, and the door before it: what the live server asks of an update."""

    def __init__(self) -> None:
        self.doc: Doc[Any] = Doc()
        self.nodes = Nodes()

    def take(self, update: bytes) -> None:
        shape = read_shape(update)
        assert shape.after(clocks(self.doc.get_state())) is not None, "a sound client's update has a hole"
        assert self.nodes.admits(update, shape, self.doc.get_update), "a sound client's update was refused"
        self.doc.apply_update(update)


class Client:
    def __init__(self, number: int, server: Server) -> None:
        self.doc: Doc[Any] = Doc(client_id=number + 1)
        self.server, self.online = server, True
        self.meet()

    def meet(self) -> None:
        """Both tell what the other has not: after a partition, and at the beginning."""
        self.server.take(self.doc.get_update(self.server.doc.get_state()))
        self.doc.apply_update(self.server.doc.get_update(self.doc.get_state()))

    def edit(self, kind: str, place: int, other: int, blocks: list[dict[str, Any]]) -> None:
        body = self.doc.get("body", type=XmlFragment)
        texts, elements = parts(body)
        with self.doc.transaction():
            if kind == "insert" and blocks:
                append_nodes(body, [blocks[other % len(blocks)]], at=place % (len(body.children) + 1))
            elif kind == "delete" and len(body.children):
                del body.children[place % len(body.children)]
            elif kind == "type" and texts:
                text = texts[place % len(texts)]
                text.insert((0, len(str(text).encode()))[other % 2] if is_plain(text) else 0, f"w{other} ")
            elif kind == "mark" and texts and is_plain(text := texts[place % len(texts)]):
                text.format(0, len(str(text)), {"strong": {}} if other % 2 else {"strong": None})
            elif kind == "shorten" and texts and is_plain(text := texts[place % len(texts)]):
                del text[0 : other % (len(str(text)) + 1)]
            elif kind == "attribute" and elements:
                elements[place % len(elements)].attributes["localId"] = f"id-{other}"


def is_plain(text: XmlText) -> bool:
    """Places are counted in bytes, and str() shows marks as tags: only here are they known."""
    return str(text).isascii() and all(not marks for _, marks in text.diff())


def parts(body: XmlFragment) -> tuple[list[XmlText], list[XmlElement]]:
    texts: list[XmlText] = []
    elements: list[XmlElement] = []
    waiting: list[Any] = list(body.children)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, XmlText):
            texts.append(node)
        else:
            elements.append(node)
            waiting[:0] = list(node.children)
    return texts, elements


def said(doc: Doc[Any]) -> list[str]:
    """Each text with its marks, which Yjs gives in no order."""
    texts, _ = parts(doc.get("body", type=XmlFragment))
    return [json.dumps([text.diff() for text in texts], sort_keys=True, default=str)]


@(quick if "CAIRN_EXAMPLES" in os.environ else settings(quick, max_examples=12))
@given(documents(), documents(), steps)
def test_clients_with_partitions_converge_to_valid_adf(first: Any, second: Any, made: Any) -> None:
    server = Server()
    fill_doc(server.doc, first)
    clients = [Client(number, server) for number in range(CLIENTS)]
    for who, kind, place, other in made:
        client = clients[who]
        if kind in ("part", "meet"):
            client.online = kind == "meet"
        else:
            client.edit(kind, place, other, second["content"])
        for each in clients:
            if each.online:
                each.meet()
    for _ in range(2):  # the second time, those who came first hear what the last brought
        for client in clients:
            client.meet()
    bodies = [adf_from_doc_reported(client.doc).body for client in clients]
    states = {client.doc.get_state() for client in clients} | {server.doc.get_state()}
    assert len({frozenset(clocks(state).items()) for state in states}) == 1
    texts = [said(client.doc) for client in clients]
    assert texts[0] == texts[1] == texts[2]
    assert all(is_valid(body) for body in bodies)
    assert [block["type"] for block in bodies[0]["content"]] == [block["type"] for block in bodies[1]["content"]]
