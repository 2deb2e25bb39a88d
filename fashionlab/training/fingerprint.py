"""What a training folder belongs to: recipe, seed, model and data."""

import hashlib
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab.data import Split
from fashionlab.training.inputs import Examples
from fashionlab.training.recipe import Recipe

if TYPE_CHECKING:
    import keras

# Of a layer's settings, those that Keras counts up from model to model, or that only link layers.
_NOT_COMPARED = {"name", "inbound_nodes", "input_layers", "output_layers", "build_config"}


def fingerprint(
    model: "keras.Model", train: Examples, validation: Examples | None, recipe: Recipe, seed: int
) -> dict[str, Any]:
    """Describe a training run, so that only the same run goes on in its folder.

    Args:
        model: Its layers' settings, and the shapes of its weights and which are
            trained, count; the weights' values do not.
        train: What it learns from.
        validation: What it is measured on, or None.
        recipe: The settings.
        seed: The seed.

    Returns:
        JSON-able data: equal for equal runs.
    """
    return {
        "format": 1,
        "recipe": recipe.as_dict(),
        "seed": seed,
        "model": _model_digest(model),
        "train": examples_digest(train),
        "validation": None if validation is None else examples_digest(validation),
    }


def differences(there: dict[str, Any], here: dict[str, Any]) -> list[str]:
    """Say in words what sets two fingerprints apart; nothing if they are equal.

    Args:
        there: The one found in a folder.
        here: That of the run at hand.
    """
    found = []
    for name in sorted(set(there) | set(here)):
        old, new = there.get(name), here.get(name)
        if old == new:
            continue
        if isinstance(old, dict) and isinstance(new, dict):
            found += differences(old, new)
        elif name in ("model", "train", "validation"):
            found.append({"model": "another model"}.get(name, f"other {name} examples"))
        else:
            found.append(f"{name}={old!r} there, {new!r} here")
    return found


def examples_digest(examples: Examples) -> str:
    """Return a digest of images or features and their labels, 32 hexadecimal digits."""
    arrays = (examples.images, examples.labels) if isinstance(examples, Split) else examples
    digest = hashlib.blake2b(digest_size=16)
    for array in arrays:
        digest.update(f"{array.dtype} {array.shape}".encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()


def _model_digest(model: "keras.Model") -> str:
    trained = {id(variable) for variable in model.trainable_variables}
    described = {
        "layers": [(type(layer).__name__, _settings(layer)) for layer in model.layers],
        "weights": [(list(weight.shape), id(weight) in trained) for weight in model.weights],
    }
    # What is no plain data is named by its type: its text could hold an address.
    text = json.dumps(described, sort_keys=True, default=lambda thing: type(thing).__name__)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _settings(layer: "keras.Layer") -> Any:
    try:
        return _compared(layer.get_config())
    except (NotImplementedError, TypeError, ValueError):
        return None  # a learner's own layer need not describe itself


def _compared(settings: Any) -> Any:
    if isinstance(settings, dict):
        return {
            str(name): _compared(value)
            for name, value in settings.items()
            if name not in _NOT_COMPARED
        }
    if isinstance(settings, (list, tuple)):
        return [_compared(value) for value in settings]
    return settings
