"""Edges load only what the user may see: through `visible_to` and its like, never through a bare manager."""

import ast

from tests.conventions.source import PACKAGE, in_part, product_files, tree, where

EDGES = ("views", "urls", "panels")
EDGE_APPS = ("live", "api", "home")
# What a manager may be asked at an edge: reads that carry the right in their name.
CARRY_A_RIGHT = (
    "visible_to",
    "commentable_by",
    "editable_by",
    "open_for",
    "needs",
    "to_revisit",
    "for_user",
    "with_role",
    "of",
)


def test_no_bare_managers_at_the_edges() -> None:
    bare = []
    for path in product_files():
        edge = in_part(path, *EDGES) or path.relative_to(PACKAGE).parts[0] in EDGE_APPS
        if not edge or in_part(path, "queries", "management", "migrations"):
            continue
        for node in ast.walk(tree(path)):
            is_manager_call = isinstance(node, ast.Attribute) and (
                isinstance(node.value, ast.Attribute) and node.value.attr in ("objects", "_default_manager")
            )
            if is_manager_call and node.attr not in CARRY_A_RIGHT:
                bare.append(f"{where(path, node)} .objects.{node.attr}")
    assert not bare, bare
