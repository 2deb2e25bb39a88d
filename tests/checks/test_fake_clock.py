"""The clock whose times are laid down tells what a solution did, and no time passes."""

import numpy as np
import pytest

INPUTS = [np.full((1, 2), float(i)) for i in range(2)]


@pytest.fixture
def time_by(answered):
    def ask(script, timer):
        (told,) = answered("time_by_script", timer, scripts=[script], inputs=INPUTS)
        return told

    return ask


def script(*seconds, **kwargs):
    return {"seconds": np.array(seconds), "kwargs": kwargs}


def test_each_call_takes_what_the_script_says(time_by):
    def timer(call, inputs, *, clock):
        readings = [clock()]
        for given in (*inputs, inputs[0], inputs[1]):
            call(given)
            readings.append(clock())
        return np.diff(readings).tolist()

    told = time_by(script(1.0, 2.0, 4.0), timer)
    # The last value holds for whatever is called beyond the script.
    assert told == {"value": [1.0, 2.0, 4.0, 4.0], "used": [0, 1, 0, 1]}


def test_other_arguments_are_passed_and_strange_inputs_noted(time_by):
    def timer(call, inputs, *, clock, repeats):
        call(inputs)
        call(inputs[1] + 1)
        return repeats

    assert time_by(script(1.0, repeats=7), timer) == {"value": 7, "used": [-1, -1]}


def test_a_changed_input_is_the_solutions_own(time_by):
    def timer(call, inputs, *, clock):
        inputs[0][:] = 9.0
        call(inputs[0])

    assert time_by(script(1.0), timer)["used"] == [-1]
    assert INPUTS[0].max() == 0.0


def test_the_warm_up_may_take_any_input(time_by):
    def timer(call, inputs, *, clock, warm_up, repeats):
        for given in (inputs[1], inputs + inputs, inputs[1]):
            call(given)

    # Without the right number of calls nobody knows which of them are the warm-up.
    told = [time_by(script(1.0, warm_up=2, repeats=n), timer)["used"] for n in (1, 5)]
    assert told == [[0, -1, 1], [1, -1, 1]]
