"""The product's settings, plus one address that answers a fixed string: the floor of a signed-in request."""

from cairn.config.settings.base import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
