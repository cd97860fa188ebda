"""How a space decides."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.decisions.figures.figures import Figures
from cairn.decisions.loaders import space_for
from cairn.people.http import signed_in
from cairn.ui.charts import bars


def show(request: HttpRequest, key: str) -> HttpResponse:
    user = signed_in(request)
    space = space_for(user, key)
    figures = Figures.of(user, space)
    charts = [
        (_("Decisions closed"), bars([(month.label, month.closed) for month in figures.months])),
        (_("Median days to decide"), bars([(month.label, month.days) for month in figures.months])),
    ]
    return render(request, "decisions/figures.html", {"space": space, "figures": figures, "charts": charts})
