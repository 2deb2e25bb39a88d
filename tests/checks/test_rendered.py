"""What a learner's Markdown can and cannot do to the grader."""

import pytest

from fashionlab.checks.asserts import Mismatch
from fashionlab.checks.rendered import MAX_CHARACTERS, render


def test_headings_items_and_tables_are_read():
    page = render("# A\n\n## Data\n\nfive | six\n--- | ---\n1 | 2\n\n- one\n- *two*\n")
    assert page.headings == [("h1", "A"), ("h2", "Data")]
    assert "five" in page.sections["Data"]
    assert "|" not in page.sections["Data"]
    assert page.items == ["one", "two"]


@pytest.mark.parametrize(
    "text",
    ["<p>&#" + "9" * 5000 + ";</p>", "<p><![foo[ x", "<p><![ x", "a" * (MAX_CHARACTERS + 1)],
)
def test_what_cannot_be_rendered_is_a_wrong_answer_and_no_fault_of_the_grader(text):
    with pytest.raises(Mismatch):
        render(text)


def test_a_table_of_a_million_cells_is_not_laid_out():
    bomb = "|a" * 1000 + "|\n" + "|-" * 1000 + "|\n" + "a\n" * 900
    assert "|a|a" in render("## Data\n\n" + bomb).sections["Data"]
