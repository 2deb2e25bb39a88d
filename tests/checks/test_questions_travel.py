"""Every question crosses the wall: what is asked is plain data, whatever the seed."""

import pytest

from fashionlab import wire
from fashionlab.checks.posing import pose
from fashionlab.checks.registry import checks_of
from fashionlab.tasks import all_tasks


@pytest.mark.parametrize("task_id", list(all_tasks()))
def test_every_question_goes_over_the_wire(task_id):
    for seed in range(3):
        for _, asked in pose(checks_of(task_id), seed=seed, data_name="synthetic_fashion"):
            wire.encode(asked.to_wire())
