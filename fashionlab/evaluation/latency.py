"""How long a model takes to answer."""

import dataclasses
import time
from typing import TYPE_CHECKING

import numpy as np

from fashionlab.evaluation.arguments import checked_count
from fashionlab.evaluation.backends import compiled_call
from fashionlab.evaluation.inputs import checked_images
from fashionlab.evaluation.timing import time_calls

if TYPE_CHECKING:
    import keras


@dataclasses.dataclass(frozen=True)
class Latency:
    """Wall-clock times of a model's compiled call, array in and array out.

    Attributes:
        single_ms: Median time for one image, in milliseconds.
        single_p95_ms: 95 of 100 calls with one image took at most this long.
        batch_ms: Median time for a batch, in milliseconds.
        images_per_second: Batch size over the median time of a batch.
        batch_size: Images in a batch.
        repeats: Timed calls with one image.
    """

    single_ms: float
    single_p95_ms: float
    batch_ms: float
    images_per_second: float
    batch_size: int
    repeats: int

    def as_dict(self) -> dict[str, float]:
        """Return the figures under their names."""
        return dataclasses.asdict(self)


def measure_latency(
    model: "keras.Model",
    images: np.ndarray,
    *,
    repeats: int = 200,
    batch_size: int = 256,
    batch_repeats: int = 10,
    jit_compile: bool = False,
) -> Latency:
    """Measure how long a model takes for one image and for a batch.

    What is timed, by the task `evaluation.time_calls`, is a compiled call:
    `model.predict` adds some 40 ms of start-up, which a server does not pay.
    Other work on the machine makes the figures larger.

    Args:
        model: A built model with one input.
        images: float32 array in [0, 1], as the model takes them: shape (n,
            height, width, channels), n at least 1. They are used in turn.
        repeats: Timed calls with one image.
        batch_size: Images in a batch; images are repeated to fill it.
        batch_repeats: Timed calls with a batch.
        jit_compile: Whether to compile with XLA.

    Raises:
        InvalidArgument: If the images do not fit the model, or a number is below 1.
    """
    images = checked_images(model, images)
    repeats = checked_count(repeats, "repeats")
    batch_size = checked_count(batch_size, "batch_size")
    batch_repeats = checked_count(batch_repeats, "batch_repeats")
    call = compiled_call(model, jit_compile=jit_compile)
    one_by_one = [images[i : i + 1] for i in range(min(len(images), 100))]
    many = [images[np.arange(batch_size) % len(images)]]
    clock = time.perf_counter
    single, single_p95 = time_calls(call, one_by_one, repeats=repeats, clock=clock)
    batch, _ = time_calls(call, many, repeats=batch_repeats, clock=clock)
    return Latency(
        single_ms=1000 * float(single),
        single_p95_ms=1000 * float(single_p95),
        batch_ms=1000 * float(batch),
        images_per_second=batch_size / float(batch),
        batch_size=batch_size,
        repeats=repeats,
    )
