"""Small damage to real inputs, so that most of what comes out is still nearly right."""

import contextlib
import copy
import json
import pathlib
import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from fashionlab import wire
from fashionlab.errors import WireError

NUMBERS = [0, 1, -1, 7, 10**6, 2**31, 2**53, 2**63, -(2**63), 2**64 - 1, 0.0, -0.0, 0.5, 1e-320]
NUMBERS += [1e308, float("nan"), float("inf"), float("-inf"), True, False, None]
TEXTS = ["", "a", "<b>", "</pre><script>", "=1+1", "\u3000=1", "\t=1", "\0", "\x1b[2J", "\u202e"]
TEXTS += [
    "\r\n",
    "\u2028",
    "x" * 3_000,
    "é",
    "\U0001f40d",
    "{{ 7 }}",
    "${7}",
    "%s",
    "'\"`",
    "\ufeff",
]
TEXTS += ["code", "passed", "grader_fault", "pipelines.normalize", "ch02_ann", "index", "error"]
EMPTY: list[Any] = [[], {}, [[]], {"": {}}, [None] * 30, [[[[[[]]]]]]]
DTYPES = ["bool", "int8", "int64", "uint8", "uint64", "float16", "float32", "float64"]
# fmt: off
TOKENS = [
    "@solves(pipelines.normalize)", "@solves()", "@pipelines.normalize", "async", "await", "def",
    "class", "lambda", "return", "yield", "from", "import", "as", "global", "nonlocal", "if",
    "elif", "else", "for", "while", "try:", "except:", "finally:", "with", "match", "case", "pass",
    "del", "...", "not", "in", "is", ":=", "->", "**", "//", "<<", "@=", "!=", "(", ")", "[", "]",
    "{", "}", ":", ";", ",", ".", "=", "\\", "\\\n", "#", "%", "!", "?", "'", '"', '\"\"\"', 'f"',
    "f'", "rb'", "{x!r:>{y}}", "models.build_ann", "pipelines", "normalize", "images", "solves",
    "fashionlab", "np", "__name__", "é", "℘", "0x1F", "1_000", "1e999", "1j", "0777", "%%bash",
    "%%time", "%matplotlib", "!ls", "x=!", "?x", "x??", "\n", "\n\n", "\r", "\r\n", "\f", "\t",
    " ", "    ", "\0", "\ud800", "\u2028", "\ufeff",
]
# fmt: on


