"""Every architecture by name, for the command line and the comparisons."""

import difflib
import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fashionlab.errors import InvalidArgument, UnknownModel
from fashionlab.models.adapted_cnn import build_adapted_cnn
from fashionlab.models.ann import build_ann
from fashionlab.models.batchnorm_ann import build_batchnorm_ann
from fashionlab.models.cnn import build_cnn
from fashionlab.models.compact import build_compact_cnn
from fashionlab.models.deeper_cnn import build_deeper_cnn
from fashionlab.models.given import (
    build_cnn_v1,
    build_cnn_v2,
    build_wide_cnn,
    build_wide_deep_cnn,
)
from fashionlab.models.small_cnn import build_small_cnn

if TYPE_CHECKING:
    import keras

Builder = Callable[..., "keras.Model"]

_BUILDERS: dict[str, Builder] = {
    "adapted_cnn": build_adapted_cnn,
    "ann": build_ann,
    "batchnorm_ann": build_batchnorm_ann,
    "cnn": build_cnn,
    "cnn_v1": build_cnn_v1,
    "cnn_v2": build_cnn_v2,
    "compact_cnn": build_compact_cnn,
    "deeper_cnn": build_deeper_cnn,
    "small_cnn": build_small_cnn,
    "wide_cnn": build_wide_cnn,
    "wide_deep_cnn": build_wide_deep_cnn,
}


def names() -> tuple[str, ...]:
    """Return the names `get_builder` knows, sorted."""
    return tuple(sorted(_BUILDERS))


def get_builder(name: str, **options: Any) -> Builder:
    """Find the function that builds an architecture.

    Args:
        name: One of `names()`.
        **options: Arguments of the builder beside the two below, such as
            `hidden_units=(128, 64)`.

    Returns:
        A function of `input_shape`, a tuple (height, width, channels), and
        `num_classes`, an int, that returns an uncompiled `keras.Model`.

    Raises:
        UnknownModel: If there is no architecture of that name.
        InvalidArgument: If a builder does not take an option; raised when it builds.
    """
    if name not in _BUILDERS:
        near = difflib.get_close_matches(name, _BUILDERS, n=1)
        meant = f" Did you mean {near[0]!r}?" if near else ""
        raise UnknownModel(
            f"There is no model {name!r}. Expected one of {', '.join(names())}. "
            f"Received: {name!r}.{meant}"
        )
    if not options:
        return _BUILDERS[name]
    return functools.partial(_build, name, options)


def _build(name: str, options: dict[str, Any], *args: Any, **kwargs: Any) -> "keras.Model":
    try:
        return _BUILDERS[name](*args, **kwargs, **options)
    except TypeError as error:
        raise InvalidArgument(
            f"The model {name!r} does not take these settings. Received: {options!r}. "
            f"Keras or Python says: {error}."
        ) from None
