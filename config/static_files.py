"""Static files under names that change with their content, our own modules' imports included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

FROM_PATH = r"""["'](?P<url>\.{1,2}/[^"']+)["']"""
# `import … from "./x.js";` and `import "./x.js";` at the start of a line, and `import("./x.js")`.
# Elsewhere the words may stand in a comment.
IMPORTS = (
    (
        rf"(?m)^(?P<matched>(?P<what>(?:import|export)\b[^;\"']*?){FROM_PATH};)",
        '%(what)s"%(url)s";',
    ),
    (rf"(?P<matched>\bimport\({FROM_PATH}\))", 'import("%(url)s")'),
)


class HashedFiles(CompressedManifestStaticFilesStorage):
    """A page and the modules it loads are always of one release: no old one from a cache.

    Django's own way would read every script, and takes a sentence in a comment of htmx for an
    import; so this reads our own folder alone. `patterns` is what Django replaces in which files.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("js/*.js", IMPORTS))
