"""The site's settings, with one address more. Nothing but the bench uses them."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "scripts.benchmark.urls"
