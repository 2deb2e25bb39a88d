"""Stand between the layers of a model while it runs.

Keras has no hooks. A functional model can be cut open at its top level, but
not inside a nested base model, and a subclassed model not at all. Here every
part's `call` is replaced for the length of a `with` block, in this thread only.
"""

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras

# What happens at a part: the part, its positional and keyword arguments, and what computes it.
Listener = Callable[[Any, tuple[Any, ...], dict[str, Any], Callable[..., Any]], Any]

_one_at_a_time = threading.RLock()


def parts_of(model: "keras.Model") -> list[Any]:
    """Return the layers and operations a model is made of, nested models opened.

    Args:
        model: A built model, of any kind.

    Returns:
        Each `keras.Layer` or `keras.Operation` once; models are not among them.
    """
    keras = import_keras()
    found: dict[int, Any] = {}
    # A functional model may hold operations such as `x + y`, which are no layers.
    for part in getattr(model, "operations", model.layers):
        inner = parts_of(part) if isinstance(part, keras.Model) else [part]
        found.update((id(one), one) for one in inner)
    return list(found.values())


def is_graph(model: "keras.Model") -> bool:
    """Say whether a model is nothing but its parts, with no code of its own between them."""
    keras = import_keras()
    return isinstance(model, keras.Sequential) or hasattr(model, "operations")


def models_in(model: "keras.Model") -> list["keras.Model"]:
    """Return a model and all models nested in it."""
    keras = import_keras()
    nested = [part for part in model.layers if isinstance(part, keras.Model)]
    return [model, *(inner for part in nested for inner in models_in(part))]


@contextlib.contextmanager
def tapped(parts: list[Any], listener: Listener) -> Iterator[None]:
    """Let a listener answer for the given parts while the block runs.

    Args:
        parts: From `parts_of`.
        listener: Called instead of each part; what it returns takes the place
            of the part's output. Other threads go on as if nothing had happened.
    """
    with _one_at_a_time, contextlib.ExitStack() as undo:
        for part in parts:
            undo.enter_context(_replaced(part, listener))
        yield


@contextlib.contextmanager
def _replaced(part: Any, listener: Listener) -> Iterator[None]:
    # Past __setattr__, which would track the function as a part of the layer.
    attributes = vars(part)
    before = attributes.get("call")
    attributes["call"] = _standing_in(part, part.call, listener, threading.get_ident())
    try:
        yield
    finally:
        del attributes["call"]
        if before is not None:
            attributes["call"] = before


def _standing_in(
    part: Any, compute: Callable[..., Any], listener: Listener, owner: int
) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        if threading.get_ident() != owner:
            return compute(*args, **kwargs)
        return listener(part, args, kwargs, compute)

    return call


def survey(model: "keras.Model", image: np.ndarray) -> tuple[list[tuple[Any, Any]], Any]:
    """Run a model once and note what each part puts out.

    Args:
        model: A built model.
        image: One image as the model takes it, shape (1, height, width, channels).

    Returns:
        Pairs of a part and its output, in the order in which they worked; and
        the model's answer.
    """
    steps: list[tuple[Any, Any]] = []

    def note(part: Any, args: Any, kwargs: Any, compute: Any) -> Any:
        output = compute(*args, **kwargs)
        steps.append((part, output))
        return output

    with tapped(parts_of(model), note):
        answer = model(image, training=False)
    return steps, answer
