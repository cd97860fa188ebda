"""What the convention tests read: the project's own source, as text and as syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "cairn"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def python_files(*folders: Path) -> list[Path]:
    """Every Python file below `folders` (default: the product, its tests and benches), migrations left out."""
    places = folders or (PACKAGE, ROOT / "tests", ROOT / "bench")
    return sorted(p for place in places for p in place.rglob("*.py") if "migrations" not in p.parts)


def product_files() -> list[Path]:
    """Python files of the product without its tests."""
    return [path for path in python_files(PACKAGE) if "tests" not in path.relative_to(PACKAGE).parts]


def files(pattern: str, *folders: str) -> list[Path]:
    return sorted(p for folder in folders for p in (ROOT / folder).rglob(pattern) if p.is_file())


def in_part(path: Path, *parts: str) -> bool:
    """Whether `path` is `<app>/<part>.py` or lies in the folder `<app>/<part>/`, also of an app inside an app."""
    inside = path.relative_to(PACKAGE).with_suffix("").parts
    if len(inside) > 2 and (PACKAGE / inside[0] / inside[1] / "apps.py").exists():
        inside = inside[1:]
    return len(inside) > 1 and inside[1] in parts


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def top_functions(path: Path) -> Iterator[Function]:
    return (node for node in tree(path).body if isinstance(node, Function))


def where(path: Path, node: ast.AST | None = None) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def dotted(node: ast.expr) -> str:
    """`a.b.c` of a chain of attributes and names; "" for anything else in it."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inner = dotted(node.value)
        return f"{inner}.{node.attr}" if inner else ""
    return ""
