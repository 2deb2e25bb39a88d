"""Plain data on the wire: how answers cross from a child process to the grader.

A *tree* is plain data (see `fashionlab.plain`): None, a bool, an int of at most
64 bits, a float (nan and inf included), a str, a list, a tuple, a dict with str
keys, or a NumPy array of bools or numbers. `encode` turns a tree into bytes and
`decode` turns the bytes back into the same tree. There is no pickle: reading
bytes written by a stranger can fail, but it can run nothing.

The bytes of one tree:

    magic (4 bytes) | length of the header (4 bytes) | header | array bytes

The header is JSON. What JSON cannot say is an object with a single key:
``{"t": [...]}`` is a tuple, ``{"d": {...}}`` a dict and ``{"a": [dtype, shape]}``
an array, whose bytes (little-endian, C order) follow the header in the order in
which the arrays appear.
"""

import json
import math
import struct
from collections.abc import Sequence
from typing import Any, NoReturn

import numpy as np

from fashionlab.errors import WireError
from fashionlab.frames import MAX_BYTES, FrameBuffer, frame, read_frame, write_frame
from fashionlab.plain import (
    MAX_DEPTH,
    PLAIN_DATA,
    Tree,
    place,
    to_plain,
    too_deep,
    type_name,
)

__all__ = [
    "MAX_BYTES",
    "FrameBuffer",
    "Tree",
    "WireError",
    "decode",
    "encode",
    "frame",
    "read_frame",
    "to_plain",
    "write_frame",
]

MAX_HEADER_BYTES = 4 * 2**20  # of a tree's JSON part: source text, messages, small lists
MAX_NODES = 250_000  # values in the JSON part; one costs about 70 bytes once decoded
MAX_DIMENSIONS = 32  # of one array, as in NumPy 1.x
MAX_DIMENSION = 2**40  # of one axis
MAX_PLACES = 2**24  # of an array without elements: the axes that are not 0, multiplied

_MAGIC = b"FLW1"
_PREFIX = struct.Struct("<4sI")  # magic, length of the header
_DTYPES = {
    name: np.dtype(name).newbyteorder("<")
    for name in (
        *("bool", "int8", "int16", "int32", "int64"),
        *("uint8", "uint16", "uint32", "uint64"),
        *("float16", "float32", "float64"),
    )
}


def encode(tree: Tree) -> bytes:
    """Return the bytes of a tree.

    Args:
        tree: Plain data of exact types; a subclass of `dict` or of `np.ndarray`
            is refused, because its methods could do anything.

    Returns:
        Bytes that `decode` turns back into an equal tree.

    Raises:
        WireError: If something in it is not plain data. The message names its
            type and where it stands.
    """
    arrays: list[np.ndarray] = []
    header = _pack(tree, arrays, "", 0)
    try:
        text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError as error:
        raise WireError(
            f"returned text that is not valid Unicode, expected {PLAIN_DATA}: {error}"
        ) from error
    if len(text) > MAX_HEADER_BYTES:
        raise WireError(
            f"returned {len(text):,} bytes outside arrays, expected at most "
            f"{MAX_HEADER_BYTES:,}. Put long lists of numbers into a NumPy array."
        )
    return b"".join((_PREFIX.pack(_MAGIC, len(text)), text, *(a.tobytes() for a in arrays)))


def _pack(value: Tree, arrays: list[np.ndarray], path: str, depth: int) -> Any:
    """Return the JSON of one value; its arrays are appended to `arrays`."""
    if depth > MAX_DEPTH:
        too_deep(path)
    kind = type(value)
    if value is None or kind in (bool, float, str):
        return value
    if kind is int and -(2**63) <= value < 2**64:
        return value
    if kind is list or kind is tuple:
        items = [_pack(item, arrays, f"{path}[{i}]", depth + 1) for i, item in enumerate(value)]
        return items if kind is list else {"t": items}
    if kind is dict:
        packed = {}
        for key, item in value.items():
            if type(key) is not str:
                _not_plain(key, f"{path} (as a key)")
            packed[key] = _pack(item, arrays, f"{path}[{key!r:.40}]", depth + 1)
        return {"d": packed}
    sound = kind is np.ndarray and value.ndim <= MAX_DIMENSIONS and not _vast(value.shape)
    if sound and value.dtype.name in _DTYPES:
        arrays.append(value.astype(_DTYPES[value.dtype.name], order="C", copy=False))
        return {"a": [value.dtype.name, list(value.shape)]}
    return _not_plain(value, path)


def _vast(shape: Sequence[int]) -> bool:
    """Whether an array without elements has so many rows that listing them fills the memory."""
    return 0 in shape and math.prod(size for size in shape if size) > MAX_PLACES


def _not_plain(value: Any, path: str) -> NoReturn:
    what = type_name(type(value))
    if type(value) is np.ndarray:
        what += f" of dtype {value.dtype.name} and {value.ndim} dimensions"
        what += f", {value.shape} without elements" if _vast(value.shape) else ""
    if type(value) is int and not -(2**63) <= value < 2**64:
        what += " of more than 64 bits"
    raise WireError(f"returned {what}{place(path)}, expected {PLAIN_DATA}.")


