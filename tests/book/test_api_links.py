"""Which section of the course a page of the library links to."""

import importlib
import re
from types import SimpleNamespace

import pytest

import fashionlab
from fashionlab.tasks import all_tasks

from . import extensions, small

api_links = extensions.load("api_links")
TOPICS = sorted(
    path.stem for path in (small.BOOK / "api").glob("*.md") if path.stem != "fashionlab"
)
GIVEN = [
    f"{topic}.{name}"
    for topic in TOPICS
    for name in importlib.import_module(f"fashionlab.{topic}").__all__
    if f"{topic}.{name}" not in all_tasks()
]
# A name that is part of no longer one, and whose package is not, say, tf.data.
TEXTS = {page: (small.BOOK / f"{page}.md").read_text("utf-8") for page in api_links.PAGES}
USED = [
    name
    for name in GIVEN
    if any(re.search(rf"(?<![\w.]){name}\b", text) for text in TEXTS.values())
]
PAGE = """\
# A title

Two pictures.

```{code-cell} ipython3
:tags: [remove-cell]

plots.hidden(1)
```

## The first `section`

```{code-cell} ipython3
# A comment that looks like a heading
plots.show(2)
plots.only_called()
tf.data.load(3)
```

## The second

`plots.show` draws, `plots.shower` does not. See `data.loaded`.
"""


@pytest.fixture
def page(monkeypatch):
    """A course of this one page."""
    monkeypatch.setattr(api_links, "sections", lambda: api_links.cut("page", PAGE))


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("plots.show", "The second"),  # the text speaks of it, the code above only calls it
        ("plots.shower", "The second"),
        ("plots.hidden", "A title"),
        ("plots.only_called", "The first section"),
        ("data.load", None),
        ("plots.nowhere", None),
    ],
)
def test_a_name_leads_to_the_section_that_speaks_of_it_or_else_calls_it(page, name, title):
    found = api_links.section_of(name)
    assert (found and found.title) == title


def test_headings_are_those_of_the_text_and_not_comments_of_code():
    titles = [section.title for section in api_links.cut("page", PAGE)]
    assert titles == ["A title", "The first section", "The second"]


@pytest.mark.parametrize("name", USED)
def test_whatever_the_course_uses_leads_to_a_section_with_it(name):
    found = api_links.section_of(name)
    assert name in found.prose + found.shown + found.hidden
    lines = [line.replace("`", "").lstrip("# ") for line in TEXTS[found.page].splitlines()]
    assert found.title in lines


def test_much_of_the_library_is_used_and_what_is_not_leads_nowhere():
    assert {"evaluation.count_flops", "training.range_test", "training.solve_head"} <= set(USED)
    assert len(USED) > 30
    assert [name for name in GIVEN if name not in USED and api_links.section_of(name)] == []


def test_no_two_sections_of_a_page_share_a_label():
    labels = [section.label for section in api_links.sections()]
    assert len(labels) > 100
    assert sorted(set(labels)) == sorted(labels)


@pytest.mark.parametrize(
    ("what", "name", "ending"),
    [
        (
            "function",
            "fashionlab.check",
            "Taught in: :ref:`how_exercises_work-the-check-tells-you-what-it-saw`.",
        ),
        ("function", "fashionlab.evaluation.accuracy", "It draws."),  # an exercise: has its line
        ("function", "fashionlab.plots.save_figure", "It draws."),  # no page uses it
        ("module", "fashionlab.plots", "It draws."),
    ],
)
def test_the_link_ends_the_text_of_what_is_no_exercise(what, name, ending):
    lines = ["It draws."]
    api_links.link_section(None, what, name, None, SimpleNamespace(), lines)
    assert [line for line in lines if line][-1] == ending


def test_the_page_of_the_package_has_all_its_public_functions():
    text = (small.BOOK / "api" / "fashionlab.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"autofunction:: fashionlab\.(\w+)", text)) == fashionlab.__all__
