"""The way of a write: verb → one operation → one event → its handlers."""

import ast
from collections.abc import Iterator
from inspect import unwrap
from pathlib import Path
from typing import Any

from django.urls import get_resolver

from cairn.config.event_handlers import HANDLERS
from tests.conventions.source import (
    PACKAGE,
    Function,
    dotted,
    functions,
    in_part,
    product_files,
    top_functions,
    tree,
    where,
)

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


def operation_files() -> list[Path]:
    return [path for path in product_files() if in_part(path, "operations")]


def operations() -> dict[str, tuple[Path, Function]]:
    """Public functions of every operations module which take `by`."""
    return {
        f.name: (path, f)
        for path in operation_files()
        for f in top_functions(path)
        if not f.name.startswith("_") and any(a.arg == "by" for a in f.args.kwonlyargs)
    }


def calls(function: ast.AST) -> list[str]:
    """Last names of everything that `function` calls."""
    named = [dotted(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)]
    return [name.rsplit(".", 1)[-1] for name in named if name]


def mutating_views() -> set[tuple[str, str]]:
    """(module, name) of every view that an address gives an unsafe verb."""

    def walk(patterns: list[Any]) -> Iterator[Any]:
        for pattern in patterns:
            yield from walk(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern.callback]

    views = [getattr(callback, "views", {}) for callback in walk(get_resolver().url_patterns)]
    unsafe = [unwrap(view) for verbs in views for verb, view in verbs.items() if verb in UNSAFE]
    return {(view.__module__, view.__name__) for view in unsafe}


def test_operations_demand_an_actor() -> None:
    loose = [
        f"{where(path, f)} {f.name}"
        for path in operation_files()
        for f in top_functions(path)
        if not f.name.startswith("_")
        and any(name == "record" for name in calls(f))
        and not any(a.arg == "by" for a in f.args.kwonlyargs)
    ]
    assert not loose, loose


def test_every_operation_records_an_event() -> None:
    """Itself, or through a helper or operation of its module or of another operations module."""
    bodies = {f.name: set(calls(f)) for path in operation_files() for f in functions(path)}

    def records(name: str, seen: frozenset[str] = frozenset()) -> bool:
        if name == "record":
            return True
        return name in bodies and name not in seen and any(records(n, seen | {name}) for n in bodies[name])

    silent = [f"{where(path, f)} {name}" for name, (path, f) in operations().items() if not records(name)]
    assert not silent, silent


def test_every_mutating_view_calls_one_operation() -> None:
    """Or it changes nothing and only converts what was sent, with `converted`, which has no database."""
    known, views = set(operations()) | {"converted"}, mutating_views()
    wrong = []
    for path in product_files():
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for f in top_functions(path):
            called = [name for name in calls(f) if name in known]
            if (module, f.name) in views and len(called) != 1:
                wrong.append(f"{where(path, f)} {f.name} calls {called}")
    assert not wrong, wrong


def test_views_are_given_their_verbs_by_the_address() -> None:
    old = ("require_POST", "require_GET", "require_http_methods", "require_safe")
    found = [where(path) for path in product_files() if any(word in path.read_text() for word in old)]
    assert not found, found


def recorded_names() -> dict[str, str]:
    """Event name → where it is recorded: the string literals in the first argument of `record` and `_record`.

    `_record(event, …)` is a module's own short form, which hands its first parameter on.
    """
    found = {}
    for path in product_files():
        short_forms = {id(n) for f in functions(path) if f.name == "_record" for n in ast.walk(f)}
        for node in ast.walk(tree(path)):
            if not (isinstance(node, ast.Call) and node.args and id(node) not in short_forms):
                continue
            if dotted(node.func).rsplit(".", 1)[-1] in ("record", "_record"):
                first = node.args[0]
                names = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                assert all(isinstance(name, ast.Constant) for name in names), f"{where(path, node)}: name it literally"
                found.update({ast.literal_eval(name): where(path, node) for name in names})
    return found


def test_every_event_has_a_handler_row() -> None:
    recorded = recorded_names()
    assert set(recorded) - set(HANDLERS) == set(), "recorded, but without a row in config/event_handlers.py"
    assert set(HANDLERS) - set(recorded) == set(), "rows for events that nobody records"


def test_no_signals_and_no_rules_in_save() -> None:
    wrong = []
    for path in product_files():
        text = path.read_text()
        if "django.dispatch" in text or "post_save" in text or "pre_save" in text:
            wrong.append(where(path))
        if path.name == "models.py" or in_part(path, "models"):
            wrong += [where(path, f) for f in functions(path) if f.name == "save"]
    assert not wrong, wrong
