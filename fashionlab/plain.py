"""Plain data: what a learner's function may return to be judged.

Plain data is None, a bool, an int, a float, a str, a list, a tuple, a dict with
str keys, or a NumPy array of bools or numbers. Its types are exact: an object of
a class of its own could carry methods, and then it could lie about itself.
"""

from typing import Any, NoReturn

import numpy as np

from fashionlab.errors import WireError

Tree = Any
"""Plain data, nested; Python has no closer name for it."""

MAX_DEPTH = 32  # lists inside lists
PLAIN_DATA = (
    "plain data: None, bool, int, float, str, list, tuple, dict with str keys, "
    "or a NumPy array of bools or numbers"
)

_TENSOR_LIBRARIES = frozenset({"tensorflow", "keras", "torch", "jax", "jaxlib"})


def to_plain(value: Any) -> Tree:
    """Convert the near relatives of plain data, leaving everything else alone.

    NumPy scalars become Python numbers; TensorFlow, Keras, PyTorch and JAX
    tensors become NumPy arrays; float16 and bfloat16 become float32, floats of
    more than 64 bits float64; characters that no UTF-8 text can hold are
    written as escapes. Lists, tuples and dicts are converted inside. `encode`
    judges the rest.

    Args:
        value: Anything.

    Returns:
        A tree, if `value` was close to one; never an alias of `value`'s lists or
        dicts.

    Raises:
        WireError: If a tensor cannot be read, or lists are nested too deeply.
    """
    return _plain(value, "", 0)


def _plain(value: Any, path: str, depth: int) -> Tree:
    if depth > MAX_DEPTH:
        too_deep(path)
    kind = type(value)
    if kind is list or kind is tuple:
        return kind(_plain(item, f"{path}[{i}]", depth + 1) for i, item in enumerate(value))
    if kind is dict:
        return {
            _plain_scalar(key): _plain(item, f"{path}[{key!r:.40}]", depth + 1)
            for key, item in value.items()
        }
    if str(kind.__module__).partition(".")[0] in _TENSOR_LIBRARIES and hasattr(kind, "__array__"):
        try:
            value = np.asarray(value)
        except Exception as error:
            what = type_name(kind) + place(path)
            raise WireError(
                f"returned {what}, which is not readable as an array: {error}"
            ) from error
    if type(value) is np.ndarray and value.dtype.name in ("float16", "bfloat16"):
        return value.astype(np.float32)
    if type(value) is np.ndarray and value.dtype.kind == "f" and value.dtype.itemsize > 8:
        return value.astype(np.float64)
    return _plain_scalar(value)


def _plain_scalar(value: Any) -> Any:
    if isinstance(value, np.bool_):
        return bool(value)
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, np.floating) or type(value).__name__ == "bfloat16":
        return float(value)
    if isinstance(value, np.str_) or type(value) is str:
        return str(value).encode("utf-8", "backslashreplace").decode("utf-8")
    return value


def too_deep(path: str) -> NoReturn:
    """Refuse a value that is nested too deeply.

    Raises:
        WireError: Always.
    """
    raise WireError(
        f"returned lists or dicts inside one another more than {MAX_DEPTH} deep"
        f"{place(path[:60])}, expected fewer."
    )


def type_name(kind: type) -> str:
    """Return a type's name with its module, of at most 120 characters."""
    module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    return f"{module}{kind.__qualname__}"[:120]


def place(path: str) -> str:
    """Return " at <path>", or nothing for the value as a whole."""
    return f" at {path}" if path else ""
