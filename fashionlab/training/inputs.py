"""From examples to the batches a model is trained and measured on."""

from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab import pipelines
from fashionlab.data import Split
from fashionlab.errors import InvalidArgument
from fashionlab.quiet import import_keras
from fashionlab.training.recipe import Recipe

if TYPE_CHECKING:
    import keras

Examples = Split | tuple[np.ndarray, np.ndarray]
"""Stored images and labels, or a pair of arrays (float inputs, integer labels)."""

VALIDATION_BATCH = 256  # images; changes memory and speed, not the result


def check_examples(name: str, examples: Any) -> None:
    """Refuse what is neither a split nor a pair of arrays that fit together.

    Args:
        name: What the caller calls them, for the message.
        examples: What the caller gave.

    Raises:
        InvalidArgument: If they cannot be trained on.
    """
    if isinstance(examples, Split):
        if not len(examples):
            raise InvalidArgument(f"Expected at least one image. Received: {name}={examples!r}.")
        return
    expected = "Expected a data.Split, or a pair of arrays (float inputs, integer labels)."
    if not (isinstance(examples, tuple) and len(examples) == 2):
        raise InvalidArgument(f"{expected} Received: {name} of type {type(examples).__name__}.")
    inputs, labels = examples
    if not all(isinstance(array, np.ndarray) for array in examples):
        kinds = ", ".join(type(array).__name__ for array in examples)
        raise InvalidArgument(f"{expected} Received: {name}=({kinds}).")
    shapes = f"{inputs.dtype} {inputs.shape} and {labels.dtype} {labels.shape}"
    if inputs.dtype == np.uint8:
        raise InvalidArgument(
            f"Arrays go into the model as they are. Expected floats. Received: {name} with "
            f"{shapes}. Give stored images as data.Split(images, labels), which is scaled."
        )
    fits = inputs.dtype.kind == "f" and labels.dtype.kind in "iu" and inputs.ndim >= 2
    if not fits or not len(inputs) or labels.shape != inputs.shape[:1]:
        raise InvalidArgument(f"{expected} Received: {name} with {shapes}.")


def labels_of(examples: Examples) -> np.ndarray:
    """Return the integer labels, shape (n,)."""
    return examples.labels if isinstance(examples, Split) else examples[1]


def take(examples: Examples, indices: np.ndarray) -> Examples:
    """Return the examples at some places, of the same kind.

    Args:
        examples: The examples.
        indices: Integer array, shape (m,), each in [0, n).
    """
    if isinstance(examples, Split):
        return Split(examples.images[indices], examples.labels[indices])
    return examples[0][indices], examples[1][indices]


def image_shape(model: "keras.Model", images: np.ndarray) -> tuple[int | None, ...]:
    """Return (height, width, channels) of what a model takes stored images as.

    Args:
        model: A classifier. A subclassed one names no shape; it gets the images
            at their own size.
        images: Stored images, shape (n, height, width[, channels]).

    Raises:
        InvalidArgument: If Keras does not run on TensorFlow, whose `tf.data`
            streams the images.
    """
    backend = import_keras().config.backend()
    if backend != "tensorflow":
        raise InvalidArgument(
            "Stored images are streamed by tf.data, for Keras on TensorFlow. Expected arrays: "
            "floats in [0, 1], as the model takes them. Received: stored images, with Keras on "
            f"{backend}. Scale them: np.float32(images[..., None]) / 255."
        )
    named = getattr(model, "input_shape", None)
    return tuple(named[1:]) if named else (*images.shape[1:], 1)[:3]


def training_batches(model: "keras.Model", train: Examples, recipe: Recipe, seed: int) -> Any:
    """Return shuffled batches of (inputs, labels).

    Args:
        model: The model they are for.
        train: What to learn from.
        recipe: Batch size, augmentation and mixing.
        seed: Decides the order, and the augmentation.

    Returns:
        `tf.data.Dataset` for a split, `keras.utils.PyDataset` for arrays.

    Raises:
        InvalidArgument: If arrays are to be augmented.
    """
    if isinstance(train, Split):
        return pipelines.training_batches(
            train,
            input_shape=image_shape(model, train.images),
            num_classes=_num_classes(model, train),
            batch_size=recipe.batch_size,
            seed=seed,
            augment=recipe.augment,
            mixup=recipe.mixup,
            cutmix=recipe.cutmix,
        )
    if recipe.augment or recipe.mixup or recipe.cutmix:
        raise InvalidArgument(
            "Augmentation, mixup and CutMix work on stored images. Expected train to be a "
            "data.Split. Received: a pair of arrays."
        )
    return array_batches(*train, batch_size=recipe.batch_size, seed=seed)


def _num_classes(model: "keras.Model", train: Split) -> int:
    named = getattr(model, "output_shape", None)
    return int(named[-1] if named else train.labels.max() + 1)


def validation_batches(model: "keras.Model", validation: Examples) -> Any:
    """Return batches of (inputs, labels) in their order.

    Args:
        model: The model they are for.
        validation: What to measure on.
    """
    if not isinstance(validation, Split):
        return array_batches(*validation, batch_size=VALIDATION_BATCH)
    batches = pipelines.make_dataset(
        validation.images,
        validation.labels,
        batch_size=VALIDATION_BATCH,
        preprocess=pipelines.prepare_for(image_shape(model, validation.images)),
    )
    return pipelines.without_tuning(batches)


def array_batches(
    inputs: np.ndarray, labels: np.ndarray, *, batch_size: int, seed: int | None = None
) -> Any:
    """Serve arrays in batches, on any Keras backend.

    Args:
        inputs: Float array, shape (n, ...); may be a memory map.
        labels: Integer array, shape (n,).
        batch_size: Examples per batch; the last one may be smaller.
        seed: None keeps the order; an int shuffles, differently in every epoch.

    Returns:
        `keras.utils.PyDataset` of float32 inputs and int32 labels. `start(epoch)`
        sets the order of an epoch, so that training can go on in the middle.
    """
    keras = import_keras()

    class ArrayBatches(keras.utils.PyDataset):  # type: ignore[misc, name-defined]
        order = np.arange(len(labels))

        def __len__(self) -> int:
            return -(-len(labels) // batch_size)

        def __getitem__(self, index: int) -> tuple[np.ndarray, np.ndarray]:
            rows = self.order[index * batch_size : (index + 1) * batch_size]
            return inputs[rows].astype(np.float32), labels[rows].astype(np.int32)

        def start(self, epoch: int) -> None:
            if seed is not None:
                self.order = np.random.default_rng((seed, epoch)).permutation(len(labels))

    batches = ArrayBatches()
    batches.start(0)
    return batches


def ensure_built(model: "keras.Model", examples: Examples) -> None:
    """Create the model's variables, if it waits for its first batch to do so.

    Args:
        model: A classifier.
        examples: Any examples for it.
    """
    if model.built and model.variables:
        return
    if isinstance(examples, Split):
        prepare = pipelines.prepare_for(image_shape(model, examples.images))
        model(prepare(examples.images[:1]))
    else:
        model(examples[0][:1].astype(np.float32))
