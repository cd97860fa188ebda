"""What comes round, and how often."""

from datetime import timedelta

from cairn.core.periodic import Periodic

SCHEDULE = [
    Periodic("cairn.core.jobs.tidy_up", every=timedelta(days=1)),
]
