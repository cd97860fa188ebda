"""The labels of a page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from cairn.core.errors import Invalid
from cairn.pages.loaders import page_for
from cairn.pages.operations import label_page
from cairn.pages.responses import dialog, done
from cairn.people.http import signed_in


@login_required
def labels(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog of "Labels"."""
    return dialog(request, "pages/_labels.html", {"page": page_for(signed_in(request), pk)})


@login_required
def label(request: HttpRequest, pk: int) -> HttpResponse:
    user, typed = signed_in(request), request.POST.get("labels", "")
    page = page_for(user, pk)
    try:
        label_page(page, by=user, labels=typed.split(","))
    except Invalid as error:
        return dialog(request, "pages/_labels.html", {"page": page, "typed": typed}, error)
    return done(page)
