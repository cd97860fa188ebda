"""Options × criteria at the HTTP edge: measures, blocks of cells, order, ranking, comparison."""

import json
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client
from tests.cast import Cast, SignIn

from cairn.activity.models import Event
from cairn.decisions.models import Cell, Criterion, Decision
from cairn.decisions.operations import fill_cell, record_outcome

HTMX = {"HX-Request": "true"}


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


def put(client: Client, url: str, **fields: object) -> HttpResponse:
    form = "application/x-www-form-urlencoded"
    return client.put(url, urlencode(fields), content_type=form, headers=HTMX)  # type: ignore[return-value]


def criterion(decision: Decision, name: str) -> Criterion:
    return decision.criteria.get(name=name)


def fill(cast: Cast, decision: Decision, name: str, *values: str) -> None:
    for option, value in zip(decision.options.all(), values, strict=False):
        fill_cell(option, criterion(decision, name), by=cast.ben, value=value, revision=0)


def block(decision: Decision, *rows: tuple[str, ...], revision: int = 0) -> str:
    """Rows of values from the upper left, as the browser sends them."""
    columns = list(decision.criteria.all())
    cells = [
        {"option": option.pk, "criterion": column.pk, "value": value, "revision": revision}
        for option, row in zip(decision.options.all(), rows, strict=False)
        for column, value in zip(columns, row, strict=False)
    ]
    return json.dumps(cells)


def test_criteria_removed_in_a_row_are_one_line(cast: Cast, as_: SignIn, running: Decision) -> None:
    ben, ravi = as_(cast.ben), as_(cast.ravi)
    first, *others = running.criteria.order_by("pk")
    assert ravi.delete(f"/decisions/{running.pk}/criteria/{first.pk}/").status_code == 403
    ben.delete(f"/decisions/{running.pk}/criteria/{first.pk}/")
    assert f"removed the criterion “{first.name}”" in ravi.get(running.get_absolute_url()).content.decode()
    for criterion in others:
        ben.delete(f"/decisions/{running.pk}/criteria/{criterion.pk}/")
    html = ravi.get(running.get_absolute_url()).content.decode()
    assert f"removed {len(others) + 1} criteria" in html and "removed the criterion" not in html


def test_a_criterion_is_measured(cast: Cast, as_: SignIn, running: Decision) -> None:
    upside = criterion(running, "Upside")
    url = f"/decisions/{running.pk}/criteria/{upside.pk}/"
    ben = as_(cast.ben)
    assert "criterion-dialog" in words(ben.get(url, headers=HTMX))
    measured = {"name": "Latency", "kind": "number", "unit": "ms", "direction": "less", "weight": "3"}
    saved = ben.post(url, measured, headers=HTMX)
    assert (saved.status_code, saved["HX-Trigger"]) == (200, "cairn:close-dialog")
    assert "less is better, weight 3" in " ".join(words(saved).split())
    wrong = ben.post(url, measured | {"kind": "money", "unit": "Taler", "weight": "heavy"}, headers=HTMX)
    assert (wrong.status_code, wrong["HX-Retarget"]) == (422, "#page-dialog")
    assert "We do not know this currency" in words(wrong) and 'value="heavy"' in words(wrong)
    upside.refresh_from_db()
    assert (upside.name, upside.kind, upside.unit, upside.direction, upside.weight) == (
        "Latency", "number", "ms", "less", 3,
    )  # fmt: skip
    event = Event.objects.get(name="criterion.measured")
    assert (event.data["before"]["kind"], event.data["after"]["kind"]) == ("text", "number")
    for person, status in ((cast.cleo, 403), (cast.sam, 404)):
        assert as_(person).get(url, headers=HTMX).status_code == status
        assert as_(person).post(url, measured, headers=HTMX).status_code == status


def test_the_ranking_shows_its_sum(cast: Cast, as_: SignIn, running: Decision) -> None:
    """Cost is 1,000 to 3,000 with weight 2: 10 and 0 points. Risk 2 and 4 of 5, less is better: 7.5 and 2.5."""
    Criterion.objects.filter(pk=criterion(running, "Effort").pk).update(weight=0)
    Criterion.objects.filter(pk=criterion(running, "Cost").pk).update(weight=2)
    fill(cast, running, "Cost", "€1,000", "3000 EUR")
    fill(cast, running, "Risk", "2", "")
    url = f"/decisions/{running.pk}/comparison/"
    assert "Option B is not ranked yet: Risk is missing" in words(as_(cast.ravi).get(url, headers=HTMX))
    fill(cast, running, "Risk", "2", "4/5")
    shown = words(as_(cast.ravi).get(url, headers=HTMX))
    for part in ("10 × 2 = 20", "7.5 × 1 = 7.5", "20 + 7.5 = 27.5", "0 × 2 = 0", "0 + 2.5 = 2.5", "of 30"):
        assert part in shown, part
    assert as_(cast.sam).get(url, headers=HTMX).status_code == 404


def test_mixed_currency_is_not_ranked(cast: Cast, as_: SignIn, running: Decision) -> None:
    fill(cast, running, "Cost", "€1,000", "$900")
    for name in ("Risk", "Effort"):
        fill(cast, running, name, "2", "3")
    shown = words(as_(cast.ravi).get(f"/decisions/{running.pk}/comparison/", headers=HTMX))
    assert "“Cost” mixes EUR and USD, which can’t be compared." in shown
    assert "10 ×" not in shown and "of 30" not in shown
    Criterion.objects.filter(pk=criterion(running, "Cost").pk).update(weight=0)
    assert "of 20" in words(as_(cast.ravi).get(f"/decisions/{running.pk}/comparison/", headers=HTMX))


