"""Small files, one idea each: file ≤ 400 lines, function ≤ 60, view ≤ 20, class ≤ 200, ≤ 5 parameters besides `by`."""

import ast
from pathlib import Path

from tests.conventions.source import Function, files, functions, in_part, product_files, python_files, tree, where

FILE, FUNCTION, VIEW, CLASS, PARAMETERS = 400, 60, 20, 200, 5


def test_files() -> None:
    every = [*python_files(), *files("*.ts", "frontend"), *files("*.css", "frontend"), *files("*.html", "src")]
    every += [path for path in files("*", "bin") if path.suffix != ".pyc"]
    long = [f"{where(path)} {n} lines" for path in every if (n := len(path.read_text().splitlines())) > FILE]
    assert not long, long


def _lines(node: ast.AST) -> int:
    """Lines of the statement without decorators; a docstring is not work."""
    assert isinstance(node, Function | ast.ClassDef)
    end = node.end_lineno or node.lineno
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and len(node.body) > 1
    return end - (first.end_lineno or first.lineno) if documented else end - node.lineno + 1


def test_functions() -> None:
    long = [
        f"{where(p, f)} {f.name} {_lines(f)} lines"
        for p in python_files()
        for f in functions(p)
        if _lines(f) > FUNCTION
    ]
    assert not long, long


def _views(path: Path) -> list[Function]:
    return [f for f in functions(path) if f.args.args and f.args.args[0].arg == "request"]


def test_views() -> None:
    paths = [path for path in product_files() if in_part(path, "views")]
    long = [f"{where(p, f)} {f.name} {_lines(f)} lines" for p in paths for f in _views(p) if _lines(f) > VIEW]
    assert not long, long


def test_classes() -> None:
    classes = [(p, node) for p in python_files() for node in ast.walk(tree(p)) if isinstance(node, ast.ClassDef)]
    long = [f"{where(p, c)} {c.name} {_lines(c)} lines" for p, c in classes if _lines(c) > CLASS]
    assert not long, long


def test_parameters() -> None:
    def count(function: Function) -> int:
        names = [a.arg for a in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
        return len([name for name in names if name not in ("self", "cls", "by")])

    many = [
        f"{where(p, f)} {f.name} {count(f)}" for p in product_files() for f in functions(p) if count(f) > PARAMETERS
    ]
    assert not many, many
