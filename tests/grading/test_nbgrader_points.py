"""The points of a check cell, where an instructor gave it another weight than the task has."""

import nbformat
import pytest

from fashionlab.grading.nbgrader.preprocessors import _outputs
from fashionlab.grading.records import Record


@pytest.mark.parametrize("weight", [0.1, 0.2, 0.4, 0.7, 1.6, 3, 10])
@pytest.mark.parametrize("task_points", [1, 2, 3, 7])
def test_a_right_solution_has_all_of_the_weight_and_not_a_bit_more(weight, task_points):
    cell = nbformat.v4.new_code_cell("check(...)", metadata={"nbgrader": {"points": weight}})
    record = Record(
        student="ada",
        file="ada.ipynb",
        assignment="ch02_ann",
        task="evaluation.softmax",
        outcome="passed",
        points=task_points,
        max_points=task_points,
        messages=(),
        checks=(),
        seconds=0.0,
        isolation="full",
        data="synthetic_fashion",
        versions={},
    )
    assert float(_outputs(cell, record)[-1]["data"]["text/plain"]) == weight
