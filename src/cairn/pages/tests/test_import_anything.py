"""Whatever a folder holds: an import ends with a report, and again changes nothing."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cairn.pages.markdown_import import import_markdown
from cairn.pages.models import Page
from cairn.spaces.models import Space

NAMES = st.sampled_from(["a", "b", "A", "index", "README", "_index", "ADR-1", "a b", "é", "100%", "x_123"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
TARGETS = st.one_of(
    PATHS, PATHS.map("../{}.md".format), st.sampled_from(["/", "..", "#x", "%", "?", "//x", "/etc/passwd"])
)
LINES = st.one_of(
    st.text(max_size=40), TARGETS.map("[x]({})".format), TARGETS.map("![x](<{}>)".format),
    TARGETS.map("1. [C](index.html)\n2. [X]({}.html)\n\n# C : T".format), st.sampled_from(["# T", "---", "title: 1", "- [ ] x"]),
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(LINES, max_size=6).map("\n".join).map(lambda t: t.encode("utf-8", "replace")), st.binary(max_size=60)
)
TREES = st.dictionaries(PATHS, st.tuples(TEXTS, st.sampled_from([".md", ".md", ".png", ".txt"])), max_size=6)


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=TREES)
def test_any_folder_imports_and_again_changes_nothing(db: None, files: dict[str, tuple[bytes, str]]) -> None:
    from cairn.people.actors import SYSTEM

    space, _ = Space.objects.get_or_create(key="ANY", defaults={"name": "Any"})
    root = Path(tempfile.mkdtemp())
    try:
        for path, (content, ending) in files.items():
            target = root / f"{path}{ending}"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        import_markdown(root, space=space, by=SYSTEM)
        before = Page.objects.count()
        again = import_markdown(root, space=space, by=SYSTEM)
        assert (again.created, again.changed, Page.objects.count()) == (0, 0, before)
        assert not Page.objects.filter(title="").exists()
    finally:
        shutil.rmtree(root)
