"""`bin/chaos NAME [--rounds N] [--seed N] [--json]`: breaks things on purpose, prints a table, fails on a violation."""

import argparse
import importlib
import json
import random
import sys

MODES = {"live": ("tests.chaos.kill", 200), "sockets": ("tests.chaos.sockets", 10_000)}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/chaos", description=__doc__)
    parser.add_argument("mode", choices=MODES)
    parser.add_argument("--rounds", type=int, help="kills (200) or sockets (10,000)")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="the same dice again")
    parser.add_argument("--json", action="store_true", help="the figures as one JSON object in the last line")
    options = parser.parse_args(arguments)
    module, rounds = MODES[options.mode]
    figures, violations = importlib.import_module(module).run(options.rounds or rounds, options.seed)
    figures["seed"] = options.seed
    width = max(len(name) for name in figures)
    for name, value in figures.items():
        print(f"{name:<{width}}  {value}")
    for violation in violations:
        print(f"VIOLATION: {violation}")
    if options.json:
        print(json.dumps(figures))
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
