"""The exercise notebooks: fresh, without solutions, and worth nothing as they are."""

import json
import pathlib

import nbformat
import pytest

from fashionlab.authoring import readme
from fashionlab.authoring.markers import with_docstring
from fashionlab.authoring.release import release, release_notebook, source_notebook, stale
from fashionlab.chapters import CHAPTERS
from fashionlab.checks.local import check_source
from fashionlab.errors import SourceError
from fashionlab.source import extract_file, read_cells
from fashionlab.tasks import all_tasks, tasks_of

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOLUTIONS, EXERCISES = ROOT / "solutions", ROOT / "exercises"

chapters = pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=lambda c: c.id)


def test_committed_notebooks_are_fresh():
    assert stale(SOLUTIONS, EXERCISES) == {}, "run `fashionlab release`"


def test_the_readme_has_the_figures_of_the_results_file():
    assert not readme.is_stale(ROOT / "README.md", ROOT / "book" / "results.json"), (
        "run `fashionlab release`"
    )


def test_another_figure_makes_the_readme_stale(tmp_path):
    page, results = tmp_path / "README.md", tmp_path / "results.json"
    page.write_text(f"before\n{readme.BEGIN}\n{readme.END}\nafter\n")
    record = {
        "row": "B1", "title": "A CNN", "dataset": "fashion_mnist", "train_images": 50_000,
        "parameters": 225_034, "test_accuracy_mean": 0.912, "test_accuracy_sd": 0.002,
        "seeds": 3, "given_accuracy": 0.91, "cpu_seconds": 300.0,
    }  # fmt: skip
    results.write_text(json.dumps([record, {**record, "train_images": 500, "title": "small"}]))
    readme.refresh(page, results)
    assert "| B1 | A CNN | fashion_mnist | 225,034 | 91.20 ± 0.20 | 3 | 91.00 |" in page.read_text()
    assert "small" not in page.read_text()
    assert page.read_text().startswith("before\n")
    assert page.read_text().endswith("after\n")
    assert not readme.is_stale(page, results)
    results.write_text(json.dumps([{**record, "test_accuracy_mean": 0.913}]))
    assert readme.is_stale(page, results)


def test_release_is_byte_stable_and_writes_only_what_changed(tmp_path):
    written = release(SOLUTIONS, tmp_path)
    assert sorted(path.name for path in written) == sorted(c.notebook for c in CHAPTERS.values())
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert release(SOLUTIONS, tmp_path) == []
    (tmp_path / "ch02_ann.ipynb").write_text("edited by hand")
    assert [path.name for path in release(SOLUTIONS, tmp_path)] == ["ch02_ann.ipynb"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first


@chapters
def test_no_line_of_a_solution_is_in_the_notebook(chapter):
    released = (EXERCISES / chapter.notebook).read_text()
    inside = False
    leaked = []
    # What the surrounding prose or given code may well say, too.
    common = {"import tensorflow as tf", "return output", "return matrix"}
    for line in (SOLUTIONS / f"{chapter.id}.py").read_text().splitlines():
        text = line.strip()
        if text.startswith("### "):
            inside = text == "### BEGIN SOLUTION"
        elif inside and len(text) > 12 and text not in common and text in released:
            leaked.append(text)
    assert leaked == []


@chapters
def test_the_blank_notebook_passes_no_check(chapter):
    sources = extract_file(EXERCISES / chapter.notebook).tasks
    assert set(sources) == {task.id for task in tasks_of(chapter.id)}
    for source in sources.values():
        assert source.blank
        assert check_source(source).outcome == "not_attempted"


@chapters
def test_the_notebook_is_valid_and_each_task_has_its_two_cells(chapter):
    notebook = nbformat.read(EXERCISES / chapter.notebook, as_version=4)
    nbformat.validate(notebook)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    cells = dict(zip(ids, notebook["cells"], strict=True))
    for task in tasks_of(chapter.id):
        name = task.id.replace(".", "-")
        solution, check = cells[name], cells[f"{name}-check"]
        assert task.doc.splitlines()[0] in solution["source"]
        assert "raise NotImplementedError()" in solution["source"]
        assert check["source"] == f"check({task.id})"
        assert check["metadata"]["nbgrader"]["points"] == task.points
        assert check["metadata"]["nbgrader"]["grade"]
        assert not solution["metadata"]["nbgrader"]["grade"]


@chapters
def test_the_first_cell_of_code_starts_the_chapter(chapter):
    first = next(c for c in read_cells(EXERCISES / chapter.notebook) if c.kind == "code")
    assert f'fashionlab.start("{chapter.id}")' in first.source


def test_the_source_notebook_keeps_the_solutions():
    text = nbformat.writes(source_notebook(SOLUTIONS / "ch02_ann.py"))
    assert "### BEGIN SOLUTION" in text


def test_a_forgotten_task_is_told(tmp_path):
    text = (SOLUTIONS / "ch02_ann.py").read_text()
    start = text.index("# %% task\n@solves(evaluation.accuracy)")
    (tmp_path / "ch02_ann.py").write_text(text[:start])
    with pytest.raises(SourceError, match=r"expected one task cell.*evaluation\.accuracy"):
        release_notebook(tmp_path / "ch02_ann.py")


def test_a_task_cell_without_a_solution_mark_is_told():
    with pytest.raises(SourceError, match="BEGIN SOLUTION"):
        with_docstring("def f():\n    return 1", "Doc.")


def test_every_task_has_points_and_a_place():
    for chapter in CHAPTERS.values():
        numbers = [task.number for task in tasks_of(chapter.id)]
        assert numbers == list(range(1, len(numbers) + 1))
    assert all(task.points > 0 for task in all_tasks().values())
