"""How many queries each main page takes, session and user included; the same however much there is to show."""

from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.comments.operations import start_thread
from cairn.core.clock import now
from cairn.decisions.models import Decision
from cairn.decisions.operations import spin_up_decision, start_decision
from cairn.decisions.roles import Setup
from cairn.documents import from_markdown
from cairn.pages.models import Page
from cairn.pages.operations import create_page, label_page, publish_page
from tests.cast import Cast, SignIn

# Address → queries. A page with a new panel may cost one more; a list must not cost more for having more rows.
COUNTS = {
    "home": 17,
    "inbox": 9,
    "people": 6,
    "spaces": 5,
    "space": 11,
    "page": 7,
    "edit": 12,
    "versions": 9,
    "decision": 20,
    "log": 16,
    "search": 9,  # with questions, their labels and answers
}


def fill(cast: Cast, times: int) -> tuple[Page, Decision]:
    """Pages, threads and decisions that everybody's lists show; the last page and decision."""
    for number in range(times):
        body = from_markdown(f"Stones and moss {number}").body
        page = create_page(cast.stone, by=cast.ben, title=f"Stones {number}", body=body)
        publish_page(page, by=cast.ben)
        label_page(page, by=cast.ben, labels=["moss"])
        start_thread(page, by=cast.cleo, body="Which stones?")
        decision = spin_up_decision(cast.stone, by=cast.ben, title=f"Stones or moss {number}", source=page)
        start_decision(
            decision,
            by=cast.ben,
            setup=Setup.daci(cast.ben, [cast.ada], [cast.cleo], [cast.ravi], now() + timedelta(days=3)),
        )
    return page, decision


def addresses(page: Page, decision: Decision) -> dict[str, str]:
    return {
        "home": "/",
        "inbox": "/inbox/",
        "people": "/people/",
        "spaces": "/spaces/",
        "space": "/spaces/STONE/",
        "page": page.get_absolute_url(),
        "edit": f"{page.get_absolute_url()}edit/",
        "versions": f"{page.get_absolute_url()}versions/",
        "decision": decision.page.get_absolute_url(),
        "log": "/spaces/STONE/decisions/",
        "search": "/search/?q=stones",
    }


def test_queries_of_each_page(cast: Cast, as_: SignIn, run_jobs: Callable[[], int]) -> None:
    client = as_(cast.ada)
    seen: list[dict[str, int]] = []
    for times in (1, 4):
        places = addresses(*fill(cast, times))
        run_jobs()
        for address in places.values():
            assert client.get(address).status_code == 200, address
        seen.append({name: _queries(client.get, address) for name, address in places.items()})
    assert seen[0] == seen[1], "a list costs more when it has more rows"
    assert seen[0] == COUNTS


def _queries(get: Callable[[str], object], address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        get(address)
    return len(queries)
