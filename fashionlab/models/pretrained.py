"""Build a base of `keras.applications` and give it its ImageNet weights."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fashionlab.data import weights as weight_files
from fashionlab.data.download import TIMEOUT, timeout
from fashionlab.errors import DataCorrupted, InvalidArgument
from fashionlab.models.bases import Base, find_base

if TYPE_CHECKING:
    import keras

IMAGENET = "imagenet"


def build_body(
    base: str | Base, *, image_size: int | None = None, weights: str | Path | None = IMAGENET
) -> keras.Model:
    """Build a base without its classifier.

    Args:
        base: Name of a base, see `bases.find_base`.
        image_size: Height and width of the images; None for the size the base
            was trained on.
        weights: "imagenet" looks in FASHIONLAB_DATA/weights, then in Keras's
            cache, then downloads. None leaves random weights. Otherwise a file.

    Returns:
        `keras.Model` from images in the base's own scaling, shape
        (batch, image_size, image_size, 3), to its last feature maps.

    Raises:
        UnknownBase: If there is no base of that name.
        WeightsNotFound: If the weights are in none of the places.
        DataCorrupted: If a weight file is altered or cut short.
        InvalidArgument: If the base does not take images of that size.
    """
    base = find_base(base) if isinstance(base, str) else base
    size = base.image_size if image_size is None else image_size
    body = _untrained(base, size)
    if weights is None:
        return body
    file = weight_files.find_file(base.weight_patterns) if weights == IMAGENET else Path(weights)
    if file is None:
        body.set_weights(_downloaded(base).get_weights())
    else:
        _read_into(body, base, file)
    return body


def best_weights(base: str) -> str | None:
    """Choose the ImageNet weights of a base if they are at hand, without the network.

    Args:
        base: Name of a base, see `bases.find_base`.

    Returns:
        "imagenet" if they are in FASHIONLAB_DATA/weights or in Keras's cache, else
        None, for random weights: everything runs with those, and nothing is
        learned from photos. `build_body(base)` downloads them once.

    Raises:
        UnknownBase: If there is no base of that name.
        DataCorrupted: If a weight file is altered or cut short.
    """
    entry = find_base(base)
    if weight_files.find_file(entry.weight_patterns) is not None:
        return IMAGENET
    # Where `keras.utils.get_file` puts downloads; Keras has no public name for it.
    cache = Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras") / "models"
    found = (file for pattern in entry.weight_patterns for file in cache.glob(pattern))
    return IMAGENET if any(weight_files.is_without_top(file) for file in found) else None


def _untrained(base: Base, size: int, *, include_top: bool = False) -> Any:
    if not isinstance(size, int) or isinstance(size, bool) or size < 1:
        raise InvalidArgument(
            f"Expected image_size to be a positive int. Received: image_size={size!r}."
        )
    try:
        return base.constructor(
            include_top=include_top, weights=None, input_shape=(size, size, 3), **base.settings
        )
    except ValueError as error:
        raise InvalidArgument(
            f"{base.label} cannot be built for images of {size} by {size} pixels: {error} "
            f"It was trained on {base.image_size} by {base.image_size}. "
            f"Received: image_size={size}."
        ) from error


def _read_into(body: Any, base: Base, file: Path) -> None:
    """Load a weight file that may or may not hold a classifier on top."""
    if not file.is_file():
        raise weight_files.missing_file(base.label, file)
    weight_files.verify(file)
    without_top = weight_files.is_without_top(file)
    reasons = []
    for with_top in (not without_top, without_top):
        model = _untrained(base, base.image_size, include_top=True) if with_top else body
        try:
            with warnings.catch_warnings():
                # Keras only warns where a part of the network finds nothing in the file.
                warnings.simplefilter("error", UserWarning)
                model.load_weights(file)
        # h5py and Keras raise many kinds for a file that is damaged or of another model.
        except (OSError, ValueError, KeyError, TypeError, RuntimeError, UserWarning) as error:
            reasons.append(f"{type(error).__name__}: {str(error).splitlines()[0]}")
            continue
        # The classifier's weights come last.
        body.set_weights(model.get_weights()[: len(body.weights)])
        return
    raise DataCorrupted(
        f"The weights in {file} cannot be loaded. Expected the weights of {base.label}, with or "
        f"without its classifier.\nKeras said: {reasons[0]}\n"
        "What to do: put a fresh copy of the file there, or name the base it was made with."
    )


def _downloaded(base: Base) -> Any:
    """Let Keras take the weights from its cache or from the network."""
    size = base.image_size  # for MobileNets Keras keeps one file per size; all hold the same
    try:
        with timeout(TIMEOUT), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return base.constructor(
                include_top=False,
                weights=IMAGENET,
                input_shape=(size, size, 3),
                **base.settings,
            )
    # Keras raises a bare Exception when there is no network.
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise weight_files.not_found(base.label, base.weight_patterns, reason) from None
