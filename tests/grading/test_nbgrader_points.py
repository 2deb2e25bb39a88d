"""The points of a check cell, where an instructor gave it another weight than the task has."""

import nbformat
import pytest

from fashionlab.grading.nbgrader.preprocessors import _outputs


@pytest.mark.parametrize("weight", [0.1, 0.2, 0.4, 0.7, 1.6, 3, 10])
@pytest.mark.parametrize("task_points", [1, 2, 3, 7])
def test_a_right_solution_has_all_of_the_weight_and_not_a_bit_more(weight, task_points, record_of):
    cell = nbformat.v4.new_code_cell("check(...)", metadata={"nbgrader": {"points": weight}})
    record = record_of("ada", points=task_points, max_points=task_points)
    assert float(_outputs(cell, record)[-1]["data"]["text/plain"]) == weight
