"""What the tests of checks share."""

import pytest

from fashionlab.checks.answering import answer_all


@pytest.fixture
def answered():
    """Pose one question in this process; the answer of a solution."""

    def ask(kind, solution, **fields):
        frames = []
        answer_all([{"kind": kind, "seed": 1, **fields}], solution, frames.append)
        (frame,) = frames
        return frame["answer"]

    return ask
