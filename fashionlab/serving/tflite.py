"""Export a model to TFLite and run the exported file."""

import os
import pathlib
from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab.errors import DataCorrupted, DataNotFound, InvalidArgument
from fashionlab.files import replace_atomically
from fashionlab.quiet import import_keras, standard_error_to_nowhere

if TYPE_CHECKING:
    import keras

QUANTIZATIONS = (None, "dynamic_range")


def export_tflite(
    model: "keras.Model", path: str | os.PathLike[str], *, quantize: str | None = None
) -> pathlib.Path:
    """Write a model as a TFLite file, for phones and other small machines.

    The exported model takes one image at a time: float32 in [0, 1], shape
    (1, height, width, channels).

    Args:
        model: A classifier.
        path: The file to write; an existing one is replaced.
        quantize: None keeps float32 weights. `"dynamic_range"` keeps 8-bit
            weights and computes with them where the runtime can: a quarter of
            the size, slightly other probabilities.

    Returns:
        The path.

    Raises:
        InvalidArgument: If `quantize` is unknown, or the model has a layer
            that TFLite lacks.
        CacheNotWritable: If the file cannot be written.
    """
    if quantize not in QUANTIZATIONS:
        raise InvalidArgument(
            f"Expected quantize to be one of {QUANTIZATIONS}. Received: quantize={quantize!r}."
        )
    content = _convert(model, quantize)
    path = pathlib.Path(path)
    replace_atomically(path, lambda file: file.write_bytes(content))
    return path


def _convert(model: "keras.Model", quantize: str | None) -> bytes:
    import_keras()
    import tensorflow as tf

    # The batch is fixed at one image: without a size to carry along, the
    # runtime plans its memory once.
    spec = tf.TensorSpec((1, *model.input_shape[1:]), tf.float32)
    call = tf.function(lambda images: model(images, training=False), input_signature=[spec])
    # The converter takes the weights from what it can track. A Keras 3 model keeps
    # its own list of them, which TensorFlow does not see.
    holder = tf.Module()
    holder.weights = [variable.value for variable in model.variables]
    converter = tf.lite.TFLiteConverter.from_concrete_functions(
        [call.get_concrete_function()], holder
    )
    if quantize == "dynamic_range":
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
    try:
        return bytes(converter.convert())
    # The converter reports a missing operation by an error of its own, private class.
    except Exception as error:
        raise InvalidArgument(
            "The model cannot be exported to TFLite. Expected layers that TFLite has. "
            f"Received: {str(error).strip().splitlines()[0][:300]}. Replace that layer."
        ) from error


class TFLiteModel:
    """A TFLite classifier, loaded and ready.

    Args:
        path: A `.tflite` file that takes one float32 image.
        threads: Threads to compute with. One is fastest for small models.

    Raises:
        DataNotFound: If there is no such file.
        DataCorrupted: If it is not a TFLite model.
    """

    def __init__(self, path: str | os.PathLike[str], *, threads: int = 1):
        from ai_edge_litert.interpreter import Interpreter  # type: ignore[import-untyped]

        path = pathlib.Path(path)
        if not path.is_file():
            raise DataNotFound(
                f"There is no TFLite model. Expected a file. Received: {path}. "
                "Make one: fashionlab export --model FOLDER --out model.tflite."
            )
        try:
            with standard_error_to_nowhere():  # it announces its delegate
                self._interpreter: Any = Interpreter(model_path=str(path), num_threads=threads)
                self._interpreter.allocate_tensors()
        except (ValueError, RuntimeError) as error:
            raise DataCorrupted(
                f"{path} cannot be loaded. Expected a TFLite model. "
                f"Received: {error}. Export it again."
            ) from error
        self._input = self._interpreter.get_input_details()[0]
        self._output = self._interpreter.get_output_details()[0]

    @property
    def input_shape(self) -> tuple[int, ...]:
        """(height, width, channels) of one image."""
        return tuple(int(size) for size in self._input["shape"][1:])

    def __call__(self, inputs: np.ndarray) -> np.ndarray:
        """Return probabilities.

        Args:
            inputs: float32 array in [0, 1], shape (n, height, width, channels).

        Returns:
            float32 array of shape (n, num_classes).
        """
        return np.concatenate([self.one(inputs[i : i + 1]) for i in range(len(inputs))])

    def one(self, image: np.ndarray) -> np.ndarray:
        """Return the probabilities of one image, by the shortest way.

        Args:
            image: float32 array in [0, 1], shape (1, height, width, channels).

        Returns:
            float32 array of shape (1, num_classes).
        """
        self._interpreter.set_tensor(self._input["index"], image)
        self._interpreter.invoke()
        return np.asarray(self._interpreter.get_tensor(self._output["index"]))
