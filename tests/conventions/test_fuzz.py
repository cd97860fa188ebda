"""Nonsense at every door: whatever is sent, no door breaks. Every field name of the product goes in every form, with
odd words, dates, numbers and files; ids in addresses are replaced by ids that nothing has. Ada sends it: she may do
everything, so it reaches everything.
"""

import inspect
import json
import os
import re
import sys
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from django.utils.http import urlencode
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.cast import Cast, SignIn
from tests.conventions.source import ROOT
from tests.conventions.world import Door, World, doors

pytestmark = pytest.mark.early
EXAMPLES = int(os.environ.get("CAIRN_FUZZ", "2"))  # a hundred find more, and take minutes
READ = re.compile(r"""(?:POST|GET|FILES|\))\.get(?:list)?\("(\w+)"|(?:sent|form|typed)\.get(?:list)?\("(\w+)\"""")
FIELD = re.compile(r"^    (\w+) = forms\.\w+", re.MULTILINE)
ODD = [
    "", " ", "0", "-1", "1", "2", "²", "٣", "1e9", "99999999999999999999", "9" * 5000, "t1", "t99999999999999999999",
    "x" * 10_000, "STONE", "view", "admin", "DACI", "now", "0001-01-01", "9999-12-31T23:59", "2026-02-30", "2026-11-22T25:61",
    "2026-11-22T10:00", "-0001-01-01", "\ufffe", "\u202e\u0301\u0301", "👩‍👩‍👧‍👦" * 100, "%", "_", "\\", "'; --", '"', "<b>", "{{ x }}",
    "[](", "> " * 200, "- " * 300, "[" * 3000, "*" * 3000, "@Ada @Ben @", "a@b.c", "Europe/Berlin", "../../etc/passwd", "null", "{}",
    "\r\n\r\n", "http://testserver/pages/1/", "javascript:alert(1)", "AND OR NOT", "a* NEAR(b", "title:", "D-1", "\x01\x1f\x7f",
]  # fmt: skip


def field_names() -> list[str]:
    """Every name that some view or form reads."""
    found: set[str] = set()
    for path in (ROOT / "src" / "cairn").rglob("*.py"):
        if "tests" not in path.parts:
            text = path.read_text()
            found |= {one or other for one, other in READ.findall(text)} | set(FIELD.findall(text))
    return sorted(found)


WORDS = st.one_of(
    st.sampled_from(ODD), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
)
FORMS = st.fixed_dictionaries({name: st.lists(WORDS, min_size=1, max_size=2) for name in field_names()})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "content", "attrs", "marks", "text", "version"]), inner),
    max_leaves=12,
)  # fmt: skip


@dataclass(frozen=True)
class Sent:
    """A form, ready for every door: as the words after an address, as a body."""

    form: dict[str, Any]
    kind: str

    @cached_property
    def query(self) -> str:
        return urlencode(self.form, doseq=True)

    @cached_property
    def body(self) -> tuple[bytes, str]:
        """The bytes, and their type."""
        if self.kind == "file":
            name = f"{self.form['title'][0][:50]}.png"
            files = {field: SimpleUploadedFile(name, b"\x89PNG no") for field in ("file", "picture")}
            return encode_multipart(BOUNDARY, {**self.form, **files}), MULTIPART_CONTENT
        if self.kind == "json":
            return json.dumps(self.form).encode(), "application/json"
        return self.query.encode(), "application/x-www-form-urlencoded"


def knock(client: Client, door: Door, address: str, sent: Sent, *, part: bool = False) -> HttpResponse:
    """What the door answers, to a form of a whole page or of a `part`; what it did is undone."""
    body, content_type = (b"", "") if door.verb == "GET" else sent.body
    address = f"{address}?{sent.query}" if door.verb == "GET" else address
    headers = {"HX-Request": "true"} if part else {}
    try:
        with transaction.atomic():
            answer = client.generic(door.verb, address, body, content_type, headers=headers)
            transaction.set_rollback(True)
    except Exception as error:
        named = {name: value for name, value in sent.form.items() if name in str(error)} or sent.form
        raise AssertionError(
            f"{door.verb} {address[:200]} as {sent.kind}: {error!r}, sent {str(named)[:2000]}"
        ) from error
    assert answer.status_code < 500, f"{door.verb} {address} as {sent.kind}: {answer.status_code}"
    return answer


def reads_files(door: Door) -> bool:
    """Whether the module of its view looks at files at all; who does not is given none."""
    return bool(door.view) and "FILES" in inspect.getsource(sys.modules[door.view])


@pytest.mark.parametrize("kind", ["form", "file", "json"])
def test_no_door_breaks(cast: Cast, as_: SignIn, kind: str) -> None:
    world, every = World.of(cast), [door for door in doors() if kind != "file" or reads_files(door)]
    assert every
    ada = as_(cast.ada)
    session, turns = ada.cookies["sessionid"], count()

    @seed(2026)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
        phases=[Phase.generate],
    )
    @given(
        form=FORMS
        if kind != "json"
        else st.dictionaries(st.sampled_from(["type", "content", "version", "text", "format"]), JSON)
    )
    def send(form: dict[str, Any]) -> None:
        turn, sent = next(turns), Sent(form, kind)
        for number, door in enumerate(every):
            if kind == "form" or door.verb != "GET":
                ada.cookies["sessionid"] = session  # some doors sign out
                knock(ada, door, world.address(door), sent, part=(number + turn) % 2 == 1)

    send()


def test_ids_that_nothing_has(cast: Cast, as_: SignIn) -> None:
    world = World.of(cast)
    ada = as_(cast.ada)
    numbers = {"pk", "page_id", "number", "option_pk", "criterion_pk", "user_pk"}
    for door in doors():
        here = world.parts.get(door.route.lstrip("^").split("/")[0], {})
        if wild := numbers & {name for name in door.parameters if isinstance(here.get(name), int)}:
            for pk in (0, 2**63):  # one that fits and one that fits no database's integers
                address = reverse(door.name, kwargs={n: pk if n in wild else here[n] for n in door.parameters})
                assert knock(ada, door, address, Sent({"title": ["x"]}, "form")).status_code < 500
