"""The stream a model is trained on: shuffled, augmented, mixed, prepared."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from fashionlab.data import Split
from fashionlab.errors import InvalidArgument
from fashionlab.pipelines.augmentation import AUGMENTATIONS
from fashionlab.pipelines.batches import make_dataset
from fashionlab.pipelines.mixing import cutmix as apply_cutmix
from fashionlab.pipelines.mixing import mixup as apply_mixup
from fashionlab.pipelines.preparing import prepare_for
from fashionlab.pipelines.steady import without_tuning

if TYPE_CHECKING:
    import tensorflow as tf


def training_batches(
    split: Split,
    *,
    input_shape: tuple[int | None, ...],
    num_classes: int,
    batch_size: int = 64,
    seed: int = 0,
    augment: Sequence[str] = (),
    mixup: float = 0.0,
    cutmix: float = 0.0,
) -> tf.data.Dataset:
    """Stream a split for training.

    Shuffling and batching come from the task `make_dataset`, the learner's own
    function. Augmentation works on the stored images, before they are scaled and
    resized, and runs beside the training. The same seed gives the same batches;
    every epoch gets other ones.

    Args:
        split: Stored images and integer labels.
        input_shape: `model.input_shape`, for `prepare_for`.
        num_classes: Length of a label row when mixing.
        batch_size: Images per batch, a positive int.
        seed: An int; decides order, augmentation and mixing.
        augment: Names from `AUGMENTATIONS`, applied in that order.
        mixup: Alpha of mixup, 0 for none.
        cutmix: Alpha of cutmix, 0 for none. With both, each batch gets one of
            them, by the throw of a coin.

    Returns:
        `tf.data.Dataset` of pairs: float32 images in [0, 1] as the model takes
        them, and int labels of shape (batch,); when mixing, float32 label rows of
        shape (batch, num_classes), for the loss "categorical_crossentropy".

    Raises:
        InvalidArgument: If a name is unknown or an alpha is negative.
    """
    steps = [_find(name) for name in augment]
    _check_alphas(mixup, cutmix)
    prepare = prepare_for(input_shape)
    plain = not steps and not mixup and not cutmix
    batches = make_dataset(
        split.images,
        split.labels,
        batch_size=batch_size,
        shuffle=True,
        seed=seed,
        preprocess=prepare if plain else None,
    )
    if not plain:
        batches = _with_chance(split, batches, steps, prepare, num_classes, mixup, cutmix, seed)
    return without_tuning(batches)


def _with_chance(
    split: Split,
    batches: Any,
    steps: list[Callable[[Any, Any], Any]],
    prepare: Callable[[Any], Any],
    num_classes: int,
    mixup: float,
    cutmix: float,
    seed: int,
) -> Any:
    import tensorflow as tf

    def change(batch: tuple[Any, Any], number: Any) -> tuple[Any, Any]:
        images, labels = batch
        images = images[..., None] if images.shape.rank == 3 else images
        for place, step in enumerate(steps):
            images = step(images, tf.stack([number, 100 * (place + 1)]))
        images = prepare(images)
        if mixup or cutmix:
            key = tf.stack([number, 0])
            return _mix(images, tf.one_hot(labels, num_classes), mixup, cutmix, key)
        return images, labels

    # What a learner has not written yet, or wrote with a fault, shows here as it is; from
    # within the stream it would come as an error of TensorFlow's.
    change((tf.constant(split.images[:2]), tf.constant(split.labels[:2])), tf.constant(0, "int64"))

    # One random number per batch, other ones in every epoch. A draw that depends on
    # nothing else stays the same however many threads work on the batches.
    numbers = tf.data.Dataset.random(seed=seed, rerandomize_each_iteration=True)
    return (
        tf.data.Dataset.zip((batches, numbers))
        .map(change, num_parallel_calls=2, deterministic=True)
        .prefetch(2)
    )


def _mix(images: Any, rows: Any, mixup: float, cutmix: float, seed: Any) -> tuple[Any, Any]:
    import tensorflow as tf

    if not cutmix:
        return apply_mixup(images, rows, mixup, seed)
    if not mixup:
        return apply_cutmix(images, rows, cutmix, seed)
    return tf.cond(  # type: ignore[no-any-return]
        tf.random.stateless_uniform((), seed + 7) < 0.5,
        lambda: apply_mixup(images, rows, mixup, seed),
        lambda: apply_cutmix(images, rows, cutmix, seed),
    )


def _find(name: str) -> Callable[[Any, Any], Any]:
    if name in AUGMENTATIONS:
        return AUGMENTATIONS[name]
    close = difflib.get_close_matches(str(name), AUGMENTATIONS, n=1)
    guess = f" Did you mean {close[0]!r}?" if close else ""
    raise InvalidArgument(
        f"Expected augment to hold names out of: {', '.join(AUGMENTATIONS)}. "
        f"Received: {name!r}.{guess}"
    )


def _check_alphas(mixup: float, cutmix: float) -> None:
    if mixup < 0 or cutmix < 0:
        raise InvalidArgument(
            "Expected mixup and cutmix to be 0 (none) or a positive alpha. "
            f"Received: mixup={mixup!r}, cutmix={cutmix!r}."
        )