def mutate(value: Any, rng: random.Random, *, json_only: bool = False) -> Any:
    """Return a copy of nested plain data with one place in it changed.

    Args:
        value: What JSON or the wire can hold.
        rng: Where the choices come from.
        json_only: Whether the result must do without tuples and arrays.
    """
    root = [copy.deepcopy(value)]
    holder, key = rng.choice(list(_places(root)))
    holder[key] = _changed(holder[key], rng, json_only)
    if isinstance(holder, dict) and rng.random() < 0.1:
        holder[rng.choice(TEXTS)] = holder[key]
        if rng.random() < 0.5:
            del holder[key]
    return root[0]


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in nested data that can be written to."""
    pending = [value]
    while pending:
        holder = pending.pop()
        items = holder.items() if isinstance(holder, dict) else enumerate(holder)
        for key, item in items:
            yield holder, key
            if isinstance(item, (list, dict)):
                pending.append(item)


def _changed(value: Any, rng: random.Random, json_only: bool) -> Any:
    if rng.random() < 0.3:
        return _odd(rng, json_only)
    if isinstance(value, np.ndarray):
        return _changed_array(value, rng)
    if isinstance(value, str):
        return mutate_text(value, rng)
    if isinstance(value, tuple):
        return tuple(
            _changed(item, rng, json_only) if rng.random() < 0.5 else item for item in value
        )
    if isinstance(value, list) and value:
        changed = list(value)
        place = rng.randrange(len(changed))
        other = rng.choice(changed)
        rng.choice(
            [changed.pop, lambda at: changed.insert(at, other), lambda at: changed.reverse()]
        )(place)
        return changed
    if isinstance(value, (int, float)):
        return rng.choice([*NUMBERS, value * 2, value + 0.001, str(value), [value]])
    return rng.choice([[value], {"answer": value}, _odd(rng, json_only)])


def _odd(rng: random.Random, json_only: bool) -> Any:
    found = copy.deepcopy(rng.choice(rng.choice([NUMBERS, TEXTS, EMPTY])))
    if json_only or rng.random() < 0.6:
        return found
    shape = [rng.choice([0, 1, 2, 5, 10]) for _ in range(rng.randrange(4))]
    return _filled(shape, rng)


def _filled(shape: list[int], rng: random.Random) -> np.ndarray:
    with np.errstate(all="ignore"):
        number = rng.choice([0.0, 1.0, -1.0, 0.1, 1e30, np.nan, np.inf])
        return np.full(shape, number).astype(rng.choice(DTYPES))


def _changed_array(array: np.ndarray, rng: random.Random) -> np.ndarray:
    way = rng.randrange(5)
    with np.errstate(all="ignore"):
        changed = array.copy()
        if way == 0 and changed.size:
            changed.flat[rng.randrange(changed.size)] = rng.choice([0, 1, 3])
        elif way == 1:
            changed = changed.astype(rng.choice(DTYPES))
        elif way == 2:
            changed = changed[rng.randrange(3) :] if changed.ndim else changed[np.newaxis]
        elif way == 3:
            changed = changed[..., np.newaxis] if rng.random() < 0.5 else changed.T
        else:
            changed = _filled(list(changed.shape), rng)
    return changed


def mutate_text(text: str, rng: random.Random) -> str:
    """Return a text with a token, a line or a piece of it changed."""
    start = rng.randrange(len(text) + 1)
    end = min(len(text), start + rng.choice([0, 1, 2, 5, 20, 100]))
    way = rng.randrange(4)
    if way == 0:
        return text[:start] + text[end:]
    if way == 1:
        return text[:start] + text[start:end] * rng.choice([2, 3, 40]) + text[end:]
    if way == 2:
        lines = text.split("\n")
        lines.insert(rng.randrange(len(lines) + 1), rng.choice(lines))
        return "\n".join(lines)
    return text[:start] + rng.choice([*TOKENS, rng.choice(TEXTS)]) + text[end:]


def _source(data: bytes, rng: random.Random) -> bytes:
    text = mutate_text(data.decode("utf-8", "surrogateescape"), rng)
    return text.encode("utf-8", "surrogatepass").replace(b"\xed\xa0\x80", b"\xff")


def _json(data: bytes, rng: random.Random) -> bytes:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return _any_bytes(data, rng)
    return json.dumps(mutate(value, rng, json_only=True)).encode()


def _tree(data: bytes, rng: random.Random) -> bytes:
    with contextlib.suppress(WireError):
        return wire.encode(wire.to_plain(mutate(wire.decode(data), rng)))
    return _any_bytes(data, rng)


def _stream(data: bytes, rng: random.Random, *, front: int = 1) -> bytes:
    """Change the frames of a stream; its first bytes are left alone."""
    with contextlib.suppress(WireError):
        buffer = wire.FrameBuffer(max_bytes=2**26)
        buffer.feed(data[front:])
        trees = [wire.decode(one) for one in buffer.take()]
        changed = mutate(trees, rng) if trees else []
        if isinstance(changed, list) and changed:
            return data[:front] + b"".join(
                wire.frame(wire.encode(wire.to_plain(t))) for t in changed
            )
    return data[:front] + _any_bytes(data[front:], rng)


def _ledger(data: bytes, rng: random.Random) -> bytes:
    """Write something odd into a column of a row, or damage the file."""
    if rng.random() < 0.3:
        return _any_bytes(data, rng)
    table, column = rng.choice(
        [
            ("about", "value"),
            *(("runs", name) for name in ("assignment", "data", "seed", "finished")),
        ]
        + [("answers", name) for name in ("run", "status", "detail", "seconds", "replies")]
    )
    odd = rng.choice([*NUMBERS, *TEXTS, b"", b"\0", b"x\x9c\x03\0\0\0\0\x01", b"\xff"])
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(sqlite3.Error, OverflowError):
        path = pathlib.Path(folder) / "ledger"
        path.write_bytes(data)
        with contextlib.closing(sqlite3.connect(path)) as db, db:
            db.execute(f"UPDATE {table} SET {column} = ?", (odd,))
        return path.read_bytes()
    return _any_bytes(data, rng)


def _any_bytes(data: bytes, rng: random.Random) -> bytes:
    damaged = bytearray(data or b"\0")
    for _ in range(rng.choice([1, 1, 3])):
        place = rng.randrange(len(damaged))
        way = rng.randrange(3)
        if way == 0:
            damaged[place] = rng.choice([0, 1, 0x7F, 0xFF, rng.randrange(256)])
        elif way == 1:
            damaged = damaged[:place] + damaged[place + 1 :] or bytearray(b"\0")
        else:
            damaged = damaged[:place] + damaged[place // 2 : place] + damaged[place:]
    return bytes(damaged)


MUTATORS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "notebook": _json,
    "source": _source,
    "frames": lambda data, rng: _stream(data, rng, front=0),
    "replies": _stream,
    "training_replies": _stream,
    "run": _tree,
    "report": _json,
    "ledger": _ledger,
    "name": _any_bytes,
}


def mutated(target: str, data: bytes, rng: random.Random) -> bytes:
    """Return an input of a target, damaged in one to four places; sometimes only in its bytes."""
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        data = _any_bytes(data, rng) if rng.random() < 0.05 else MUTATORS[target](data, rng)
    return data
