"""What judgements are written with: what passes, what does not, and what is said."""

import numpy as np
import pytest

from fashionlab.checks.asserts import (
    Mismatch,
    counted,
    expect,
    expect_array,
    expect_close,
    expect_equal,
    expect_error,
    expect_number,
    spelt,
)


def message(function, *args, **kwargs):
    with pytest.raises(Mismatch) as caught:
        function(*args, **kwargs)
    return caught.value


def test_expect_tells_its_message_and_hint():
    told = message(expect, [], "nothing there", "look again")
    assert (told.message, told.hint) == ("nothing there", "look again")
    expect("something", "")


def test_none_reminds_of_return():
    assert "return" in message(expect_array, None, what="the output").hint
    assert "return" in message(expect_number, None, what="the output").hint


@pytest.mark.parametrize("received", [[1, 2], (1.0, 2.0), [np.float64(1), 2]])
def test_a_list_of_numbers_will_do(received):
    np.testing.assert_array_equal(expect_array(received, what="x", shape=(2,)), [1, 2])


@pytest.mark.parametrize("received", [[1, [2]], ["a"], {"a": 1}, "text", [{}], [None, "x"]])
def test_what_is_no_array_is_named(received):
    assert "to be an array" in message(expect_array, received, what="x").message


def test_shape_and_dtype_are_exact():
    zeros = np.zeros((2, 3), np.float32)
    assert "(3, 2)" in message(expect_array, zeros, what="x", shape=(3, 2)).message
    told = message(expect_array, zeros, what="x", dtype="float64").message
    assert "float64" in told
    assert "float32" in told
    expect_array(zeros, what="x", dtype="float")
    expect_array(np.zeros(2, np.uint8), what="x", dtype="integer")
    message(expect_array, np.zeros(2, bool), what="x", dtype="integer")


@pytest.mark.parametrize("received", [3, 3.0, np.array(3), np.array([[3.0]])])
def test_one_number(received):
    assert expect_number(received, what="x") == 3.0


@pytest.mark.parametrize(
    "received", [True, "3", [3], np.zeros(2), np.zeros(0), {}, np.array(True), 10**400]
)
def test_not_one_number(received):
    assert "one number" in message(expect_number, received, what="x").message


def test_close_is_absolute_for_small_and_relative_for_large():
    expect_close(np.array([1e-6, 1000.005]), [0, 1000], what="x", tolerance=1e-5)
    message(expect_close, np.array([2e-5]), [0], what="x", tolerance=1e-5)
    message(expect_close, 1000.02, 1000, what="x", tolerance=1e-5)


def test_the_first_wrong_place_is_named():
    told = message(expect_close, [[1, 2], [3, 5]], [[1, 2], [3, 4]], what="x").message
    assert told == "Expected x at index [1, 1] to be 4. Received: 5."


@pytest.mark.parametrize("received", [np.nan, np.inf, -np.inf])
def test_nan_and_infinity_are_never_close(received):
    message(expect_close, np.array([received]), [0.0], what="x")
    message(expect_close, received, 0.0, what="x")


@pytest.mark.parametrize("received", [np.zeros(0), np.zeros((0, 3)), [], np.zeros(2)])
def test_an_array_is_no_number(received):
    message(expect_close, received, 0.0, what="x")


def test_equal_allows_no_difference():
    expect_equal(np.array([1.0]), np.array([1]), what="x")
    message(expect_equal, np.array([1 + 1e-12]), np.array([1]), what="x")


def test_errors_are_known_by_name_and_by_base():
    answer = {"raised": ["Mine", "ValueError", "Exception", "object"], "message": "no"}
    expect_error(answer, "ValueError", when="x is 0")
    assert "Mine: no" in message(expect_error, answer, "TypeError", when="x is 0").message
    told = message(expect_error, {"raised": [], "message": ""}, "ValueError", when="x is 0").message
    assert told == "Expected ValueError when x is 0. Received: no error."


def test_a_list_where_a_dtype_is_asked_is_told_what_makes_an_array():
    told = message(expect_array, [[1, 2]], what="x", dtype="integer")
    assert told.message == "Expected x to be an array. Received: a list."
    assert "np.array" in told.hint


def test_one_and_several_are_named_differently():
    assert counted(1, "image") == "1 image"
    assert counted(0, "batch", "batches") == "0 batches"
    assert counted(2000, "image") == "2,000 images"


def test_values_are_spelt_as_python_does_and_large_arrays_named():
    plain = {"a": [1, (2.5,), (), "x"], "b": (None, True, [np.arange(3)])}
    assert spelt(plain) == repr(plain)
    # NumPy shortens long axes only: of this one it would write out all 16 million places.
    assert spelt([np.ones((2,) * 24, bool)]) == f"[an array of shape {(2,) * 24}]"
