"""What is told of an error in a learner's function."""

from fashionlab.checks.answering import describe_error

IN_A_STREAM = """in user code:

    File "/somewhere/fashionlab/checks/answering.py", line 399, in None  *
        lambda images, variant=variant: _tensor(solution(images, **variant), "A stream")
    File "{own}", line 7, in to_rgb  *
        x = ops.reshape(images, images.shape)
    File "/somewhere/keras/src/ops/numpy.py", line 7349, in reshape  **
        return backend.numpy.reshape(x, newshape)

    TypeError: Failed to convert elements of (None, 8) to Tensor.
    Consider casting them.
"""


def to_rgb():
    """Stands for a learner's function."""


def test_of_tensorflows_account_the_learners_line_and_the_message_are_left():
    error = TypeError(IN_A_STREAM.format(own=to_rgb.__code__.co_filename))
    told = describe_error(error, to_rgb)
    assert told["line"] == "x = ops.reshape(images, images.shape)"
    assert told["message"] == (
        "Failed to convert elements of (None, 8) to Tensor.\nConsider casting them."
    )


def test_a_message_that_only_begins_like_it_stays():
    told = describe_error(ValueError("in user code:\n\n    nothing else"), to_rgb)
    assert (told["line"], told["message"]) == ("", "in user code:\n\n    nothing else")
