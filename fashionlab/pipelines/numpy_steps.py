"""NumPy functions, such as those learners write, inside a stream of tensors."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

# A stream works on several batches at once. A function that seeds NumPy's one global
# generator would be disturbed by itself.
_one_at_a_time = threading.Lock()


def in_numpy(
    function: Callable[..., Sequence[Any]], tensors: Sequence[Any], seed: Any
) -> tuple[Any, ...]:
    """Apply a NumPy function to tensors.

    Args:
        function: Takes one array per tensor, and `seed`, an int from 0 to below
            2**31. Returns as many arrays, of the same dtypes and shapes.
        tensors: The tensors.
        seed: int tensor of shape (2,).

    Returns:
        Tensors like those given.
    """
    import tensorflow as tf

    def run(seed: np.ndarray, *arrays: np.ndarray) -> list[np.ndarray]:
        with _one_at_a_time:
            results = function(*arrays, seed=zlib.crc32(seed.tobytes()) % 2**31)
        return [
            np.asarray(result, array.dtype) for result, array in zip(results, arrays, strict=True)
        ]

    results = tf.numpy_function(run, [seed, *tensors], [tensor.dtype for tensor in tensors])
    # Outside a graph TensorFlow gives a single result by itself.
    results = results if isinstance(results, (list, tuple)) else [results]
    return tuple(
        tf.ensure_shape(result, tensor.shape)
        for result, tensor in zip(results, tensors, strict=True)
    )
