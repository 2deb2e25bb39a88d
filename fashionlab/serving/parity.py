"""Whether an exported model says the same as the model it was made from."""

import dataclasses
import os
from typing import TYPE_CHECKING

import numpy as np

from fashionlab.errors import InvalidArgument
from fashionlab.serving.comparing import measure_parity
from fashionlab.serving.tflite import TFLiteModel

if TYPE_CHECKING:
    import keras


@dataclasses.dataclass(frozen=True)
class Parity:
    """How far two versions of a model are apart.

    Attributes:
        images: How many images were compared.
        largest_difference: Between any two probabilities.
        same_class: Share of the images given the same class, in [0, 1].
        passed: Whether no difference is above the tolerance.
        tolerance: Largest difference allowed.
    """

    images: int
    largest_difference: float
    same_class: float
    passed: bool
    tolerance: float

    def __str__(self) -> str:
        verdict = "agrees" if self.passed else "DIFFERS"
        return (
            f"{verdict}: largest difference of a probability {self.largest_difference:.1e} "
            f"(allowed {self.tolerance:.0e}), same class for {self.same_class:.1%} of "
            f"{self.images} images"
        )


def check_parity(
    model: "keras.Model",
    tflite_path: str | os.PathLike[str],
    images: np.ndarray,
    tolerance: float = 1e-5,
) -> Parity:
    """Compare a TFLite file with the model it was exported from.

    The answers are compared by the task `serving.measure_parity`.

    Args:
        model: The Keras model.
        tflite_path: The exported file.
        images: What to ask both. uint8 stored images in [0, 255], shape
            (n, height, width[, channels]), which are prepared for the model,
            or float32 inputs of the model.
        tolerance: Largest difference of a probability that counts as the same.
            1e-5 suits float32; quantised weights need about 0.05.

    Returns:
        How far they are apart. Nothing is raised for a difference: look at
        `passed`.

    Raises:
        InvalidArgument: If there are no images, or they do not fit the file.
    """
    inputs = _inputs(model, images)
    exported = TFLiteModel(tflite_path)
    if not len(inputs) or inputs.shape[1:] != exported.input_shape:
        raise InvalidArgument(
            f"Expected at least one image of shape {exported.input_shape}, as {tflite_path} takes. "
            f"Received: {len(inputs)} of shape {inputs.shape[1:]}."
        )
    ours = np.asarray(model.predict(inputs, verbose=0))
    measured = measure_parity(ours, exported(inputs), tolerance=tolerance)
    return Parity(
        images=len(inputs),
        largest_difference=float(measured["largest_difference"]),
        same_class=float(measured["same_class"]),
        passed=bool(measured["passed"]),
        tolerance=tolerance,
    )


def _inputs(model: "keras.Model", images: np.ndarray) -> np.ndarray:
    if images.dtype != np.uint8:
        return images
    from fashionlab import pipelines

    return np.asarray(pipelines.prepare_for(model.input_shape)(images), dtype=np.float32)
