"""Sphinx extension: a chapter begins with links to its notebook of exercises.

The file itself, JupyterLab, and Colab where the book has a public address.
"""

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ConfigError

from fashionlab.chapters import CHAPTERS

COLAB = "https://colab.research.google.com/github"
# A new machine of Colab holds neither the library nor the earlier chapters. It may ask for a
# restart after the second line; then the first must not fail.
FIRST_CELL = """\
!test -d /content/course || git clone -q --depth 1 -b {branch} {url} /content/course
%pip install -q /content/course
%cd /content/course/exercises"""


def setup(app: Any) -> dict[str, bool]:
    """Called by Sphinx."""
    app.add_config_value("notebook_lab_url", "", "env", [str])
    app.add_config_value("notebook_repository", "", "env", [str])
    app.add_config_value("notebook_branch", "main", "env", [str])
    app.connect("config-inited", require_owner_and_name)
    # Before Sphinx collects the files that can be downloaded.
    app.connect("doctree-read", add_links, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def require_owner_and_name(app: Any, config: Any) -> None:
    """Refuse an address where a name is expected: its links would lead nowhere."""
    name = config.notebook_repository
    if name and (name.count("/") != 1 or ":" in name or not all(name.split("/"))):
        raise ConfigError(
            "notebook_repository: expected OWNER/NAME of a repository on GitHub, or nothing. "
            f"Received: {name!r}."
        )


def add_links(app: Any, doctree: nodes.document) -> None:
    """Put the links below the title of a chapter's page."""
    chapter = CHAPTERS.get(app.env.docname)
    title = doctree.next_node(nodes.title)
    if chapter is None or title is None:
        return
    config = app.config
    links = [[_download(chapter.id, chapter.notebook)]]
    if config.notebook_lab_url:
        links.append(_lab(config.notebook_lab_url, chapter.notebook))
    added = []
    if config.notebook_repository:
        path = f"{config.notebook_repository}/blob/{config.notebook_branch}/exercises"
        links.append([_link("Open in Colab", f"{COLAB}/{path}/{chapter.notebook}")])
        added = _help_for_colab(config.notebook_repository, config.notebook_branch)
    items = [nodes.list_item("", nodes.paragraph("", "", *parts)) for parts in links]
    row = nodes.bullet_list("", *items, classes=["notebook-links"])
    place = title.parent.index(title) + 1
    title.parent[place:place] = [row, *added]


def _download(page: str, notebook: str) -> nodes.Node:
    return addnodes.download_reference(
        "", "Download the notebook", reftarget=f"../exercises/{notebook}", refdoc=page
    )


def _lab(address: str, notebook: str) -> list[nodes.Node]:
    link = _link("Open in JupyterLab", f"{address.rstrip('/')}/{notebook}")
    if "//localhost" not in address:
        return [link]
    # On the reader's own machine something answers only then.
    return [link, nodes.Text(" while "), nodes.literal("", "make lab"), nodes.Text(" runs")]


def _help_for_colab(repository: str, branch: str) -> list[nodes.Node]:
    """Say in a fold what Colab must run before the notebook's first cell."""
    cell = FIRST_CELL.format(branch=branch, url=f"https://github.com/{repository}")
    return [
        nodes.raw(
            "",
            '<details class="notebook-help"><summary>In Colab, run this first</summary>',
            format="html",
        ),
        nodes.paragraph(
            "",
            "A new session of Colab does not have the library of this course. Put these lines "
            "into a code cell above all others and run it; it takes some minutes. If Colab asks "
            "to restart the session, agree and run the cell once more.",
        ),
        nodes.literal_block(cell, cell, language="none"),
        nodes.raw("", "</details>", format="html"),
    ]


def _link(text: str, address: str) -> nodes.Node:
    return nodes.reference("", text, refuri=address, internal=False)
