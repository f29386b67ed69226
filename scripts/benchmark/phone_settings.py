"""The site's settings with static files as in production: named by content, kept, compressed.

The bench collects them first.
"""

from scripts.benchmark.settings import *  # noqa: F403
from scripts.benchmark.settings import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "config.static_files.HashedFiles"}}
WHITENOISE_USE_FINDERS = False
