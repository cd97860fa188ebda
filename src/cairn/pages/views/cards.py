"""What links say about the pages behind them, for the editor."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse

from cairn.pages.cards import cards_for, embedded
from cairn.people.http import signed_in


@login_required
def card(request: HttpRequest) -> JsonResponse:
    """`?url=` once: the card, 404 for addresses that are not ours; several times: an object by address."""
    urls = request.GET.getlist("url")[:100]
    cards = {url: card.as_json() for url, card in cards_for(signed_in(request), urls).items()}
    if len(urls) != 1:
        return JsonResponse(cards)
    if urls[0] not in cards:
        return JsonResponse({"message": "This address leads out of the workspace."}, status=404)
    return JsonResponse(cards[urls[0]])


@login_required
def embed(request: HttpRequest) -> HttpResponse:
    """`?url=`: what the link shows in place of itself to this reader, as a partial; 404 for addresses that are not ours."""
    html = embedded(signed_in(request), request.GET.get("url", ""))
    return HttpResponse(html or "", status=200 if html is not None else 404)
