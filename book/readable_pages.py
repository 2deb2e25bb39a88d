"""Sphinx extension: pages for a keyboard, a screen reader and a phone.

What the theme leaves undone. It is done while a page is written, so that it
holds without JavaScript, too.
"""

import re
from typing import Any

# Tables that code puts out. Tables of the text have this box from the theme.
TABLE = re.compile(
    r"<table\b[^>]*\bclass=[\"'][^\"']*\b(?:dataframe|table)\b(?! *docutils).*?</table>", re.DOTALL
)
CITATIONS = '<div class="citation-list">'
BOX = "pst-scrollable-table-container"  # the theme lets the keyboard scroll it where it is too wide


def setup(app: Any) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("html-page-context", mend, priority=900)  # after the theme's own
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def mend(app: Any, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Take away what is broken and add what is missing, on one page."""
    context["script_files"] = [s for s in context["script_files"] if not _is_of_thebe(s)]
    if "body" in context:
        # Its entries are said to be entries of a bibliography, which a list may not hold.
        body = context["body"].replace('<div role="list" class="citation-list">', CITATIONS)
        context["body"] = box_tables(body)
    contents = context.get("generate_toctree_html")
    if contents is not None:
        context["generate_toctree_html"] = lambda *args, **kwargs: name_folds(
            contents(*args, **kwargs)
        )


def box_tables(body: str) -> str:
    """Put every table that code has made into a box that scrolls where it is too wide."""
    return TABLE.sub(lambda table: f'<div class="{BOX}">{table[0]}</div>', body)


def name_folds(contents: Any) -> Any:
    """Give the arrows of the contents, which are pictures, a name that can be read aloud."""
    for fold in contents("summary"):
        fold["aria-label"] = "Pages of this part"
    return contents


def _is_of_thebe(script: Any) -> bool:
    """Live cells are switched off; their script is there all the same, twice, and fails."""
    body = script.attributes.get("body") or ""
    return "thebe" in f"{getattr(script, 'filename', None) or ''} {body}"