def decode(data: bytes, *, max_bytes: int = MAX_BYTES) -> Tree:
    """Return the tree that `encode` wrote; trust nothing about the bytes.

    Args:
        data: Bytes from anywhere.
        max_bytes: Positive int; more bytes than this are refused unread.

    Returns:
        A fresh tree of exact built-in types. Its arrays are read-only.

    Raises:
        WireError: Whatever is wrong with the bytes; never another exception.
    """
    if len(data) > max_bytes:
        raise WireError(f"The bytes are too many: {len(data):,}, expected at most {max_bytes:,}.")
    try:
        return _decode(memoryview(data).cast("B"))
    except WireError:
        raise
    # OverflowError, RecursionError and MemoryError: numbers or nesting beyond sense.
    except (ValueError, TypeError, ArithmeticError, RecursionError, MemoryError) as error:
        raise WireError(
            f"The bytes are malformed: {type(error).__name__}: {error!s:.200}"
        ) from error


def _decode(data: memoryview) -> Tree:
    if len(data) < _PREFIX.size:
        raise WireError(f"The bytes are truncated: {len(data)}, expected at least {_PREFIX.size}.")
    magic, length = _PREFIX.unpack_from(data)
    if magic != _MAGIC:
        raise WireError(f"The bytes start with {magic!r}, expected {_MAGIC!r}.")
    if length > min(MAX_HEADER_BYTES, len(data) - _PREFIX.size):
        raise WireError(f"The header claims {length:,} bytes, more than there are or may be.")
    text = bytes(data[_PREFIX.size : _PREFIX.size + length])
    # Each value of a list or dict costs one of these, so this bounds what JSON can build.
    if sum(text.count(mark) for mark in (b",", b"[", b"{")) > MAX_NODES:
        raise WireError(f"The header holds too many values, expected at most {MAX_NODES:,}.")
    header = json.loads(
        text.decode("utf-8"), object_pairs_hook=_unique, parse_int=_integer, parse_float=float
    )
    reader = _Reader(data[_PREFIX.size + length :])
    tree = reader.unpack(header, 0)
    if reader.offset != len(reader.data):
        raise WireError(f"{len(reader.data) - reader.offset:,} bytes belong to no array.")
    return tree


class _Reader:
    """Rebuilds the tree, taking array bytes in the order in which arrays appear."""

    def __init__(self, data: memoryview):
        self.data = data
        self.offset = 0  # of the next array's first byte

    def unpack(self, value: Any, depth: int) -> Tree:
        if depth > MAX_DEPTH:
            raise WireError(f"The header is nested more than {MAX_DEPTH} deep.")
        if type(value) is list:
            return [self.unpack(item, depth + 1) for item in value]
        if type(value) is dict:
            return self._tagged(value, depth)
        if type(value) is str:
            value.encode("utf-8")  # a lone surrogate is a ValueError
        return value

    def _tagged(self, value: dict[str, Any], depth: int) -> Tree:
        if len(value) == 1:
            [(tag, inner)] = value.items()
            if tag == "t" and type(inner) is list:
                return tuple(self.unpack(item, depth + 1) for item in inner)
            if tag == "d" and type(inner) is dict:
                return {
                    self.unpack(k, depth + 1): self.unpack(v, depth + 1) for k, v in inner.items()
                }
            if tag == "a" and type(inner) is list and len(inner) == 2:
                return self._array(*inner)
        raise WireError("An object in the header is neither a tuple, a dict nor an array.")

    def _array(self, name: Any, shape: Any) -> np.ndarray:
        if type(name) is not str or name not in _DTYPES:
            raise WireError(f"An array has dtype {name!r:.40}, expected one of {list(_DTYPES)}.")
        if type(shape) is not list or len(shape) > MAX_DIMENSIONS:
            raise WireError(f"An array has the shape {shape!r:.80}, expected a short list.")
        if not all(type(n) is int and 0 <= n <= MAX_DIMENSION for n in shape):
            raise WireError(f"An array has the shape {shape!r:.80}, expected sizes from 0.")
        if _vast(shape):
            raise WireError(f"An array has the shape {shape!r:.80}, and no elements.")
        size = math.prod(shape) * _DTYPES[name].itemsize
        if size > len(self.data) - self.offset:
            raise WireError(f"An array claims {size:,} bytes, more than there are.")
        raw = bytes(self.data[self.offset : self.offset + size])  # bytes: read-only for good
        self.offset += size
        if name == "bool" and raw.count(0) + raw.count(1) != len(raw):
            raise WireError("An array of bools holds bytes other than 0 and 1.")
        return np.frombuffer(raw, _DTYPES[name]).reshape(shape)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise WireError("An object in the header has the same key twice.")
    return found


def _integer(digits: str) -> int:
    # 20 digits and a sign hold every 64-bit number; longer ones are slow to read.
    number = int(digits) if len(digits) <= 20 else 2**64
    if not -(2**63) <= number < 2**64:
        raise WireError(f"The number {digits[:24]}... has more than 64 bits.")
    return number
