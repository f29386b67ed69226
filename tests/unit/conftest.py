"""How long the properties are tried: quickly in every run, deeply when asked for.

`HYPOTHESIS_PROFILE=deep pytest tests/unit` tries each property two thousand times.
"""

import os

from hypothesis import HealthCheck, settings

COMMON = {"deadline": None, "suppress_health_check": list(HealthCheck)}
settings.register_profile("quick", max_examples=12, **COMMON)
settings.register_profile("deep", max_examples=2000, **COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
