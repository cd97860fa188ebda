"""Making a space."""

from tests.cast import Cast, SignIn

from cairn.spaces.models import Space


def _form(**fields: str) -> dict[str, str]:
    return {"name": "Trail notes", "access": "open", "open_role": "editor", **fields}


def test_create(cast: Cast, as_: SignIn) -> None:
    answer = as_(cast.sam).post("/spaces/new/", _form())
    assert (answer.status_code, answer.headers["Location"]) == (303, "/spaces/TN/")
    space = Space.objects.get(key="TN")
    assert [(member.user, member.role) for member in space.members.all()] == [(cast.sam, "admin")]
    assert as_(cast.sam).get("/spaces/TN/").status_code == 200
    assert as_(cast.gus).post("/spaces/new/", _form(key="MINE")).status_code == 403
    assert as_(cast.gus).get("/spaces/new/").status_code == 403
    assert as_(None).get("/spaces/new/").status_code == 302


def test_keys(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.sam)
    client.post("/spaces/new/", _form())
    assert client.post("/spaces/new/", _form()).headers["Location"] == "/spaces/TN2/"
    taken = client.post("/spaces/new/", _form(key="tn"))
    assert taken.status_code == 422 and "Another space has the key TN" in taken.content.decode()
    assert 'value="Trail notes"' in taken.content.decode()
    assert client.post("/spaces/new/", _form(key="9 lives")).status_code == 422
    assert client.post("/spaces/new/", _form(name="山の道")).headers["Location"] == "/spaces/SPACE/"
    assert client.post("/spaces/new/", _form(name="x" * 10_000)).status_code == 422


def test_index_and_home_show_what_is_hers(cast: Cast, as_: SignIn) -> None:
    assert "Stone" in as_(cast.gus).get("/spaces/").content.decode()
    assert "Moss" not in as_(cast.gus).get("/spaces/").content.decode()
    assert as_(cast.gus).get("/spaces/STONE/").status_code == 200
    assert as_(cast.sam).get("/spaces/STONE/").status_code == 404
    assert as_(cast.sam).get("/spaces/NONE/").status_code == 404
