"""The two things Keras has no name for on every backend: a gradient and a compiled call.

Keras 3 runs on TensorFlow, JAX and PyTorch. Everything else in `evaluation`
uses Keras alone; what differs between the three is here.
"""

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab.errors import FashionlabError
from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras


def gradient(function: Callable[[Any], Any], value: np.ndarray) -> np.ndarray:
    """Return how fast a number changes with each element of an array.

    Args:
        function: Takes a tensor of the shape of `value`, returns a tensor with one number.
            It may call Keras layers.
        value: Float array, where the gradient is taken.

    Returns:
        Float array of the shape of `value`.

    Raises:
        FashionlabError: If Keras runs on a backend without gradients.
    """
    slopes: np.ndarray = _of_backend(_GRADIENTS)(function, value)
    return slopes


def compiled_call(
    model: "keras.Model", *, jit_compile: bool = False
) -> Callable[[np.ndarray], np.ndarray]:
    """Return a function that answers like `model.predict`, without its start-up cost.

    `predict` builds a data pipeline for every call, some 40 ms. This function
    hands one batch to the compiled network. It is compiled at the first call
    with each batch size, which therefore takes long.

    Args:
        model: A built model with one input. Later changes of its weights are
            seen; later changes of its layers are not.
        jit_compile: Whether to compile with XLA (TensorFlow) or Inductor
            (PyTorch). JAX always compiles with XLA.

    Returns:
        Function from float32 images, shape (batch, height, width, channels), to
        probabilities, shape (batch, num_classes).

    Raises:
        FashionlabError: If Keras runs on a backend that runs no models.
    """
    call: Callable[[np.ndarray], np.ndarray] = _of_backend(_COMPILED)(model, jit_compile)
    return call


def _of_backend(functions: dict[str, Callable[..., Any]]) -> Callable[..., Any]:
    name = import_keras().backend.backend()
    if name not in functions:
        raise FashionlabError(
            f"This needs Keras on one of the backends {', '.join(sorted(functions))}. "
            f"Received: {name!r}. Set the environment variable KERAS_BACKEND before Python starts."
        )
    return functions[name]


def _gradient_tensorflow(function: Callable[[Any], Any], value: np.ndarray) -> np.ndarray:
    tf = importlib.import_module("tensorflow")
    tensor = tf.convert_to_tensor(value)
    with tf.GradientTape() as tape:
        tape.watch(tensor)
        result = function(tensor)
    slopes = tape.gradient(result, tensor, unconnected_gradients=tf.UnconnectedGradients.ZERO)
    return np.asarray(slopes)


def _gradient_jax(function: Callable[[Any], Any], value: np.ndarray) -> np.ndarray:
    jax = importlib.import_module("jax")
    return np.asarray(jax.grad(function)(jax.numpy.asarray(value)))


def _gradient_torch(function: Callable[[Any], Any], value: np.ndarray) -> np.ndarray:
    torch = importlib.import_module("torch")
    keras = import_keras()
    with torch.enable_grad():
        # On the device Keras puts its tensors on.
        tensor = keras.ops.convert_to_tensor(value).detach().requires_grad_(True)
        (slopes,) = torch.autograd.grad(function(tensor), tensor, allow_unused=True)
    return np.zeros_like(value) if slopes is None else np.asarray(slopes.detach().cpu())


def _compiled_tensorflow(
    model: "keras.Model", jit_compile: bool
) -> Callable[[np.ndarray], np.ndarray]:
    tf = importlib.import_module("tensorflow")
    functions: dict[tuple[int, ...], Any] = {}

    def call(images: np.ndarray) -> np.ndarray:
        if images.shape not in functions:
            # A concrete function skips the search for the right one at every call.
            functions[images.shape] = tf.function(
                lambda batch: model(batch, training=False), jit_compile=jit_compile
            ).get_concrete_function(tf.TensorSpec(images.shape, images.dtype))
        answer: np.ndarray = functions[images.shape](tf.constant(images)).numpy()
        return answer

    return call


def _compiled_jax(model: "keras.Model", jit_compile: bool) -> Callable[[np.ndarray], np.ndarray]:
    jax = importlib.import_module("jax")

    @jax.jit  # type: ignore[untyped-decorator]
    def run(trainable: list[Any], fixed: list[Any], images: Any) -> Any:
        return model.stateless_call(trainable, fixed, images, training=False)[0]

    def call(images: np.ndarray) -> np.ndarray:
        trainable = [variable.value for variable in model.trainable_variables]
        fixed = [variable.value for variable in model.non_trainable_variables]
        return np.asarray(run(trainable, fixed, images))

    return call


def _compiled_torch(model: "keras.Model", jit_compile: bool) -> Callable[[np.ndarray], np.ndarray]:
    torch = importlib.import_module("torch")
    keras = import_keras()
    run = torch.compile(model) if jit_compile else model

    def call(images: np.ndarray) -> np.ndarray:
        with torch.inference_mode():
            tensor = keras.ops.convert_to_tensor(images)
            return np.asarray(run(tensor, training=False).cpu())

    return call


_GRADIENTS = {
    "tensorflow": _gradient_tensorflow,
    "jax": _gradient_jax,
    "torch": _gradient_torch,
}
_COMPILED = {
    "tensorflow": _compiled_tensorflow,
    "jax": _compiled_jax,
    "torch": _compiled_torch,
}
