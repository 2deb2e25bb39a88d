"""What judgements are written with.

Each function takes whatever came back, expects something of it, and raises
`Mismatch` with a message that says what was expected and what was received.
"""

import math
from typing import Any

import numpy as np


class Mismatch(Exception):
    """An answer is not what was expected.

    Args:
        message: What was expected and what was received.
        hint: A nudge towards the likely mistake.
    """

    def __init__(self, message: str, hint: str = ""):
        super().__init__(message)
        self.message = message
        self.hint = hint


def expect(condition: Any, message: str, hint: str = "") -> None:
    """Expect a condition to hold."""
    if not condition:
        raise Mismatch(message, hint)


def expect_array(
    received: Any,
    *,
    what: str,
    shape: tuple[int, ...] | None = None,
    dtype: str | None = None,
    hint: str = "",
) -> np.ndarray:
    """Expect an array (a list of numbers will do where no dtype is asked).

    Args:
        received: What came back.
        what: Its name in the message, `"the output"`.
        shape: The exact shape, or None for any.
        dtype: The exact dtype's name, or a kind: `"integer"`, `"float"`; None for any number.
        hint: Shown when the expectation fails.

    Returns:
        The array.
    """
    if received is None:
        raise Mismatch(
            f"Expected {what} to be an array. Received: None.",
            "Did you forget the `return` statement?",
        )
    if isinstance(received, (list, tuple)) and dtype is None:
        try:
            received = np.asarray(received, dtype=float)
        except (ValueError, TypeError):
            raise Mismatch(f"Expected {what} to be an array. Received: a list.", hint) from None
    if isinstance(received, (list, tuple)):
        raise Mismatch(
            f"Expected {what} to be an array. Received: {kind_of(received)}.",
            "np.array makes an array of a list.",
        )
    if isinstance(received, (bool, int, float)):
        received = np.asarray(received)
    if not isinstance(received, np.ndarray):
        raise Mismatch(f"Expected {what} to be an array. Received: {kind_of(received)}.", hint)
    if shape is not None and received.shape != shape:
        raise Mismatch(f"Expected {what} to have shape {shape}. Received: {received.shape}.", hint)
    if dtype is not None and not _is_dtype(received.dtype, dtype):
        raise Mismatch(f"Expected {what} to have dtype {dtype}. Received: {received.dtype}.", hint)
    return received


def _is_dtype(dtype: np.dtype, wanted: str) -> bool:
    kinds = {"integer": "iu", "float": "f"}
    return dtype.kind in kinds[wanted] if wanted in kinds else dtype == wanted


_LONGEST = 10_000  # numbers or rows of an array that is made a list


def as_list(received: Any) -> Any:
    """Return a short array as a list, anything else as it is.

    An array of a trillion rows without elements takes no memory; the list of them would.
    """
    short = isinstance(received, np.ndarray) and (
        math.prod(max(1, size) for size in received.shape) <= _LONGEST
    )
    return received.tolist() if short else received


def expect_number(received: Any, *, what: str, hint: str = "") -> float:
    """Expect one number, as a Python number or an array with a single one.

    Returns:
        The number as a float.
    """
    if received is None:
        raise Mismatch(
            f"Expected {what} to be a number. Received: None.",
            "Did you forget the `return` statement?",
        )
    if isinstance(received, np.ndarray) and received.size == 1:
        received = received.reshape(()).item()
    if isinstance(received, bool) or not isinstance(received, (int, float)):
        raise Mismatch(f"Expected {what} to be one number. Received: {kind_of(received)}.", hint)
    try:
        return float(received)
    except OverflowError:
        raise Mismatch(
            f"Expected {what} to be one number. Received: an int of more than 300 digits.", hint
        ) from None


def expect_close(
    received: Any, expected: Any, *, what: str, tolerance: float = 1e-5, hint: str = ""
) -> None:
    """Expect numbers to be equal up to a tolerance, absolute or relative, whichever is larger.

    Args:
        received: A number or array.
        expected: A number or array of the same shape.
        what: Its name in the message.
        tolerance: Largest difference, relative to the larger of 1 and the expected value.
        hint: Shown when the expectation fails.
    """
    wanted = np.asarray(expected, dtype=np.float64)
    if wanted.ndim == 0:
        got = np.asarray(expect_number(received, what=what, hint=hint))
    else:
        got = expect_array(received, what=what, shape=wanted.shape, hint=hint).astype(np.float64)
    allowed = tolerance * np.maximum(1.0, np.abs(wanted))
    with np.errstate(invalid="ignore"):
        wrong = ~(np.abs(got - wanted) <= allowed)
    if not np.any(wrong):
        return
    index = tuple(int(i) for i in np.argwhere(wrong)[0])
    place = f" at index {list(index)}" if index else ""
    numbers = float(wanted[index]), float(got[index])
    told = [f"{number:.6g}" for number in numbers]
    if told[0] == told[1]:  # they differ later than that
        told = [repr(number) for number in numbers]
    raise Mismatch(f"Expected {what}{place} to be {told[0]}. Received: {told[1]}.", hint)


def expect_equal(received: Any, expected: Any, *, what: str, hint: str = "") -> None:
    """Expect whole numbers, or arrays of them, to be the same."""
    expect_close(received, expected, what=what, tolerance=0.0, hint=hint)


def expect_error(answer: Any, error: str, *, when: str, hint: str = "") -> None:
    """Expect the answer of `error_from` to tell of an error of a class, or a subclass.

    Args:
        answer: The answer.
        error: Name of a built-in error, `"ValueError"`.
        when: The situation, for the message: `"a label is negative"`.
        hint: Shown when the expectation fails.
    """
    raised = answer["raised"]
    if not raised:
        raise Mismatch(f"Expected {error} when {when}. Received: no error.", hint)
    if error not in raised:
        told = f": {answer['message']}" if answer["message"] else "."
        raise Mismatch(f"Expected {error} when {when}. Received: {raised[0]}{told}", hint)


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many of something there are: "1 image", "2,000 images".

    Args:
        number: How many.
        one: The word for one of them.
        many: The word for several; default: `one` and an s.
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


_SPELT_AT_MOST = (
    100  # numbers of an array; NumPy would write out a million, if their axes are short
)


def spelt(value: Any) -> str:
    """Write a plain value as Python does; a large array is only named.

    For messages, and to compare values that may hold anything.
    """
    if isinstance(value, np.ndarray):
        return repr(value) if value.size <= _SPELT_AT_MOST else kind_of(value)
    if type(value) is dict:
        return "{" + ", ".join(f"{key!r}: {spelt(item)}" for key, item in value.items()) + "}"
    if type(value) is list:
        return "[" + ", ".join(map(spelt, value)) + "]"
    if type(value) is tuple:
        return "(" + ", ".join(map(spelt, value)) + ("," if len(value) == 1 else "") + ")"
    return repr(value)


def kind_of(value: Any) -> str:
    """Name the kind of a plain value, for messages."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    names = {str: "text", list: "a list", tuple: "a tuple", dict: "a dict", bool: "True or False"}
    return "None" if value is None else names.get(type(value), f"a {type(value).__name__}")
