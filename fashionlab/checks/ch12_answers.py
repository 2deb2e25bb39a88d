"""Checks of chapter 12: a predictor for one image, and the parity of two versions."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

from typing import Any

import numpy as np

from fashionlab import serving
from fashionlab.checks.asserts import (
    Mismatch,
    counted,
    expect,
    expect_array,
    expect_close,
    expect_error,
    expect_number,
    kind_of,
)
from fashionlab.checks.draws import Share
from fashionlab.checks.questions import (
    Draw,
    Setting,
    arguments_after,
    ask_one_by_one,
    call_each,
    call_with,
    error_from,
    errors_from_each,
    errors_from_predictor,
)
from fashionlab.checks.registry import check

# --- serving.make_predictor


def _network(
    rng: np.random.Generator, shape: tuple[int, int], num_classes: int = 10
) -> dict[str, Any]:
    """A network of one dense layer, without images."""
    inputs = shape[0] * shape[1]
    return {
        "shape": list(shape),
        "kernel": rng.normal(0, 3 / inputs**0.5, (inputs, num_classes)).astype(np.float32),
        "bias": rng.normal(0, 0.5, num_classes).astype(np.float32),
    }


def networks(*shapes: tuple[int, int], num_classes: int = 10, images: int = 4) -> Share:
    """Draw a network of one dense layer for each shape, and images to ask it about.

    Args:
        *shapes: Height and width that each network takes.
        num_classes: How many probabilities it gives.
        images: How many images; the last is the first one again.
    """

    def network(rng: np.random.Generator, shape: tuple[int, int]) -> dict[str, Any]:
        drawn = rng.integers(0, 256, (images, *shape), dtype=np.uint8)
        drawn[-1] = drawn[0]
        return {**_network(rng, shape, num_classes), "images": drawn}

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        return {"networks": [network(setting.rng, shape) for shape in shapes]}, {}

    return share


def refused_images(shape: tuple[int, int], *kinds: tuple[tuple[int, ...], str]) -> Share:
    """Draw a network, and an image of each (shape, dtype). Floats are in [0, 1]."""

    def image(rng: np.random.Generator, shape: tuple[int, ...], dtype: str) -> np.ndarray:
        drawn = rng.integers(0, 256, shape)
        return (drawn / 255 if np.dtype(dtype).kind == "f" else drawn).astype(dtype)

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        images = [image(setting.rng, *kind) for kind in kinds]
        return {"network": {**_network(setting.rng, shape), "images": images}}, {}

    return share


# As many pixels as in 12x10, with height and width exchanged or with an axis already added.
OTHER_SHAPES = ((10, 12), (12, 10, 1), (1, 12, 10))


def _probabilities(network):
    """What the network says, without Keras: shape (images, classes)."""
    flat = network["images"].reshape(len(network["images"]), -1) / 255.0
    scores = flat @ network["kernel"].astype(np.float64) + network["bias"]
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _expect_answers(answer, asked, hint):
    for told, network in zip(answer, asked.fields["networks"], strict=True):
        rows = _probabilities(network)
        for number, (value, row) in enumerate(zip(told["values"], rows, strict=True), 1):
            got = expect_array(
                value,
                what=f"the answer for image {number}",
                shape=row.shape,
                hint="One image, one row of probabilities: take row [0] of what the network gives.",
            )
            expect_close(got, row, what=f"the answer for image {number}", tolerance=1e-4, hint=hint)


@check(serving.make_predictor, ask=ask_one_by_one(networks((28, 28))))
def answers_as_the_model_does(answer, asked):
    """The probabilities are those of the model for the image as prepared in training."""
    _expect_answers(
        answer,
        asked,
        "Prepare the image as in training: float32, divided by 255 once. And training=False: "
        "dropout is for training.",
    )


@check(serving.make_predictor, ask=ask_one_by_one(networks((28, 28))))
def gives_float32(answer):
    """The probabilities are a NumPy array of float32."""
    for value, kind in zip(answer[0]["values"], answer[0]["kinds"], strict=True):
        expect_array(value, what="the answer", dtype="float32")
        expect(
            kind == "ndarray",
            f"Expected the answer to be a NumPy array. Received: {kind!r}.",
            "Whoever asks knows nothing of TensorFlow, and a tensor has no argmax(). "
            "tensor.numpy() makes an array of it.",
        )


@check(serving.make_predictor, ask=ask_one_by_one(networks((28, 28))))
def answers_the_same_again(answer):
    """The same image gets the same answer a second time: dropout is off."""
    first, *_, again = (
        expect_array(value, what="the answer").astype(np.float64) for value in answer[0]["values"]
    )
    expect(
        first.shape == again.shape and np.allclose(first, again, rtol=0, atol=1e-6),
        "Expected the same image to get the same answer twice. Received: two different answers.",
        "Call the model with training=False.",
    )


@check(serving.make_predictor, ask=ask_one_by_one(networks((28, 28), images=8)))
def is_compiled_once(answer, asked):
    """After the first image Python does not go through the layers again."""
    runs = answer[0]["runs"]
    again = runs[-1] - runs[1]
    images = len(runs) - 1
    expect(
        again <= 0,
        f"Expected the network to be traced once, before or at the first image. Received: Python "
        f"went through its layers {again} more times for {counted(images - 1, 'further image')}.",
        "Put @tf.function around the call of the model, outside of the function of one image: "
        "what is made inside is made anew for every image. Give it a tensor or an array, not "
        "Python numbers.",
    )
    expect(
        answer[0]["predicts"] == 0,
        f"Expected no call of model.predict. Received: {counted(answer[0]['predicts'], 'call')} "
        f"for {counted(images, 'image')}.",
        "predict sets up machinery for thousands of images. Call a tf.function that calls "
        "model(x, training=False).",
    )


@check(serving.make_predictor, ask=ask_one_by_one(networks((12, 10), num_classes=4)))
def takes_the_size_of_the_model(answer, asked):
    """A model of 12x10 images with four classes is asked about images of 12x10."""
    _expect_answers(
        answer, asked, "Height and width stand in model.input_shape; they are not always 28."
    )


@check(serving.make_predictor, ask=ask_one_by_one(networks((9, 9), (9, 9), (9, 9))))
def predictors_keep_to_their_models(answer, asked):
    """Three predictors of three models, asked in turn, each answer for their own."""
    _expect_answers(
        answer,
        asked,
        "Each call of make_predictor makes a function of its own. Nothing is kept in a global "
        "variable.",
    )


@check(
    serving.make_predictor,
    ask=errors_from_predictor(
        refused_images(
            (12, 10), *(((12, 10), each) for each in ("float32", "float64", "int64", "uint16"))
        )
    ),
)
def refuses_another_dtype(answer, asked):
    """Floats in [0, 1], which would be divided by 255 twice, int64 and uint16 are errors."""
    for told, image in zip(answer, asked.fields["network"]["images"], strict=True):
        floats = image.dtype.kind == "f"
        expect_error(
            told,
            "ValueError",
            when=f"the image is {image.dtype} in {'[0, 1]' if floats else '[0, 255]'}",
            hint="Divided by 255 a second time it is nearly black, and nobody notices. Test "
            "`image.dtype != np.uint8`, and `raise ValueError(...)`."
            if floats
            else "Stored images are uint8 and nothing else: others could hold -5 or 60,000. Test "
            "`image.dtype != np.uint8`.",
        )


@check(
    serving.make_predictor,
    ask=errors_from_predictor(
        refused_images((12, 10), *((each, "uint8") for each in OTHER_SHAPES))
    ),
)
def refuses_another_shape(answer):
    """For a model of 12x10, an image of 10x12 or with one more axis is an error."""
    for told, shape in zip(answer, OTHER_SHAPES, strict=True):
        expect_error(
            told,
            "ValueError",
            when=f"the image is of shape {shape} and the model takes (12, 10)",
            hint="Test `image.shape != model.input_shape[1:3]`, and `raise ValueError(...)`. "
            "reshape looks at the number of pixels only.",
        )


# --- serving.measure_parity

KEYS = ("largest_difference", "same_class", "passed")


def versions(count: int, num_classes: int, *, by: float = 0.01, other: int = 0) -> Share:
    """Draw probabilities of two versions that differ by less than `by`.

    In `other` of the rows the second one has its probabilities in the opposite
    order, and so another class.
    """

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        rng = setting.rng
        # A clear winner in each row, so that a small change leaves it where it is.
        expected = rng.dirichlet(np.ones(num_classes), size=count) * 0.5
        expected[np.arange(count), rng.integers(0, num_classes, count)] += 0.5
        received = expected + rng.uniform(-by, by, expected.shape)
        rows = rng.permutation(count)[:other]
        received[rows] = 1.0 - received[rows]
        return {"args": [expected, received], "kwargs": {}}, {}

    return share


def _parity(answer):
    """The dict that came back, with the three entries."""
    told = f"Expected a dict with the entries {', '.join(KEYS)}. Received: "
    if answer is None:
        raise Mismatch(f"{told}None.", "Did you forget the `return` statement?")
    if not isinstance(answer, dict):
        raise Mismatch(f"{told}{kind_of(answer)}.", 'return {"largest_difference": ..., ...}')
    for key in KEYS:
        expect(key in answer, f"{told}a dict without {key!r}.", "All three, spelled like this.")
    return answer


def _largest(parity):
    return expect_number(parity["largest_difference"], what="largest_difference")


def _share(parity):
    return expect_number(parity["same_class"], what="same_class")


def _expect_verdict(parity, passed, when, hint):
    verdict = parity["passed"]
    expect(
        isinstance(verdict, bool),
        f"Expected passed to be True or False. Received: {kind_of(verdict)}.",
        "`largest <= tolerance` is True or False; `bool(...)` makes one of NumPy's.",
    )
    expect(
        verdict is passed, f"Expected passed to be {passed} when {when}. Received: {verdict}.", hint
    )


@check(serving.measure_parity, ask=call_with(versions(40, 6)))
def finds_the_largest_difference(answer, asked):
    """The largest absolute difference of two probabilities, over all images and classes."""
    expected, received = asked.fields["args"]
    largest = max(abs(one - other) for one, other in zip(expected.flat, received.flat, strict=True))
    expect_close(
        _largest(_parity(answer)),
        largest,
        what="largest_difference",
        tolerance=1e-9,
        hint="np.abs of the differences, and of these the largest: one bad answer among a "
        "thousand counts.",
    )


# Exact in binary, so that "at most" can be asked to the last digit. The second version is nowhere
# above the first: with its sign, the largest difference is 0 one way round.
_A = np.array([[0.5, 0.25, 0.25], [0.125, 0.75, 0.125], [0.25, 0.25, 0.5]])
_B = np.array([[0.5, 0.25, 0.25], [0.125, 0.5, 0.25], [0.25, 0.125, 0.5]])
# As near to the first as the second is, and its first image is of another class.
_C = np.array([[0.375, 0.5, 0.125], [0.125, 0.75, 0.125], [0.25, 0.25, 0.5]])


@check(
    serving.measure_parity,
    ask=call_each(
        variants=[{"expected": one, "received": other} for one, other in ((_A, _B), (_B, _A))]
    ),
)
def too_low_is_as_bad_as_too_high(answer):
    """A probability that is too low by 0.25 differs as much as one too high by 0.25."""
    for each in answer:
        expect_close(
            _largest(_parity(each)),
            0.25,
            what="largest_difference",
            tolerance=1e-9,
            hint="Take the absolute value of every difference first, and then the largest.",
        )


@check(serving.measure_parity, ask=call_with(versions(40, 6, other=7)))
def counts_the_images_of_the_same_class(answer, asked):
    """The share of the images whose most probable class is the same in both."""
    pairs = zip(*asked.fields["args"], strict=True)
    same = [
        one.tolist().index(max(one)) == other.tolist().index(max(other)) for one, other in pairs
    ]
    expect_close(
        _share(_parity(answer)),
        sum(same) / len(same),
        what="same_class",
        tolerance=1e-9,
        hint="argmax(axis=1) gives the class of each image; the mean of True and False is a share.",
    )


_AT_MOST = "largest_difference <= tolerance"
# The copy, the tolerance, what else is so, a hint.
TOLERANCES = (
    (_B, 0.5, "", f"{_AT_MOST}."),
    (_B, 0.25, "", f"{_AT_MOST}."),
    (_B, 0.125, "", f"{_AT_MOST}."),
    # A hundred-thousandth of the probabilities would make up for what is missing.
    (
        _B,
        0.249999,
        "",
        f"{_AT_MOST}. np.allclose adds rtol, a share of each value; rtol=0 is none.",
    ),
    (_C, 0.25, ", and one image gets another class", f"{_AT_MOST} decides, and nothing else."),
)


@check(
    serving.measure_parity,
    ask=call_each(
        variants=[
            {"expected": _A, "received": other, "tolerance": tolerance}
            for other, tolerance, _, _ in TOLERANCES
        ]
    ),
)
def passes_up_to_the_tolerance(answer):
    """A difference of the tolerance itself passes; a larger one does not."""
    for each, (_, tolerance, besides, hint) in zip(answer, TOLERANCES, strict=True):
        _expect_verdict(
            _parity(each),
            tolerance >= 0.25,
            f"the largest difference is 0.25 and the tolerance {tolerance}{besides}",
            hint,
        )


@check(serving.measure_parity, ask=call_with(versions(30, 5, by=0.001)))
def the_default_is_strict(answer):
    """With the default tolerance a difference of nearly 0.001 does not pass."""
    parity = _parity(answer)
    _expect_verdict(
        parity,
        False,
        "the largest difference is nearly 0.001 and no tolerance is given",
        "The default is 1e-5. That every class is the same is not enough.",
    )


def _with_nan(setting: Setting) -> np.ndarray:
    broken = _A.copy()
    broken[int(setting.rng.integers(3)), int(setting.rng.integers(3))] = np.nan
    return broken


@check(
    serving.measure_parity,
    ask=call_each(
        variants=[
            {"expected": _A, "received": Draw(_with_nan), "tolerance": 0.5},
            {"expected": Draw(_with_nan), "received": _A, "tolerance": 0.5},
        ]
    ),
)
def nan_never_passes(answer):
    """A copy that answers nan does not pass, whatever the tolerance."""
    for each in answer:
        parity = _parity(each)
        hint = (
            "Every comparison with nan is False. So `largest <= tolerance` is right, and "
            "`not largest > tolerance` is not. np.nanmax would look away."
        )
        _expect_verdict(parity, False, "a probability is nan", hint)
        largest = _largest(parity)
        expect(
            np.isnan(largest),
            f"Expected largest_difference to be nan. Received: {largest:.6g}.",
            hint,
        )


@check(serving.measure_parity, ask=error_from(_A, _A[:1]))
def refuses_one_row_for_many(answer):
    """One row of answers for three images, which NumPy would repeat, is an error."""
    expect_error(
        answer,
        "ValueError",
        when="the shapes are (3, 3) and (1, 3)",
        hint="NumPy repeats the one row for every image. Compare the shapes first.",
    )


def _pairs(*pairs: tuple[np.ndarray, np.ndarray]) -> list[dict[str, Any]]:
    """Both arrays of each pair, as arguments, one way round and the other."""
    return [
        {"expected": one, "received": other} for pair in pairs for one, other in (pair, pair[::-1])
    ]


def _expect_refused(answer, asked, hint):
    for told, variant in zip(answer, asked.fields["variants"], strict=True):
        shapes = f"{variant['expected'].shape} and {variant['received'].shape}"
        expect_error(told, "ValueError", when=f"the shapes are {shapes}", hint=hint)


@check(
    serving.measure_parity,
    ask=errors_from_each(variants=_pairs((_A, _A[:, 0]), (_A, _A[:, :1]))),
)
def refuses_one_number_per_image(answer, asked):
    """One number for each image instead of a row, which NumPy would repeat, is an error."""
    _expect_refused(answer, asked, "Compare the two shapes, not only the lengths.")


_WIDE = np.full((4, 6), 1 / 6)


@check(
    serving.measure_parity,
    ask=errors_from_each(variants=_pairs((_WIDE, _WIDE.reshape(6, 4)))),
)
def refuses_as_many_numbers_in_other_rows(answer, asked):
    """Four rows of six and six rows of four, as many numbers, are an error."""
    _expect_refused(
        answer, asked, "Compare the two shapes: as many numbers may be in other rows. `.shape`"
    )


@check(serving.measure_parity, ask=error_from(_A[:0], _A[:0]))
def refuses_to_compare_nothing(answer):
    """Without images there is nothing that agrees."""
    expect_error(
        answer,
        "ValueError",
        when="there are no images",
        hint="Test `len(expected) == 0`, and `raise ValueError(...)`: nothing was compared.",
    )


@check(
    serving.measure_parity,
    ask=arguments_after(_A, _B),
)
def leaves_both_as_they_are(answer):
    """The arrays passed in are the same afterwards."""
    for received, before in zip(answer, (_A, _B), strict=True):
        expect_close(
            received,
            before,
            what="the array passed in, after the call,",
            hint="expected -= received writes into the array of whoever called.",
        )
