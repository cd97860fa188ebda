"""The door: an address and a port that are free."""

import errno
import socket

from cairn.config.serving.refusal import Refused


def listen(host: str, port: int) -> socket.socket:
    """A listening-ready socket on `host`:`port`. Raises Refused when somebody else has it or the host isn't ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named, so that asyncio knows it for TCP and lets small frames go out at once (TCP_NODELAY).
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except (OSError, OverflowError) as error:
        door.close()
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            raise Refused(
                f"Port {port} on {host} is in use. Stop what uses it, or choose another: bin/serve --port {port + 1}"
            ) from error
        raise Refused(f"Cairn can't listen on {host} port {port}: {error}. Choose another --host or --port.") from error
    door.set_inheritable(True)
    return door
