"""Whatever pieces a client's bytes come in, the same messages come out."""

from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from cairn.live.wire import Parser


@given(st.lists(st.integers(0, 70_000), max_size=6), st.lists(st.integers(1, 40_000), min_size=1, max_size=9))
def test_messages_in_pieces(sizes: list[int], cuts: list[int]) -> None:
    payloads = [bytes([n % 251]) * size for n, size in enumerate(sizes)]
    sent = b"".join(Frame(Opcode.BINARY, payload).serialize(mask=True) for payload in payloads)
    parser, heard, at, turn = Parser(100_000), [], 0, 0
    while at < len(sent):
        piece = sent[at : at + cuts[turn % len(cuts)]]
        heard += [payload for _, payload in parser.feed(piece)]
        at, turn = at + len(piece), turn + 1
        if turn > 300:  # enough small pieces
            heard += [payload for _, payload in parser.feed(sent[at:])]
            break
    assert heard == payloads
