"""Files that should be notebooks, and are not, or not quite."""

import json
import os

import pytest

from fashionlab.errors import SourceError
from fashionlab.source import extract_file, module_text, read_cells

SOLUTION = (
    "from fashionlab import evaluation, solves\n"
    "@solves(evaluation.softmax)\ndef softmax(logits):\n    return logits\n"
)


def notebook(*cells, **more):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}


def code(source, **more):
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], **more}


def write(path, content):
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty file"),
        (b"  \n ", "empty file"),
        (b"not json", "not json"),
        (b'{"cells": [', "which is JSON"),
        (b"[]", "without one"),
        (b'"text"', "without one"),
        (b"{}", "without one"),
        (b'{"cells": {}}', "without one"),
        (b'{"cells": []}', "no cells"),
        (b'{"worksheets": [{"cells": []}], "nbformat": 3}', "without one"),
        ('{"cells": [], "x": "ğ"}'.encode("iso8859-9"), "UTF-8"),
        ('{"cells": []}'.encode("utf-16"), "UTF-8"),
        (b"PK\x03\x04\xff", "UTF-8"),
        (b"[" * 100_000, "which is JSON"),
        (b'{"a":' * 100_000, "which is JSON"),
        (b'{"cells": [' + b"9" * 10_000 + b"]}", None),
    ],
)
def test_what_is_no_notebook_is_named(tmp_path, content, said):
    path = tmp_path / "bad.ipynb"
    path.write_bytes(content)
    if said is None:
        # Python reads no number that long; either way nothing is found and nothing breaks.
        try:
            assert extract_file(path).tasks == {}
        except SourceError:
            return
        return
    with pytest.raises(SourceError) as caught:
        read_cells(path)
    assert said in str(caught.value)
    assert "bad.ipynb" in str(caught.value)


def test_a_directory_is_named(tmp_path):
    (tmp_path / "ch02_ann.ipynb").mkdir()
    with pytest.raises(SourceError, match="a directory"):
        read_cells(tmp_path / "ch02_ann.ipynb")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"nowhere\.ipynb: the file cannot be read"):
        read_cells(tmp_path / "nowhere.ipynb")


def test_a_broken_link_is_named(tmp_path):
    os.symlink(tmp_path / "gone", tmp_path / "link.ipynb")
    with pytest.raises(SourceError, match="cannot be read"):
        read_cells(tmp_path / "link.ipynb")


def test_another_ending_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"\.ipynb or \.py"):
        read_cells(write(tmp_path / "notes.txt", "x"))


@pytest.mark.parametrize(
    "odd",
    [
        None,
        3,
        "text",
        [],
        {},
        {"cell_type": "code"},
        {"cell_type": "code", "source": None},
        {"cell_type": "code", "source": 3, "metadata": []},
        {"cell_type": "code", "source": {"a": 1}},
        {"cell_type": "code", "source": [1, None, "x = 1"]},
        {"cell_type": 3, "source": "x"},
        {"cell_type": "heading", "source": "x"},
        code("x", outputs="none", execution_count="many"),
    ],
)
def test_an_odd_cell_leaves_the_others(tmp_path, odd):
    path = write(tmp_path / "odd.ipynb", notebook(odd, code(SOLUTION), odd))
    assert list(extract_file(path).tasks) == ["evaluation.softmax"]


@pytest.mark.parametrize(
    "document",
    [
        notebook(code(SOLUTION), nbformat=3),
        notebook(code(SOLUTION), nbformat="four", metadata=None),
        {"cells": [{"cell_type": "code", "source": SOLUTION}]},
        notebook(code(SOLUTION.splitlines(keepends=True))),
        notebook(code(SOLUTION.replace("\n", "\r\n"))),
        notebook(code(SOLUTION, metadata={"nbgrader": {"grade": "yes"}})),
        notebook(code(SOLUTION, outputs=[{"text": "x" * 5_000_000}])),
    ],
)
def test_a_notebook_of_another_make_is_read(tmp_path, document):
    path = write(tmp_path / "mine.ipynb", document)
    assert list(extract_file(path).tasks) == ["evaluation.softmax"]


def test_a_byte_order_mark_is_no_problem(tmp_path):
    path = tmp_path / "mine.ipynb"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(notebook(code(SOLUTION))).encode())
    assert list(extract_file(path).tasks) == ["evaluation.softmax"]


def test_a_module_without_cells_is_one_cell(tmp_path):
    cells = read_cells(write(tmp_path / "mine.py", SOLUTION))
    assert [(cell.number, cell.kind) for cell in cells] == [(1, "code")]


def test_a_percent_file_is_split(tmp_path):
    text = f"# %% [markdown]\n# # Title\n\n# %% task\n{SOLUTION}\n# %%\n"
    first, second = read_cells(write(tmp_path / "mine.py", text))
    assert (first.kind, first.source) == ("markdown", "# Title")
    assert (second.kind, second.metadata) == ("code", {"header": "task"})


def test_the_module_of_a_task_can_be_asked_for(tmp_path):
    path = write(tmp_path / "mine.py", SOLUTION)
    assert "def softmax" in module_text(path, "evaluation.softmax")
    with pytest.raises(SourceError, match=r"@solves\(evaluation\.accuracy\)"):
        module_text(path, "evaluation.accuracy")
