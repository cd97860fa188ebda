"""What the live server does with bytes alone comes out as with a library: typing as Yjs has it, frames as RFC 6455 does."""

from math import inf
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Text
from websockets.frames import Frame, Opcode

from cairn.live import wire
from cairn.live.copy import Copy
from cairn.live.run import Piece, run_of, units
from cairn.livedocs.log import Tail
from cairn.livedocs.reading import document_of

keys = st.tuples(st.integers(0, 1), st.integers(0, 30), st.text(st.characters(exclude_categories=["Cs"]), max_size=8))


@settings(max_examples=30, deadline=None)
@given(st.lists(keys, max_size=12), st.sets(st.integers(0, 60)))
def test_typing_taken_in_as_bytes_is_what_yjs_makes_of_it(bursts: list[tuple[int, int, str]], built: set[int]) -> None:
    """`built`: before which keystrokes somebody begins to build the document elsewhere, which is used after the next."""
    copy = Copy(Tail([], 0))
    docs: list[Doc[Any]] = [Doc(client_id=7), Doc(client_id=2**40)]
    made: list[bytes] = []
    for doc in docs:
        doc.observe(lambda event: made.append(event.update))
    relayed: list[Piece] = []
    building: list[tuple[Doc[Any], Tail]] = []
    count = 0
    for who, where, word in bursts:
        run = None
        text = docs[who].get("t", type=Text)
        place = len(str(text)[:where].encode())
        for letter in word:
            made.clear()
            waiting, building = building, []
            if count in built:
                copy.rest(inf)
                snapshot = copy.snapshot()
                building.append((document_of(snapshot), snapshot))
            count += 1
            text.insert(place, letter)
            place += len(letter.encode())
            added = run.continued(made[0]) if run is not None else None
            if run is not None and added is not None:
                relayed.append(Piece(run, run.clock, added, made[0]))
                copy.type(run, added, units(added), made[0])
            else:
                kept = copy.apply(made[:1])
                assert kept is not None
                run = run_of(made[0])
            for doc, snapshot in waiting:
                if copy._doc is None:
                    copy.take_over(doc, snapshot)
            docs[1 - who].apply_update(relayed.pop().update() if relayed else made[0])
    for whole in (copy.whole(), copy.document().get_update()):
        fresh: Doc[Any] = Doc()
        fresh.apply_update(whole)
        assert str(fresh.get("t", type=Text)) == str(docs[0].get("t", type=Text)) == str(docs[1].get("t", type=Text))


@pytest.mark.parametrize("merged", [False, True], ids=["", "and merged anew meanwhile"])
def test_what_is_typed_while_the_document_is_built_elsewhere_is_in_it(merged: bool) -> None:
    copy, typist, made = Copy(Tail([], 0)), Doc[Any](client_id=7), list[bytes]()
    typist.observe(lambda event: made.append(event.update))
    text = typist.get("t", type=Text)
    for letter in "stones":
        text += letter
    copy.apply(made[:1])
    run = run_of(made[0]) or run_of(made[1])
    assert run is not None
    copy.apply(made[1:2])
    copy.rest(inf)

    def type_(update: bytes) -> None:
        added = run.continued(update)
        assert added is not None
        copy.type(run, added, units(added), update)

    type_(made[2])
    snapshot = copy.snapshot()
    doc = document_of(snapshot)
    type_(made[3])
    if merged:
        copy.whole()
    type_(made[4])
    copy.take_over(doc, snapshot)
    type_(made[5])
    assert str(copy.document().get("t", type=Text)) == "stones"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(max_size=70_000), max_size=4), st.lists(st.integers(1, 5000), max_size=20), st.booleans())
def test_messages_come_out_whole_however_they_are_cut(messages: list[bytes], cuts: list[int], parts: bool) -> None:
    sent = b""
    for message in messages:
        if parts:
            half = len(message) // 2
            sent += Frame(Opcode.BINARY, message[:half], fin=False).serialize(mask=True)
            sent += Frame(Opcode.PING, b"?").serialize(mask=True)
            sent += Frame(Opcode.CONT, message[half:]).serialize(mask=True)
        else:
            sent += Frame(Opcode.BINARY, message).serialize(mask=True)
    parser, heard = wire.Parser(100_000), []
    for cut in [*cuts, len(sent)]:
        heard += list(parser.feed(sent[:cut]))
        sent = sent[cut:]
    assert [payload for opcode, payload in heard if opcode == wire.BINARY] == messages


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (Frame(Opcode.BINARY, b"not masked").serialize(mask=False), 1002),
        (Frame(Opcode.CONT, b"of nothing").serialize(mask=True), 1002),
        (b"\xc2\x80\x00\x00\x00\x00", 1002),  # a reserved bit
        (b"\x83\x80\x00\x00\x00\x00", 1002),
        (b"\x09\x80\x00\x00\x00\x00", 1002),
        (Frame(Opcode.BINARY, bytes(1001)).serialize(mask=True), 1009),
        (Frame(Opcode.BINARY, bytes(600), fin=False).serialize(mask=True) * 2, 1009),
    ],
    ids=["not masked", "continues nothing", "reserved bit", "unknown code", "cut control", "too large", "too long"],
)
def test_a_client_that_breaks_the_protocol_is_told_so(frame: bytes, code: int) -> None:
    with pytest.raises(wire.BadWire) as broken:
        list(wire.Parser(1000).feed(frame))
    assert broken.value.code == code
