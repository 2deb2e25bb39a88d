"""Grad-CAM: where in the image the model saw the class."""

from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab.errors import InvalidArgument
from fashionlab.evaluation.arguments import checked_labels
from fashionlab.evaluation.backends import gradient
from fashionlab.evaluation.cam import grad_cam_heatmap
from fashionlab.evaluation.inputs import checked_images
from fashionlab.evaluation.scores import find_softmax, scores_before, scores_from
from fashionlab.evaluation.tapping import parts_of, survey, tapped
from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras


def grad_cam(
    model: "keras.Model",
    images: np.ndarray,
    class_index: "int | np.ndarray | None" = None,
    layer: str | None = None,
) -> np.ndarray:
    """Return where each image speaks for a class (Selvaraju et al. 2017).

    The heat map of each image comes from the task `evaluation.grad_cam_heatmap`;
    what it is given, the maps of a convolution and the gradients of the class's
    score, is found here. The score is the one before the softmax: the
    probability hardly changes any more where the model is sure. A model that
    does not end in a softmax layer, or in a dense layer with that activation,
    is explained by the logarithm of the probability minus the mean over the
    classes, which differs from its score only by what softmax ignores.

    Args:
        model: A built classifier with softmax output, also one with a nested
            base. It is not changed.
        images: float32 array in [0, 1], as the model takes them: shape (n,
            height, width, channels).
        class_index: The class to explain, the same for all images, or an
            integer array of shape (n,); None for each image's most probable class.
        layer: Name of the layer whose maps are used, also of a layer inside a
            nested base; None for the last one that still has places, after
            its activation.

    Returns:
        float32 array of shape (n, height, width), values in [0, 1]; the largest
        of each image is 1. All zeros where nothing speaks for the class.

    Raises:
        InvalidArgument: If the model has no convolution or no such layer, or
            an argument has another shape or range.
    """
    keras = import_keras()
    images = checked_images(model, images)
    steps, answer = survey(model, images[:1])
    chosen = _layer_called(layer, model) if layer else _last_convolution(model, steps)
    softmax = find_softmax(steps, answer)
    activation, probabilities = _run(model, images, chosen)
    classes = _classes(class_index, probabilities)
    targets = np.eye(probabilities.shape[1], dtype=np.float32)[classes]

    def score(replaced: Any) -> Any:
        scores = _scores(model, images, chosen, replaced, softmax)
        # Images do not influence one another, so one sum serves them all.
        return keras.ops.sum(keras.ops.multiply(scores, targets))

    pairs = zip(activation, gradient(score, activation), strict=True)
    maps = np.stack([grad_cam_heatmap(*pair) for pair in pairs]).astype(np.float32)
    return _resized(maps[..., np.newaxis], images.shape[1:3])


def _scores(
    model: "keras.Model", images: np.ndarray, layer: Any, replaced: Any, softmax: Any
) -> Any:
    """Scores of the classes when `layer` puts out `replaced`."""
    waiting = [replaced]
    seen: list[Any] = []

    def answer(part: Any, args: Any, kwargs: Any, compute: Any) -> Any:
        if part is softmax:
            seen.append(scores_before(part, args, kwargs))
        # A layer that is used twice, on an image and its mirror image, is
        # explained where it is used first.
        if part is layer and waiting:
            return waiting.pop()
        return compute(*args, **kwargs)

    with tapped([layer] if softmax is None else [layer, softmax], answer):
        probabilities = model(images, training=False)
    return seen[-1] if seen else scores_from(probabilities)


def _resized(maps: np.ndarray, size: tuple[int, ...]) -> np.ndarray:
    """Stretch maps to the size of the images, and to a largest value of 1."""
    keras = import_keras()
    full = keras.ops.image.resize(maps, size, interpolation="bilinear", data_format="channels_last")
    heat: np.ndarray = keras.ops.convert_to_numpy(full)[..., 0]
    largest = heat.max(axis=(1, 2), keepdims=True)
    return heat / np.where(largest > 0, largest, np.float32(1))


def _classes(class_index: Any, probabilities: np.ndarray) -> np.ndarray:
    count, num_classes = probabilities.shape
    given: np.ndarray = np.asarray(
        probabilities.argmax(axis=1) if class_index is None else class_index
    )
    return checked_labels(
        np.full(count, given) if given.ndim == 0 else given, count, num_classes, "class_index"
    )


def _run(model: "keras.Model", images: np.ndarray, layer: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return what the layer computes for the images, and what the model answers."""
    keras = import_keras()
    seen: list[np.ndarray] = []

    def keep(part: Any, args: Any, kwargs: Any, compute: Any) -> Any:
        output = compute(*args, **kwargs)
        seen.append(keras.ops.convert_to_numpy(output))
        return output

    with tapped([layer], keep):
        answers = keras.ops.convert_to_numpy(model(images, training=False))
    if not seen or seen[0].ndim != 4:
        what = f"shape {seen[0].shape}" if seen else "no output: the model does not use it"
        raise InvalidArgument(
            "Expected a layer with output of shape (batch, height, width, maps). "
            f"Received: {layer.name!r} with {what}."
        )
    return seen[0], answers


def _layer_called(name: str, model: "keras.Model") -> Any:
    parts = parts_of(model)
    for part in parts:
        if part.name == name:
            return part
    raise InvalidArgument(
        f"Expected the name of a layer of {model.name!r}. Received: {name!r}. "
        f"Its last layers are: {', '.join(part.name for part in parts[-12:])}."
    )


def _last_convolution(model: "keras.Model", steps: list[tuple[Any, Any]]) -> Any:
    """Return the last convolution, or what follows it on the same places, as its ReLU."""
    keras = import_keras()
    seen = [(part, tuple(getattr(output, "shape", ()))) for part, output in steps]
    kinds = (
        keras.layers.Conv2D,
        keras.layers.DepthwiseConv2D,
        keras.layers.SeparableConv2D,
        keras.layers.Conv2DTranspose,
    )
    places = [
        number
        for number, (part, shape) in enumerate(seen)
        # A 1x1 map has no places: some heads end in such a convolution.
        if isinstance(part, kinds) and shape[1] * shape[2] > 1
    ]
    if not places:
        raise InvalidArgument(
            f"Grad-CAM needs a convolution whose output still has places. {model.name!r} has "
            f"none: its parts are {', '.join(sorted({type(part).__name__ for part, _ in steps}))}."
        )
    size = seen[places[-1]][1][:3]
    after = [part for part, shape in seen[places[-1] :] if len(shape) == 4 and shape[:3] == size]
    return after[-1]
