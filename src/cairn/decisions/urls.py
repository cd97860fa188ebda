from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.core.verbs import View, by_verb
from cairn.decisions.views import log, new, setup, table, voices


def _door(address: str, name: str, **views: View) -> URLPattern:
    return path(address, login_required(by_verb(**views)), name=name)


urlpatterns: list[URLPattern | URLResolver] = [
    _door("decisions/", "decisions", POST=new.create),
    _door("decisions/new/", "decision_new", GET=new.begin),
    _door("decisions/<int:pk>/", "decision", GET=setup.show),
    _door("decisions/<int:pk>/facts/", "decision_facts", GET=setup.facts),
    _door("decisions/<int:pk>/setup/", "decision_setup", GET=setup.edit, POST=setup.save),
    _door("decisions/<int:pk>/start/", "decision_start", POST=setup.start),
    _door("decisions/<int:pk>/options/", "decision_options", GET=table.show, POST=table.new_option),
    _door(
        "decisions/<int:pk>/options/<int:option_pk>/",
        "decision_option",
        POST=table.change_option,
        DELETE=table.delete_option,
    ),
    _door("decisions/<int:pk>/criteria/", "decision_criteria", POST=table.new_criterion),
    _door(
        "decisions/<int:pk>/criteria/<int:criterion_pk>/",
        "decision_criterion",
        POST=table.change_criterion,
        DELETE=table.delete_criterion,
    ),
    _door(
        "decisions/<int:pk>/options/<int:option_pk>/cells/<int:criterion_pk>/",
        "decision_cell",
        GET=table.show_cell,
        POST=table.save_cell,
    ),
    _door("decisions/<int:pk>/positions/", "decision_positions", GET=voices.positions),
    _door("decisions/<int:pk>/position/", "decision_position", POST=voices.say),
    _door("decisions/<int:pk>/outcome/", "decision_outcome", GET=voices.prepare_outcome, POST=voices.decide),
    _door("decisions/<int:pk>/timeline/", "decision_timeline", GET=voices.timeline),
    _door("spaces/<str:key>/decisions/", "decision_log", GET=log.show),
    _door("spaces/<str:key>/decisions/D-<int:number>/", "decision_number", GET=log.numbered),
]
