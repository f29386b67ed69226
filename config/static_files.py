"""Static files under names that change with their content, our own modules' imports included."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

_any_script, IMPORTS = HashedFilesMixin._js_module_import_aggregation_patterns


class HashedFiles(CompressedManifestStaticFilesStorage):
    """A page and the modules it loads are always of one release: no old one from a cache.

    Django looks for imports in every script, and takes a sentence in a comment of htmx for one;
    so this looks in our own folder alone.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = ("js/*.js", IMPORTS)
