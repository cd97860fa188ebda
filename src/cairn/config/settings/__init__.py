"""Settings of a running Cairn. Every setting that an operator may change comes from `env.py`."""

from cairn.config.settings.base import *  # noqa: F403
