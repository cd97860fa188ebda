"""What links say about the pages behind them, for the editor."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse

from cairn.pages.cards import cards_for
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
