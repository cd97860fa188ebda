"""lib0's variable-length unsigned integer (lib0, encoding.js, `writeVarUint`)."""


def uint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; every byte but the last has the high bit."""
    out = bytearray()
    while value > 127:
        out.append(128 | (value & 127))
        value >>= 7
    out.append(value)
    return bytes(out)
