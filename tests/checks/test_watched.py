"""The network and the `predict` that are watched tell what a solution did with them."""

import json

import numpy as np
import pytest

from fashionlab.checks.watched import WatchedModel, ask_in_turn

SHAPE = (4, 3)
NETWORK = {
    "shape": list(SHAPE),
    "kernel": np.eye(12, 5, dtype=np.float32),
    "bias": np.zeros(5, np.float32),
    "images": np.arange(36, dtype=np.uint8).reshape(3, *SHAPE),
}


def plain(image):
    return np.float32(image / 255)[None, ..., None]


def eager(model):
    return lambda image: model(plain(image), training=False)[0]


def compiled(model):
    import tensorflow as tf

    call = tf.function(lambda batch: model(batch, training=False))
    return lambda image: call(tf.constant(plain(image)))[0]


def with_predict(model):
    return lambda image: model.predict(plain(image), verbose=0)[0]


@pytest.mark.parametrize(
    ("make", "further", "predicts"), [(eager, 2, 0), (compiled, 0, 0), (with_predict, 0, 3)]
)
def test_python_is_counted_and_so_is_predict(make, further, predicts):
    one, other = ask_in_turn([NETWORK, NETWORK], make)
    assert one["runs"][0] == 0
    assert one["runs"][1] >= 1
    assert one["runs"][-1] - one["runs"][1] == further
    assert one["predicts"] == predicts
    assert one["kinds"] == ["ndarray" if predicts else "EagerTensor"] * 3
    np.testing.assert_allclose(np.sum(one["values"], axis=1), 1, rtol=1e-5)
    np.testing.assert_array_equal(one["values"], other["values"])


def test_dropout_is_on_in_training_only():
    model = WatchedModel(NETWORK).model
    batch = plain(NETWORK["images"][2])
    np.testing.assert_array_equal(model(batch), model(batch, training=False))
    assert any(np.any(model(batch, training=True) != model(batch)) for _ in range(20))


def request(body, **more):
    row = np.array([0.25, 0.75], np.float32)
    return {
        "body": np.frombuffer(body, np.uint8), "row": row, "fault": "", "error": "", "kwargs": {},
        "names": ["coat", 'a "bag"'], **more,
    }  # fmt: skip


def test_a_request_is_passed_on_and_predict_watched(answered):
    def handler(body, predict, class_names, *, image_shape=(28, 28), max_bytes=20_000):
        row = predict(np.array(json.loads(body), np.uint8))
        predict("no array")
        return max_bytes, class_names[row.argmax()]

    (told,) = answered(
        "send_requests", handler, requests=[request(b"[[1, 2]]", kwargs={"max_bytes": 7})]
    )
    assert (told["value"], told["raised"]) == ((7, 'a "bag"'), "")
    np.testing.assert_array_equal(told["given"][0], [[1, 2]])
    assert told["given"][1] is None


def test_an_exception_that_leaves_the_handler_is_told(answered):
    def handler(body, predict, class_names):
        return predict(np.zeros((2, 2)))

    asked = request(b"", fault="secret", error="ValueError")
    (told,) = answered("send_requests", handler, requests=[asked])
    assert (told["value"], told["raised"]) == (None, "ValueError")
    assert len(told["given"]) == 1
