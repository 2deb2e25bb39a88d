"""What a question keeps back is told only to who asks, and what was asked is noted there."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from fashionlab import wire
from fashionlab.checks.partners import Partners
from fashionlab.checks.posing import pose
from fashionlab.checks.registry import checks_of
from fashionlab.errors import WireError

# What a task keeps back: a word of it must not cross.
KEPT = {
    "tuning.random_search": {"outcomes"},
    "evaluation.time_calls": {"seconds"},
    "serving.handle_request": {"row", "fault", "error"},
    "models.build_tunable_ann": {"values"},
    "pipelines.cached_array": {"array", "fails"},
}
SCALARS = st.none() | st.booleans() | st.integers(-3, 5) | st.floats() | st.text(max_size=3)
CALLS = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["script", "request", "place", "given", "asked", "get", "name"]), inner
        )
    ),
    max_leaves=8,
)


def posed(task_id):
    checks = [check for check in checks_of(task_id) if not check.trains]
    return [asked.to_wire() for _, asked in pose(checks, seed=5, data_name="synthetic_fashion")]


def names_in(tree):
    if isinstance(tree, dict):
        return {*tree}.union(*map(names_in, tree.values()))
    if isinstance(tree, (list, tuple)):
        return set().union(*map(names_in, tree))
    return set()


@pytest.mark.parametrize("task_id", KEPT)
def test_what_is_kept_does_not_cross(task_id):
    questions = posed(task_id)
    out = Partners(questions).questions
    assert names_in(questions) >= KEPT[task_id]
    assert not names_in(out) & KEPT[task_id]
    assert [{*question} for question in out] == [{*question} for question in questions]


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(st.sampled_from(sorted(KEPT)), SCALARS, CALLS)
def test_a_strange_call_is_an_error_of_the_wire(task_id, index, call):
    partners = Partners(posed(task_id)[:2])
    try:
        wire.encode(partners.reply(index, call))
    except WireError:
        return
    assert type(index) is int


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(st.sampled_from(sorted(KEPT)), SCALARS, CALLS)
def test_a_strange_answer_is_left_to_the_judge(task_id, index, answer):
    Partners(posed(task_id)[:2]).complete({"index": index, "answer": answer})


def test_the_notes_replace_what_the_other_side_says():
    outcomes = [{"val_accuracy": n / 10, "fault": ""} for n in range(3)]
    script = {"settings": [{"n": n} for n in range(3)], "outcomes": outcomes, "kwargs": {}}
    partners = Partners([{"kind": "search_by_script", "scripts": [script]}])
    assert partners.reply(0, {"script": 0, "place": 2}) == outcomes[2]
    lie = {"value": [], "measured": [0, 1, 2], "ended": ""}
    (told,) = partners.complete({"index": 0, "answer": [lie]})["answer"]
    assert told["measured"] == [2]


def test_time_passes_with_calls_and_not_with_looks():
    script = {"seconds": np.array([1.0, 2.0]), "kwargs": {}}
    partners = Partners([{"kind": "time_by_script", "scripts": [script], "inputs": []}])
    times = [
        partners.reply(0, {"script": 0, **call})["now"]
        for call in ({}, {}, {"place": 0}, {}, {"place": 1}, {"place": -1}, {})
    ]
    assert np.subtract(times, times[0]).tolist() == [0, 0, 1, 1, 3, 5, 5]
