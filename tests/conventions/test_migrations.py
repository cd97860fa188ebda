"""Migrations are linear, named for intent, and complete."""

import re

from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.conventions.source import PACKAGE, where


def test_linear() -> None:
    loader = MigrationLoader(None)
    apps = {app for app, _ in loader.graph.nodes}
    assert {app: leaves for app in apps if len(leaves := loader.graph.leaf_nodes(app)) > 1} == {}


def test_named_for_intent() -> None:
    names = list(PACKAGE.rglob("migrations/[0-9]*.py"))
    assert names
    assert [where(path) for path in names if re.search(r"_auto_|_alter_\w+_and_more|_\d{8}", path.name)] == []


def test_complete(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
