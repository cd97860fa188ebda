from django.urls import URLPattern, URLResolver, path

from cairn.decisions.views import log, new, setup, table, voices

urlpatterns: list[URLPattern | URLResolver] = [
    path("decisions/", new.create, name="decisions"),
    path("decisions/new/", new.new, name="decision_new"),
    path("decisions/<int:pk>/", setup.decision, name="decision"),
    path("decisions/<int:pk>/facts/", setup.facts, name="decision_facts"),
    path("decisions/<int:pk>/setup/", setup.setup, name="decision_setup"),
    path("decisions/<int:pk>/start/", setup.start, name="decision_start"),
    path("decisions/<int:pk>/options/", table.options, name="decision_options"),
    path("decisions/<int:pk>/options/<int:option_pk>/", table.option, name="decision_option"),
    path("decisions/<int:pk>/criteria/", table.criteria, name="decision_criteria"),
    path("decisions/<int:pk>/criteria/<int:criterion_pk>/", table.criterion, name="decision_criterion"),
    path("decisions/<int:pk>/options/<int:option_pk>/cells/<int:criterion_pk>/", table.cell, name="decision_cell"),
    path("decisions/<int:pk>/positions/", voices.positions, name="decision_positions"),
    path("decisions/<int:pk>/position/", voices.position, name="decision_position"),
    path("decisions/<int:pk>/outcome/", voices.outcome, name="decision_outcome"),
    path("decisions/<int:pk>/timeline/", voices.timeline, name="decision_timeline"),
    path("spaces/<str:key>/decisions/", log.log, name="decision_log"),
    path("spaces/<str:key>/decisions/D-<int:number>/", log.numbered, name="decision_number"),
]
