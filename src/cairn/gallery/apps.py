from django.apps import AppConfig


class GalleryConfig(AppConfig):
    name = "cairn.gallery"
    label = "gallery"
