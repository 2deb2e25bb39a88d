"""A saved model that answers for pictures."""

import dataclasses
import os
import time
from typing import Any

import numpy as np

from fashionlab.quiet import import_keras
from fashionlab.serving.pictures import MAX_BYTES, MAX_PIXELS, PictureSource, read_picture
from fashionlab.serving.saved import ModelInfo, SavedModel, load_model
from fashionlab.serving.stored import Stored, to_stored


@dataclasses.dataclass(frozen=True)
class Prediction:
    """What a model says about one picture.

    Attributes:
        probabilities: float32 array of shape (num_classes,), sums to 1.
        class_names: One name per probability.
        image: uint8 array: the picture as the model was given it, before scaling.
        inverted: Whether light and dark were exchanged on the way.
        steps: What was done to the picture, one phrase each.
        seconds: Wall time from reading the picture to the answer.
    """

    probabilities: np.ndarray
    class_names: tuple[str, ...]
    image: np.ndarray
    inverted: bool
    steps: tuple[str, ...]
    seconds: float

    @property
    def class_index(self) -> int:
        """The most probable class."""
        return int(self.probabilities.argmax())

    def ranking(self, top: int | None = None) -> list[tuple[str, float]]:
        """Return (class name, probability), the most probable first.

        Args:
            top: How many; None for all.
        """
        order = np.argsort(-self.probabilities, kind="stable")[:top]
        return [(self.class_names[i], float(self.probabilities[i])) for i in order]


class Predictor:
    """A saved model, compiled once and ready to answer.

    Args:
        source: Folder of a saved model, or the loaded model.
        max_bytes: Largest picture file accepted, in bytes.
        max_pixels: Largest picture accepted, width times height.

    Raises:
        DataNotFound: If there is no saved model.
        DataCorrupted: If it is damaged or was altered.
    """

    def __init__(
        self,
        source: str | os.PathLike[str] | SavedModel,
        *,
        max_bytes: int = MAX_BYTES,
        max_pixels: int = MAX_PIXELS,
    ):
        saved = source if isinstance(source, SavedModel) else load_model(source)
        self.model = saved.model
        self.info: ModelInfo = saved.info
        self.max_bytes = max_bytes
        self.max_pixels = max_pixels
        self._compiled = compile_call(saved)
        # The first call sets up threads and kernels; whoever asks first should not wait for it.
        self.probabilities(np.zeros((1, *self.info.image_shape), dtype=np.uint8))

    def probabilities(self, images: np.ndarray) -> np.ndarray:
        """Return probabilities for stored images, by the shortest way.

        Args:
            images: uint8 array in [0, 255], shape (n, ...), all of
                them in memory at once: a few thousand at most.

        Returns:
            float32 array of shape (n, num_classes).
        """
        import tensorflow as tf

        return np.asarray(self._compiled(tf.constant(images)))

    def predict(self, picture: PictureSource) -> Prediction:
        """Read a picture, make it look like the data, and ask the model.

        Args:
            picture: Path of a file, its bytes, or a uint8 array: see
                `read_picture`.

        Returns:
            The probabilities and what was done to the picture.

        Raises:
            ImageRefused: If the picture cannot be used.
        """
        started = time.perf_counter()
        read = read_picture(picture, max_bytes=self.max_bytes, max_pixels=self.max_pixels)
        stored = to_stored(read.pixels, self.info.image_shape, dataset=self.info.dataset)
        probabilities = self.probabilities(stored.image[None])[0]
        return self._prediction(probabilities, read.steps, stored, time.perf_counter() - started)

    def _prediction(
        self, probabilities: np.ndarray, steps: tuple[str, ...], stored: Stored, seconds: float
    ) -> Prediction:
        return Prediction(
            probabilities=probabilities,
            class_names=self.info.class_names,
            image=stored.image,
            inverted=stored.inverted,
            steps=steps + stored.steps,
            seconds=seconds,
        )


def compile_call(saved: SavedModel) -> Any:
    """Compile a model and the way from stored images to its input into one function.

    `model.predict` on one image spends tens of milliseconds on everything but
    the model; a traced function called directly does not.

    Returns:
        A function from a uint8 tensor of shape (n, *image_shape) to
        probabilities.
    """
    import_keras()
    import tensorflow as tf

    from fashionlab import pipelines

    prepare = pipelines.prepare_for(saved.model.input_shape)
    shape = (None, *saved.info.image_shape)

    @tf.function(input_signature=[tf.TensorSpec(shape, tf.uint8)])  # type: ignore[untyped-decorator]
    def call(images: Any) -> Any:
        return saved.model(prepare(images), training=False)

    return call.get_concrete_function()
