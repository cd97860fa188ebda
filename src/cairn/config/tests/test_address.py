"""Where links in mail lead to when nobody said: to the port that it serves on."""

from cairn.__main__ import _port_in


def test_the_port_is_found_wherever_it_stands() -> None:
    assert _port_in(["serve", "--port", "8190"]) == _port_in(["serve", "--role", "web", "--port=8190"]) == "8190"
    assert _port_in(["serve"]) == _port_in(["serve", "--port"]) == _port_in(["serve", "--port", "x"]) == ""
