from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


@login_required
def fixed(request: HttpRequest) -> HttpResponse:
    return HttpResponse("stone")


urlpatterns = [path("bench/fixed/", fixed), path("", include("cairn.config.urls"))]
