"""`bin/bench NAME [PART …] [--json]`: figures and a ratio against a floor taken in the same run; these machines are noisy."""

import importlib
import json
import sys

NAMES = ("page", "import", "start", "live", "editor", "inbox", "decisions", "copy", "ama")


def main(arguments: list[str]) -> int:
    name, *parts = [word for word in arguments if not word.startswith("-")] or [""]
    if name not in NAMES:
        print(f"bin/bench knows: {', '.join(NAMES)}")
        return 2
    figures: dict[str, object] = importlib.import_module(f"bench.{name}_bench").measure(*([parts] if parts else []))
    width = max(len(name) for name in figures)
    for name, value in figures.items():
        print(f"{name:<{width}}  {value}")
    if "--json" in arguments:
        print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
