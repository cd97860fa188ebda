"""Every address of the product, with every verb, walked as everybody, against a table that must be complete.

The table is `doors.txt`: name, verb, and what stranger (nobody signed in), Sam (no role in the space), Gus (guest and
reader), Ravi (reader), Cleo (commenter), Ben (editor) and Ada (admin) get: `login` (asked to sign in), `404`
(invisible), `403` (visible but not hers), `ok` (let in; what she sent may still be refused as incomplete).
A right must be asked before what was sent is looked at, or a door that forbids looks like one that lets in: where an
empty form is refused first, `SENT` has a form that is not. What a door does is tested in its app.
"""

from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.cast import Cast, SignIn
from tests.conventions.world import Door, World, doors

pytestmark = pytest.mark.early
TABLE = Path(__file__).with_name("doors.txt")
FORM = "application/x-www-form-urlencoded"
SENT = {
    "page_title": ("title=Another+way", FORM),
    "page_body": ('{"type": "doc", "version": 1, "content": []}', "application/json"),
    "page_attachments": (
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nstone\r\n--b--\r\n',
        "multipart/form-data; boundary=b",
    ),
    "log_view": ("name=Open", FORM),
    "room": ("starts_at=2027-01-01T10:00&minutes=20", FORM),
    "decision_cell": ("value=cheap&revision=0", FORM),
    "decision_options": ("title=Another", FORM),
    "decision_option": ("title=Another&description=", FORM),
    "decision_framework": ("framework=raci", FORM),
    "decision_criteria": ("name=Speed", FORM),
    "decision_criterion": ("name=Speed", FORM),
    "settings": ("name=Cairn", FORM),
    "invitation_new": ("role=member&email=", FORM),
    "team_new": ("name=Masons&description=", FORM),
    "team_edit": ("name=Masons&description=", FORM),
    "team_members": ("user=1", FORM),
    "space_new": ("name=Slate&key=SLATE&access=open&open_role=editor&description=", FORM),
    "decisions": ("space=STONE&title=Which+way", FORM),
    "template_pages": ("space=STONE&place=STONE&title=Which+way", FORM),
    "pages": ("place=STONE", FORM),
    "absences": ("first_day=2999-01-01&last_day=2999-01-02&note=", FORM),
    "roadmap_items": ("title=Boots", FORM),
    "roadmap_field": ("value=Knots", FORM),
    "page_schedule": ("at=2999-01-01T10:00", FORM),
}
ROLES = ("nobody", "sam", "gus", "ravi", "cleo", "ben", "ada")


def table() -> dict[tuple[str, str], list[str]]:
    lines = [line.split() for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    return {(name, verb): outcomes for name, verb, *outcomes in lines}


def outcome(response: HttpResponse) -> str:
    if response.status_code == 302 and response.headers["Location"].startswith("/accounts/login/"):
        return "login"
    if response.status_code in (403, 404, 405, 500):
        return str(response.status_code)
    return "ok"


def knock(client: Client, door: Door, address: str) -> str:
    """What the door answers; what it did is undone, signing out as well."""
    kept = client.cookies.copy()
    with transaction.atomic():
        sent, kind = SENT.get(door.name, ("", FORM)) if door.verb != "GET" else ("", FORM)
        answer = outcome(client.generic(door.verb, address, sent, kind))
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(kept)
    return answer


@pytest.mark.parametrize("part", range(2))
def test_every_door_as_everybody(cast: Cast, as_: SignIn, part: int) -> None:
    world, known = World.of(cast), table()
    clients = [as_(getattr(cast, role, None)) for role in ROLES]
    wrong = []
    for door in [door for number, door in enumerate(doors()) if number % 2 == part]:
        address = world.address(door)
        found = [knock(client, door, address) for client in clients]
        if found != known.get(
            (door.name, door.verb)
        ):  # some doors ask when one signed in, or leave a trace in the session
            found = [knock(as_(getattr(cast, role, None)), door, address) for role in ROLES]
        if found != known.get((door.name, door.verb)):
            wrong.append(f"{door.name:<36} {door.verb:<6} " + " ".join(f"{answer:<5}" for answer in found))
    assert not wrong, "doors.txt says otherwise, or nothing:\n" + "\n".join(line.rstrip() for line in wrong)


def test_the_table_has_no_doors_that_are_gone() -> None:
    assert set(table()) - {(door.name, door.verb) for door in doors()} == set()
