"""The log for other programs: Atom, with an address of one's own, and CSV."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core.errors import Missing
from cairn.core.ids import number
from cairn.core.sheets import csv_lines
from cairn.decisions.loaders import feed_key_of, log_view_for, space_for
from cairn.decisions.log.addresses import Subscription, feed_path, subscription_of
from cairn.decisions.log.asked import Asked
from cairn.decisions.log.export import rows
from cairn.decisions.log.feed import atom
from cairn.decisions.log.screen import Log
from cairn.decisions.models import FeedKey
from cairn.decisions.operations.log_views import renew_feed_key
from cairn.people.http import signed_in

ATOM = "application/atom+xml; charset=utf-8"


def feed(request: HttpRequest, key: str = "") -> HttpResponse:
    """For whoever is signed in: of what the address asks."""
    user = signed_in(request)
    what = Subscription(user, space_for(user, key) if key else None, Asked.of_query(request.GET))
    return HttpResponse(atom(what, request.get_full_path()), content_type=ATOM)


def feed_of(request: HttpRequest, token: str) -> HttpResponse:
    """For a feed reader, which can't sign in: the signed address says for whom, and of what."""
    what = subscription_of(token)
    if what is None:
        raise Missing(_("This feed leads nowhere any more. Sign in and take its address from the decision log anew."))
    response = HttpResponse(atom(what, request.path), content_type=ATOM)
    response["Cache-Control"] = "private, max-age=300"
    return response


def table(request: HttpRequest, key: str = "") -> StreamingHttpResponse:
    """As CSV, of what the address asks."""
    user = signed_in(request)
    log = Log(user, space_for(user, key) if key else None, Asked.of_query(request.GET))
    response = StreamingHttpResponse(csv_lines(rows(log)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="decisions{f"-{key.lower()}" if key else ""}.csv"'
    return response


def addresses(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    return _addresses(request, feed_key_of(user))


def renew(request: HttpRequest) -> HttpResponse:
    return _addresses(request, renew_feed_key(by=signed_in(request)))


def _addresses(request: HttpRequest, key: FeedKey | None) -> HttpResponse:
    """Her addresses of the feeds of the log, and of the view, that she looks at."""
    user = signed_in(request)
    space = space_for(user, request.GET["space"]) if request.GET.get("space") else None
    pk = number(request.GET.get("view", ""))
    view = log_view_for(user, pk) if pk is not None else None
    paths: list[tuple[object, str]] = [] if key is None else [(space, feed_path(key, space))]
    if key is not None and view is not None:
        paths.insert(0, (view, feed_path(key, view.space, view)))
    return render(request, "decisions/_log_feeds.html", {"paths": paths, "query": request.GET.urlencode()})
