from django.apps import AppConfig


class SpacesConfig(AppConfig):
    name = "cairn.spaces"
    label = "spaces"
