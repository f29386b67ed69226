"""How long the properties are tried: quickly in every run, deeply by `make check-deep`."""

import os

from hypothesis import HealthCheck, settings

COMMON = {"deadline": None, "suppress_health_check": list(HealthCheck)}
settings.register_profile("quick", max_examples=12, stateful_step_count=30, **COMMON)
settings.register_profile("deep", max_examples=500, stateful_step_count=60, **COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
