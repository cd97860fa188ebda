"""Docs are tested: what an operator may set, every event, every subsystem and every dependency is written down."""

import ast
import json
import re

from cairn.config.event_handlers import HANDLERS
from tests.conventions.source import PACKAGE, ROOT, product_files, tree


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs/operate/settings.md").read_text()
    names = {
        node.value
        for path in product_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"CAIRN_[A-Z_]+", node.value)
    } | {"DATABASE_URL"}
    internal = {"CAIRN_ROLE"}  # set by `cairn serve` for its own process, never by a person
    assert {name for name in names - internal if f"`{name}`" not in page} == set()


def test_every_event_is_documented() -> None:
    page = (ROOT / "docs/subsystems/activity.md").read_text()
    assert {name for name in HANDLERS if f"`{name}`" not in page} == set()


def test_every_app_has_a_page() -> None:
    apps = {path.parent.name for path in PACKAGE.glob("*/apps.py")}
    assert {app for app in apps if not (ROOT / f"docs/subsystems/{app}.md").exists()} == set()


def test_every_dependency_says_what_for() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    listed = [line for line in lines if re.match(r'  "[a-z0-9-]+.*",?', line) and re.search(r"[<>=]=", line)]
    assert listed and [line for line in listed if "# needed for:" not in line] == []
    package = json.loads((ROOT / "package.json").read_text())
    names = {*package["dependencies"], *package["devDependencies"]}
    assert names - set(package["neededFor"]) == set() and set(package["neededFor"]) - names == set()


def test_lock_files_name_no_host() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock"):
        assert "://" not in (ROOT / name).read_text(), name
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()