def test_a_block_of_cells(cast: Cast, as_: SignIn, running: Decision) -> None:
    """All that are not stale, with one event; a cell that somebody else wrote meanwhile holds both texts."""
    url = f"/decisions/{running.pk}/cells/"
    ben = as_(cast.ben)
    saved = put(ben, url, cells=block(running, ("€1", "fast"), ("€2", "slow\nbut sure")))
    assert saved.status_code == 200 and "slow<br>but sure" in words(saved)
    assert "8 of 12 cells are empty" in words(saved)
    (event,) = Event.objects.filter(name="cell.filled")
    assert [(cell["before"], cell["after"]) for cell in event.data["cells"]] == [
        ("", "€1"), ("", "fast"), ("", "€2"), ("", "slow\nbut sure"),
    ]  # fmt: skip
    cost = criterion(running, "Cost")
    fill_cell(running.options.all()[0], cost, by=cast.ada, value="€9", revision=1)
    stale = put(ben, url, cells=block(running, ("€3", "faster"), revision=1))
    assert stale.status_code == 409 and "Ada wrote" in words(stale) and ">€3</textarea>" in words(stale)
    assert (
        "Ada changed 1 of these cells meanwhile"
        in json.loads(stale["HX-Trigger-After-Settle"])["cairn:cells-saved"]["stale"]
    )
    assert list(Cell.objects.filter(option__position=0).order_by("criterion__position").values_list("value", flat=True)) == [
        "€9", "faster",
    ]  # fmt: skip


def test_a_block_that_is_refused_changes_nothing(cast: Cast, as_: SignIn, draft: Decision, running: Decision) -> None:
    url = f"/decisions/{running.pk}/cells/"
    ben = as_(cast.ben)
    long = put(ben, url, cells=block(running, ("ok", "x" * 100_000)))
    assert long.status_code == 422 and "this has 100,000" in words(long)
    for text in ("nonsense", '[{"option": 1}]', '[{"option": "1", "criterion": 2, "value": "", "revision": 0}]'):
        assert put(ben, url, cells=text).status_code == 422
    assert put(as_(cast.cleo), url, cells=block(running, ("no",))).status_code == 403
    assert put(as_(cast.sam), url, cells=block(running, ("no",))).status_code == 404
    assert not Cell.objects.exclude(value="").exists()


def test_the_order_is_hers(cast: Cast, as_: SignIn, running: Decision) -> None:
    first = running.options.all()[0]
    cost = criterion(running, "Cost")
    row, column = (
        f"/decisions/{running.pk}/options/{first.pk}/place/",
        f"/decisions/{running.pk}/criteria/{cost.pk}/place/",
    )
    ben = as_(cast.ben)
    assert put(ben, row, to=1).status_code == 200
    assert [option.title for option in running.options.all()] == ["Option B", "Option A"]
    assert put(ben, column, to=99).status_code == 200
    assert running.criteria.last() == cost
    assert put(ben, column, to=99).status_code == 200  # it stands there already: nothing happened
    assert sorted(Event.objects.filter(name__endswith=".moved").values_list("name", flat=True)) == [
        "criterion.moved", "option.moved",
    ]  # fmt: skip
    for person, status in ((cast.cleo, 403), (cast.sam, 404)):
        assert put(as_(person), row, to=0).status_code == status


def test_nothing_written_where_nothing_stood(cast: Cast, as_: SignIn, running: Decision) -> None:
    cost, option = criterion(running, "Cost"), running.options.all()[0]
    url = f"/decisions/{running.pk}/options/{option.pk}/cells/{cost.pk}/"
    assert as_(cast.ben).post(url, {"value": " ", "revision": 0}, headers=HTMX).status_code == 200
    assert not Event.objects.filter(name="cell.filled").exists()


def test_what_is_not_an_amount_is_kept_and_said(cast: Cast, as_: SignIn, running: Decision) -> None:
    cost, option = criterion(running, "Cost"), running.options.all()[0]
    url = f"/decisions/{running.pk}/options/{option.pk}/cells/{cost.pk}/"
    saved = words(as_(cast.ben).post(url, {"value": "ask <sales>", "revision": 0}, headers=HTMX))
    assert "ask &lt;sales&gt;" in saved and "Not an amount, so it is not ranked." in saved
    assert "11 of 12 cells are empty" in saved  # comes along with the cell
    long = as_(cast.ben).post(
        f"/decisions/{running.pk}/options/{option.pk}/", {"title": "A", "description": "y" * 3000}, headers=HTMX
    )
    assert long.status_code == 422 and "y" * 3000 in words(long)


def test_nobody_is_told_to_mend_what_is_decided(cast: Cast, as_: SignIn, running: Decision) -> None:
    first, second = running.options.order_by("pk")[:2]
    cost = running.criteria.get(name="Cost")
    for option, value in ((first, "10 EUR"), (second, "12 USD")):
        fill_cell(option, cost, by=cast.ben, value=value, revision=0)
    url = f"/decisions/{running.pk}/comparison/"
    assert "Convert them to one currency" in as_(cast.ben).get(url).content.decode()
    record_outcome(running, by=cast.ada, statement="NATS.")
    shown = as_(cast.ben).get(url).content.decode()
    assert "mixes EUR and USD" in shown and "Convert them" not in shown and "No ranking yet" not in shown
