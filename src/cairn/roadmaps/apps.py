from django.apps import AppConfig


class RoadmapsConfig(AppConfig):
    name = "cairn.roadmaps"
    label = "roadmaps"
