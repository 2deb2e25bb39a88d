"""The references: independent of one another, documented, and right."""

import ast
import pathlib
import warnings

import pytest

from fashionlab import data
from fashionlab.checks.local import check_source
from fashionlab.source import extract_file
from fashionlab.source.names import attribute_chains
from fashionlab.tasks import all_tasks

ROOT = pathlib.Path(__file__).resolve().parents[2]
TASKS = all_tasks()


def reference(task_id):
    chapter = TASKS[task_id].chapter_id
    return extract_file(ROOT / "solutions" / f"{chapter}.py").tasks[task_id]


def definition(task_id):
    tree = ast.parse(reference(task_id).text)
    name = TASKS[task_id].name
    (function,) = (
        node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name
    )
    return function


@pytest.mark.parametrize("task_id", list(TASKS))
def test_a_reference_uses_no_other_task(task_id):
    chains = set()
    for statement in definition(task_id).body:
        chains |= attribute_chains(statement)
    names = {task.name for task in TASKS.values()} - {TASKS[task_id].name}
    used = {chain for chain in chains if chain in TASKS or chain.split(".")[0] in names}
    assert used == set()


@pytest.mark.parametrize("task_id", list(TASKS))
def test_a_reference_needs_only_imports(task_id):
    assert reference(task_id).borrowed == ()
    statements = ast.parse(reference(task_id).text).body
    functions = [node for node in statements if not isinstance(node, (ast.Import, ast.ImportFrom))]
    assert len(functions) == 1


@pytest.mark.parametrize("task_id", list(TASKS))
def test_a_stub_says_what_goes_in_and_what_comes_out(task_id):
    task = TASKS[task_id]
    assert "\nArgs:\n" in task.doc
    assert "\nReturns:\n" in task.doc
    for parameter in task.signature.parameters:
        assert f"    {parameter}:" in task.doc
    # The first line is one sentence.
    assert task.doc.split("\n")[0].endswith(".")


@pytest.mark.parametrize("task_id", list(TASKS))
def test_a_reference_passes(task_id):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = check_source(
            reference(task_id),
            seed=31,
            data_name=data.best_available(),
            only=lambda check: not check.trains,
        )
    assert result.passed, [r.message for r in result.failures]


@pytest.mark.slow
@pytest.mark.parametrize("task_id", ["models.build_ann", "models.build_cnn"])
def test_a_reference_learns(task_id):
    for seed in range(5):
        result = check_source(
            reference(task_id),
            seed=seed,
            data_name=data.best_available(),
            only=lambda check: check.trains,
        )
        assert result.passed, [r.message for r in result.failures]
