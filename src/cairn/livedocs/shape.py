"""Reads the shape of a Yjs update without applying it: what it brings, what it rests on, and that it is sound.

The update comes from a browser and goes into a Rust library that decodes it recursively: a value nested 200,000 deep
takes the process with it, and an update that rests on changes nobody has seen waits inside the document, invisible,
where a snapshot would lose it. So both are refused at the door.

Format: Yjs update v1 (source: yjs 13.6, src/utils/encoding.js, src/structs/).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cairn.livedocs.lib0 import MAX_INTEGER, BadBytes, Reader

MAX_DEPTH = 100  # of a value inside a value; ADF needs a handful
GC, NODE, SKIP = 0, 7, 10  # kinds of content that are asked for by name
Clocks = dict[int, int]


@dataclass(slots=True)
class Shape:
    """`brings`: runs of changes as (client, first clock, clock after the last).

    `rests_on`: client → the clock that must have been reached for the update to have its place. `nodes`: how many
    elements, texts and other types it makes, `names`: the elements' names.
    """

    brings: list[tuple[int, int, int]] = field(default_factory=list)
    rests_on: Clocks = field(default_factory=dict)
    nodes: int = 0
    names: set[bytes] = field(default_factory=set)

    def needs(self, client: int, clock: int) -> None:
        if self.rests_on.get(client, 0) < clock:
            self.rests_on[client] = clock

    def after(self, known: Mapping[int, int]) -> Clocks | None:
        """The clocks that rise when a document that knows `known` gets the update. None: it would have a hole."""
        risen: Clocks = {}
        for client, start, end in self.brings:
            clock = risen.get(client, known.get(client, 0))
            if start > clock:
                return None
            if end > clock:
                risen[client] = end
        for client, clock in self.rests_on.items():
            if clock > risen.get(client, known.get(client, 0)):
                return None
        return risen


def clocks(state_vector: bytes) -> Clocks:
    """A state vector (v1 encoding) as client → clock."""
    reader = Reader(state_vector)
    return {reader.uint(): reader.uint() for _ in range(reader.uint())}


def read_shape(update: bytes) -> Shape:
    """The shape of `update` (v1 encoding). `BadBytes` when it is not a sound update."""
    reader, shape = Reader(update), Shape()
    for _ in range(reader.uint()):
        count, client, clock = reader.uint(), reader.uint(), reader.uint()
        start = clock
        for _ in range(count):
            info = reader.byte()
            if info & 31 == SKIP:  # a gap in a merged update
                if clock > start:
                    shape.brings.append((client, start, clock))
                clock += reader.uint()
                start = clock
            elif info & 31 == GC:
                clock += reader.uint()
            else:
                clock += _item(reader, info, shape)
        if clock > MAX_INTEGER:
            raise BadBytes("clock too large")
        if clock > start:
            shape.brings.append((client, start, clock))
    for _ in range(reader.uint()):
        client = reader.uint()
        for _ in range(reader.uint()):
            shape.needs(client, reader.uint() + reader.uint())
    if not reader.at_end():
        raise BadBytes("goes on after its end")
    return shape


@dataclass(frozen=True, slots=True)
class Item:
    """A run of changes at one place: `beside` a change made before it, or `below` a parent; neither for the children of
    a root type (and for what is left of deleted ones).
    """

    client: int
    clock: int
    length: int
    beside: tuple[int, int] | None
    below: tuple[int, int] | None
    is_node: bool


def items(update: bytes) -> Iterator[Item]:
    """The items of an update that `read_shape` found sound, by client and clock."""
    reader, scratch = Reader(update), Shape()
    for _ in range(reader.uint()):
        count, client, clock = reader.uint(), reader.uint(), reader.uint()
        for _ in range(count):
            info = reader.byte()
            if info & 31 == SKIP:
                clock += reader.uint()
                continue
            if info & 31 == GC:
                left = right = below = None
                length = reader.uint()
            else:
                left, right, below = _place(reader, info)
                length = _content(reader, info & 31, scratch)
            yield Item(client, clock, length, left or right, below, info & 31 == NODE)
            clock += length


Id = tuple[int, int] | None


def _item(reader: Reader, info: int, shape: Shape) -> int:
    """Reads one item; returns its length in clock ticks."""
    for place in _place(reader, info):
        if place is not None:
            shape.needs(place[0], place[1] + 1)
    return _content(reader, info & 31, shape)


def _place(reader: Reader, info: int) -> tuple[Id, Id, Id]:
    """The changes to its left and right when it was made, or without them its parent (none: a root type)."""
    left = (reader.uint(), reader.uint()) if info & 128 else None
    right = (reader.uint(), reader.uint()) if info & 64 else None
    below = None
    if not info & 192:
        if reader.uint() == 1:
            reader.buffer()  # the name of a root type
        else:
            below = (reader.uint(), reader.uint())
        if info & 32:
            reader.buffer()  # the key of a map, the name of an attribute
    return left, right, below


def _content(reader: Reader, kind: int, shape: Shape) -> int:
    match kind:
        case 1:  # deleted
            return reader.uint()
        case 2:  # JSON, the old kind
            count = reader.uint()
            for _ in range(count):
                _json(reader)
            return count
        case 3:  # binary
            reader.buffer()
        case 4:  # text, counted in UTF-16 units
            text = reader.string()
            return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
        case 5:  # embed
            _json(reader)
        case 6:  # format
            reader.buffer()
            _json(reader)
        case 7:  # a type
            _node(reader, shape)
        case 8:  # values
            count = reader.uint()
            for _ in range(count):
                _any(reader, MAX_DEPTH)
            return count
        case _:  # documents in documents and moves: nothing of ours makes them
            raise BadBytes(f"content of kind {kind}")
    return 1


def _node(reader: Reader, shape: Shape) -> None:
    """Array, map, text, element, fragment or text of a fragment. Hooks and links to elsewhere: nothing of ours."""
    kind = reader.uint()
    if kind > 6 or kind == 5:
        raise BadBytes(f"type of kind {kind}")
    shape.nodes += 1
    if kind == 3:
        shape.names.add(reader.buffer())


def _json(reader: Reader) -> None:
    text = reader.buffer()
    if text.count(b"[") + text.count(b"{") > MAX_DEPTH:
        depth = deepest = 0
        for byte in text:
            depth += (byte in b"[{") - (byte in b"]}")
            deepest = max(deepest, depth)
        if deepest > MAX_DEPTH:
            raise BadBytes("nested too deep")


FIXED = {127: 0, 126: 0, 124: 4, 123: 8, 122: 8, 121: 0, 120: 0}  # undefined, null, floats, bigint, false, true


def _any(reader: Reader, depth: int) -> None:
    if depth == 0:
        raise BadBytes("nested too deep")
    kind = reader.byte()
    if kind in FIXED:
        reader.take(FIXED[kind])
    elif kind == 125:  # a signed integer
        while reader.byte() & 128:
            pass
    elif kind in (119, 116):  # text, bytes
        reader.buffer()
    elif kind == 118:  # an object
        for _ in range(reader.uint()):
            reader.buffer()
            _any(reader, depth - 1)
    elif kind == 117:  # an array
        for _ in range(reader.uint()):
            _any(reader, depth - 1)
    else:
        raise BadBytes(f"value of kind {kind}")
