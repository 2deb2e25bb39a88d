"""stub and solves: the mechanism by which a learner's function becomes the library's."""

import inspect

import numpy as np
import pytest

import fashionlab
from fashionlab import evaluation, models, pipelines, solves
from fashionlab.chapters import CHAPTERS
from fashionlab.errors import NotImplementedYet, SignatureMismatch, UnknownTask
from fashionlab.tasks import (
    all_tasks,
    forget,
    get_task,
    separate_solutions,
    solution_of,
    tasks_of,
)


@pytest.fixture(autouse=True)
def empty():
    with separate_solutions():
        yield


def test_an_unfilled_stub_names_task_notebook_and_chapter():
    with pytest.raises(NotImplementedYet) as caught:
        evaluation.softmax(np.zeros(3))
    for part in ("evaluation.softmax", "ch02_ann.ipynb", "A first network", "@solves("):
        assert part in str(caught.value)
    assert isinstance(caught.value, NotImplementedError)


def test_the_library_runs_the_learners_code():
    @solves(evaluation.softmax)
    def softmax(logits):
        return "mine"

    assert evaluation.softmax(None) == "mine"
    assert softmax(None) == "mine"
    assert solution_of(evaluation.softmax) is softmax


def test_a_second_solution_replaces_the_first():
    @solves(evaluation.softmax)
    def first(logits):
        return 1

    @solves(evaluation.softmax)
    def second(logits):
        return 2

    assert evaluation.softmax(None) == 2
    assert first(None) == 1


def test_a_function_without_a_docstring_takes_the_stubs():
    @solves(evaluation.softmax)
    def softmax(logits):
        return logits

    @solves(evaluation.accuracy)
    def accuracy(probabilities, labels):
        """My own words."""

    assert softmax.__doc__ == get_task(evaluation.softmax).doc
    assert accuracy.__doc__ == "My own words."


def test_annotations_and_another_name_are_free():
    @solves(pipelines.one_hot)
    def to_rows(labels: list, num_classes: int = 10) -> list:
        return [num_classes]

    assert pipelines.one_hot([0]) == [10]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda labels: None,
        lambda labels, num_classes: None,
        lambda labels, num_classes=9: None,
        lambda labels, classes=10: None,
        lambda num_classes=10, labels=None: None,
        lambda labels, *, num_classes=10: None,
        lambda labels, num_classes=10, extra=0: None,
        lambda *args, **kwargs: None,
    ],
)
def test_another_signature_is_refused_and_both_are_named(wrong):
    with pytest.raises(SignatureMismatch) as caught:
        solves(pipelines.one_hot)(wrong)
    assert "Expected: one_hot(labels, num_classes=10)." in str(caught.value)
    assert f"<lambda>{inspect.signature(wrong)}" in str(caught.value)
    assert solution_of(pipelines.one_hot) is None


@pytest.mark.parametrize("thing", [3, None, "softmax", dict])
def test_only_functions_can_solve(thing):
    with pytest.raises(SignatureMismatch, match="expects a function"):
        solves(evaluation.softmax)(thing)


def test_a_name_that_is_no_task_gets_suggestions():
    with pytest.raises(UnknownTask, match=r"models\.build_ann"):
        get_task("models.build_an")
    with pytest.raises(UnknownTask):
        solves(np.mean)


def test_a_task_is_found_by_stub_id_solution_and_itself():
    @solves(models.build_ann)
    def build_ann(
        input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0
    ):
        return None

    task = get_task("models.build_ann")
    from fashionlab.models.ann import build_ann as alias

    for key in (task, models.build_ann, alias, build_ann):
        assert get_task(key) is task
    assert get_task(fashionlab.models.build_ann).points == 3


def test_a_placeholder_counts_as_not_written():
    @solves(evaluation.softmax)
    def softmax(logits):
        raise NotImplementedError()

    with pytest.raises(NotImplementedYet):
        evaluation.softmax(None)


def test_an_error_of_the_same_type_from_deeper_down_is_itself():
    def deeper():
        raise NotImplementedError("this backend cannot")

    @solves(evaluation.softmax)
    def softmax(logits):
        return deeper()

    with pytest.raises(NotImplementedError, match="this backend cannot") as caught:
        evaluation.softmax(None)
    assert not isinstance(caught.value, NotImplementedYet)


def test_a_stub_called_by_a_solution_names_itself():
    @solves(evaluation.accuracy)
    def accuracy(probabilities, labels):
        return evaluation.softmax(probabilities)

    with pytest.raises(NotImplementedYet, match=r"evaluation\.softmax is not written"):
        evaluation.accuracy(None, None)


def test_forgetting_and_separating():
    solves(evaluation.softmax)(lambda logits: 1)
    with separate_solutions():
        assert solution_of("evaluation.softmax") is None
        solves(evaluation.softmax)(lambda logits: 2)
    assert evaluation.softmax(None) == 1
    forget(evaluation.softmax)
    forget(evaluation.softmax)
    assert solution_of("evaluation.softmax") is None


def test_the_table_of_tasks():
    assert [task.chapter_id for task in all_tasks().values()] == sorted(
        task.chapter_id for task in all_tasks().values()
    )
    counts = [len(tasks_of(chapter)) for chapter in CHAPTERS]
    assert sum(counts) == len(all_tasks())
    assert min(counts) >= 4
    for task_id, task in all_tasks().items():
        assert task.id == task_id
        assert task.points > 0
        assert task.page == f"{task.chapter_id}.html#{task_id.replace('.', '-').replace('_', '-')}"


def test_a_stub_keeps_its_signature_and_names_its_chapter():
    assert list(inspect.signature(pipelines.one_hot).parameters) == ["labels", "num_classes"]
    assert "ch01_data.html#pipelines-one-hot" in pipelines.one_hot.__doc__
