"""The links from a chapter's page to its notebook."""

import pathlib
import re
from types import SimpleNamespace

import pytest
import yaml
from docutils import nodes, utils
from sphinx import addnodes
from sphinx.errors import ConfigError

from fashionlab.chapters import CHAPTERS

from . import extensions, small, walk

ROOT = pathlib.Path(__file__).parents[2]
buttons = extensions.load("notebook_buttons")
in_browser = pytest.mark.skipif(bool(walk.MISSING), reason=f"missing: {', '.join(walk.MISSING)}")
OURS = yaml.safe_load((small.BOOK / "_config.yml").read_text(encoding="utf-8"))["sphinx"]["config"]


def page(name="ch02_ann", **changes):
    """A page of one title and one paragraph, after the extension has seen it."""
    settings = {key: value for key, value in OURS.items() if key.startswith("notebook_")}
    app = SimpleNamespace(
        env=SimpleNamespace(docname=name), config=SimpleNamespace(**{**settings, **changes})
    )
    document = utils.new_document(name)
    document += nodes.section(
        "", nodes.title("", "A title"), nodes.paragraph("", "A question?"), ids=["a-title"]
    )
    buttons.add_links(app, document)
    return document


def row(document):
    """The row that stands right below the title: text of each link to where it leads."""
    found = document[0][1]
    assert found["classes"] == ["notebook-links"]
    links = [*found.findall(addnodes.download_reference), *found.findall(nodes.reference)]
    return {link.astext(): link.get("reftarget") or link["refuri"] for link in links}


@pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=CHAPTERS)
def test_a_chapter_of_a_book_without_address_links_its_notebook_and_jupyterlab(chapter):
    document = page(chapter.id)
    assert row(document) == {
        "Download the notebook": f"../exercises/{chapter.notebook}",
        "Open in JupyterLab": f"http://localhost:8888/lab/tree/{chapter.notebook}",
    }
    assert "while make lab runs" in document[0][1].astext()
    assert "Colab" not in document.astext()


def test_make_lab_opens_the_folder_that_the_link_is_relative_to():
    recipe = re.search(r"^lab:.*\n\t(.+)", (ROOT / "Makefile").read_text(), re.MULTILINE)[1]
    assert recipe.split()[1:] == ["lab", "exercises"]


def test_a_hub_takes_the_place_of_the_learners_own_machine():
    document = page(notebook_lab_url="https://hub.example.org/hub/user-redirect/lab/tree/course/")
    assert row(document)["Open in JupyterLab"] == (
        "https://hub.example.org/hub/user-redirect/lab/tree/course/ch02_ann.ipynb"
    )
    assert "make lab" not in document.astext()
    assert "Open in JupyterLab" not in row(page(notebook_lab_url=""))


def test_a_published_book_links_to_colab_and_says_what_to_run_there():
    document = page(notebook_repository="ada/course", notebook_branch="spring")
    assert row(document)["Open in Colab"] == (
        "https://colab.research.google.com/github/ada/course/blob/spring/exercises/ch02_ann.ipynb"
    )
    (cell,) = document.findall(nodes.literal_block)
    assert "git clone -q --depth 1 -b spring https://github.com/ada/course " in cell.astext()


def test_pages_that_have_no_notebook_get_no_links():
    assert len(page("intro", notebook_repository="ada/course")[0]) == 2


@pytest.mark.parametrize("name", ["https://github.com/ada/course", "ada", "ada/", "ada/b/c"])
def test_an_address_in_place_of_a_name_stops_the_build(name):
    with pytest.raises(ConfigError, match="OWNER/NAME"):
        buttons.require_owner_and_name(None, SimpleNamespace(notebook_repository=name))
    buttons.require_owner_and_name(None, SimpleNamespace(notebook_repository="ada/my.course"))


@pytest.mark.slow
@in_browser
def test_the_links_are_sound_on_a_page_and_the_download_is_the_notebook(tmp_path):
    site = small.build(
        tmp_path, ["ch02_ann"], settings={"notebook_repository": "ada/a-course-with-a-long-name"}
    )
    with walk.serve(site) as home, walk.browse() as browser:
        seen = walk.visit(browser, home, "ch02_ann.html")
        assert seen == walk.Visit(complaints=[], broken_images=[], too_wide=0, faults=[])
        tab = browser.new_page()
        tab.goto(f"{home}/ch02_ann.html")
        links = tab.locator("ul.notebook-links a")
        assert links.all_inner_texts() == [
            "Download the notebook",
            "Open in JupyterLab",
            "Open in Colab",
        ]
        with tab.expect_download() as downloaded:
            links.first.focus()
            tab.keyboard.press("Enter")
        saved = pathlib.Path(downloaded.value.path()).read_bytes()
    assert saved == (ROOT / "exercises" / "ch02_ann.ipynb").read_bytes()
