from django.urls import path

from cairn.ui import views

urlpatterns = [
    path("styleguide/", views.styleguide, name="styleguide"),
    path("styleguide/people/", views.styleguide_people, name="styleguide_people"),
]
