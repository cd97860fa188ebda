"""The `cairn` command: Django's commands, with Cairn's settings.

`--data DIR` works with every command; it is read here because the settings need it before any command exists. So does
`serve --port N`: without CAIRN_BASE_URL it is where links in mail lead to.
"""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")
    arguments = _take_data_folder(sys.argv[1:])
    if arguments[:1] == ["serve"] and (port := _port_in(arguments)):
        os.environ.setdefault("CAIRN_BASE_URL", f"http://127.0.0.1:{port}")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["cairn", *arguments])


def _take_data_folder(arguments: list[str]) -> list[str]:
    kept: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--data":
            os.environ["CAIRN_DATA"] = next(words, "data")
        elif word.startswith("--data="):
            os.environ["CAIRN_DATA"] = word.removeprefix("--data=")
        else:
            kept.append(word)
    return kept


def _port_in(arguments: list[str]) -> str:
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        value = following if word == "--port" else word.removeprefix("--port=") if word.startswith("--port=") else ""
        if value.isdecimal():
            return value
    return ""


if __name__ == "__main__":
    main()
