"""What a private space shows on top of its pages."""

from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.people.http import signed_in
from cairn.series.models import Series
from cairn.series.screen import listed, open_accesses
from cairn.spaces.models import Access, Space
from cairn.ui.drawing import draw


def main(request: HttpRequest, space: Space) -> SafeString:
    if space.access != Access.PRIVATE:
        return SafeString("")
    rows = listed(signed_in(request), Series.objects.visible_to(signed_in(request)).filter(pair__space=space))
    context = {"rows": rows, "accesses": open_accesses(space.pk)}
    return draw(request, "series/_space.html", context)
