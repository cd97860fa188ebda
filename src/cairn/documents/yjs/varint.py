"""lib0's variable-length unsigned integer (lib0, encoding.js, `writeVarUint`)."""

ONE_BYTE = tuple(bytes((value,)) for value in range(128))


def uint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; every byte but the last has the high bit."""
    if value < 128:
        return ONE_BYTE[value]
    if value < 16384:
        return bytes((128 | (value & 127), value >> 7))
    out = bytearray()
    while value > 127:
        out.append(128 | (value & 127))
        value >>= 7
    out.append(value)
    return bytes(out)
