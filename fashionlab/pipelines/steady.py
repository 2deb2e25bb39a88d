"""Streams that end at once."""

from typing import Any


def without_tuning(batches: Any) -> Any:
    """Turn off the thread with which `tf.data` tunes a stream while it runs.

    TensorFlow 2.21 waits for that thread when a stream ends, and the thread may
    miss that it was told to stop: it sleeps on, twice as long each time, 10 ms,
    20 ms, 40 ms and so on. `model.fit` and `model.predict` then take up to twice
    the time that their work needs. `tests/library/test_pipelines/bench_steady.py`
    measures it. The streams here have so little to tune that nothing is lost.

    Args:
        batches: A `tf.data.Dataset`. Anything else is returned as it is.

    Returns:
        The same batches in the same order.
    """
    import tensorflow as tf

    if not isinstance(batches, tf.data.Dataset):
        return batches
    options = tf.data.Options()
    options.autotune.enabled = False
    return batches.with_options(options)
