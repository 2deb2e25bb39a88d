"""fill_from and start: the library a learner built is the library they run."""

import pathlib
import shutil

import numpy as np
import pytest

import fashionlab
from fashionlab import evaluation
from fashionlab.errors import NotImplementedYet, SourceError, UnknownTask
from fashionlab.filling import fill_from, start
from fashionlab.source import module_text
from fashionlab.tasks import all_tasks, separate_solutions, solution_of, tasks_of

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def empty(tmp_path, monkeypatch):
    monkeypatch.setenv("FASHIONLAB_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("FASHIONLAB_FILL", raising=False)
    with separate_solutions():
        yield


def test_a_folder_fills_every_task():
    filled = fill_from(ROOT / "solutions")
    assert set(filled.tasks) == set(all_tasks())
    assert filled.problems == ()
    assert evaluation.accuracy(np.eye(3), np.array([0, 1, 1])) == pytest.approx(2 / 3)


def test_placeholders_fill_nothing():
    assert fill_from(ROOT / "exercises").tasks == {}
    with pytest.raises(NotImplementedYet, match=r"evaluation\.softmax is not written yet"):
        evaluation.softmax(np.zeros(3))


def test_one_broken_file_leaves_the_others(tmp_path):
    (tmp_path / "a.ipynb").write_text("{")
    (tmp_path / "b.py").write_text("from fashionlab import *\n1/0\n@solves(evaluation.nothing)")
    shutil.copy(ROOT / "solutions" / "ch02_ann.py", tmp_path)
    filled = fill_from(tmp_path)
    assert len(filled.tasks) == 4
    assert any("a.ipynb" in problem for problem in filled.problems)


def test_a_solution_that_does_not_load_is_told(tmp_path):
    path = tmp_path / "mine.py"
    path.write_text(
        "from fashionlab import evaluation, solves\n"
        "@solves(evaluation.softmax)\ndef softmax(x):\n    return x\n"
    )
    (problem,) = fill_from(path).problems
    assert "Expected: softmax(logits)" in problem


def test_what_is_not_there_is_named(tmp_path):
    with pytest.raises(SourceError, match="Found: nothing"):
        fill_from(tmp_path / "nothing.ipynb")
    with pytest.raises(UnknownTask, match="ch02_ann"):
        start("ch9")


def test_narrative_code_is_not_run(tmp_path):
    marker = tmp_path / "ran"
    path = tmp_path / "mine.py"
    path.write_text(
        module_text(ROOT / "solutions" / "ch02_ann.py", "evaluation.softmax")
        + f"\nopen({str(marker)!r}, 'w')\n"
    )
    assert list(fill_from(path).tasks) == ["evaluation.softmax"]
    assert not marker.exists()


def test_start_fills_earlier_chapters_and_empties_its_own(tmp_path, capsys):
    exercises = tmp_path / "exercises"
    shutil.copytree(ROOT / "exercises", exercises)
    shutil.copytree(ROOT / "solutions", tmp_path / "solutions")
    fill_from(ROOT / "solutions" / "ch02_ann.py")
    start("ch02_ann", folder=exercises)
    assert all(solution_of(task) for task in tasks_of("ch01_data"))
    assert not any(solution_of(task) for task in tasks_of("ch02_ann"))
    assert "From the course's solutions: pipelines.normalize" in capsys.readouterr().out


def test_start_prefers_the_learners_own_passing_functions(tmp_path, capsys):
    exercises = tmp_path / "exercises"
    exercises.mkdir()
    own = tmp_path / "exercises" / "ch01_data.ipynb"
    shutil.copy(ROOT / "exercises" / "ch01_data.ipynb", own)
    right = module_text(ROOT / "solutions" / "ch01_data.py", "pipelines.normalize")
    wrong = (
        "from fashionlab import pipelines, solves\n@solves(pipelines.one_hot)\n"
        "def one_hot(labels, num_classes=10):\n    return labels\n"
    )
    import nbformat

    from fashionlab.authoring.assemble import assemble

    notebook = nbformat.read(own, as_version=4)
    notebook = assemble(notebook, {"pipelines.normalize": right, "pipelines.one_hot": wrong})
    nbformat.write(notebook, own)
    start("ch02_ann", folder=exercises)
    told = capsys.readouterr().out
    assert "From your ch01_data.ipynb: pipelines.normalize." in told
    assert "Not filled yet: pipelines.one_hot, data.stratified_subset" in told
    assert solution_of("pipelines.one_hot") is None


def test_solutions_are_found_where_the_instructor_put_them(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("FASHIONLAB_FILL", str(ROOT / "solutions"))
    start("ch02_ann", folder=tmp_path)
    assert solution_of("pipelines.normalize") is not None
    assert "From the course's solutions" in capsys.readouterr().out


def test_the_public_names_are_few_and_sorted():
    assert fashionlab.__all__ == sorted(fashionlab.__all__)
    assert all(hasattr(fashionlab, name) for name in fashionlab.__all__)
    with pytest.raises(AttributeError):
        _ = fashionlab.nonsense
