import collections
import json
import math
import os
import socket
import struct
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from fashionlab import wire
from fashionlab.errors import WireError

DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
DTYPES += ["float16", "float32", "float64"]


def same(a: object, b: object) -> bool:
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    return a == b or (isinstance(a, float) and math.isnan(a) and math.isnan(b))


scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(st.characters(exclude_categories=["Cs"]))
)
arrays = st.sampled_from(DTYPES).flatmap(
    lambda name: hnp.arrays(name, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
)
trees = st.recursive(
    scalars | arrays,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(trees)
@settings(deadline=None)
def test_a_tree_comes_back_as_it_was(tree):
    assert same(wire.decode(wire.encode(tree)), tree)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_decode_or_are_refused(data):
    try:
        wire.decode(b"FLW1" + data)
    except WireError:
        return


@given(trees, st.data())
@settings(deadline=None)
def test_damaged_bytes_decode_or_are_refused(tree, data):
    damaged = bytearray(wire.encode(tree))
    place = data.draw(st.integers(0, len(damaged) - 1))
    damaged[place] = data.draw(st.integers(0, 255))
    try:
        wire.decode(bytes(damaged[: data.draw(st.integers(0, len(damaged)))]))
    except WireError:
        return


def test_decoded_arrays_are_fresh_and_read_only():
    original = np.arange(3)
    decoded = wire.decode(wire.encode(original))
    original[0] = 9
    assert decoded.tolist() == [0, 1, 2]
    with pytest.raises(ValueError, match="WRITEABLE"):
        decoded.setflags(write=True)


@pytest.mark.parametrize("array", [np.arange(6, dtype=">i4"), np.arange(12).reshape(3, 4).T[::2]])
def test_byte_order_and_strides_do_not_matter(array):
    decoded = wire.decode(wire.encode(array))
    assert decoded.tolist() == array.tolist()
    assert decoded.dtype.isnative


class Sly(dict):
    pass


@pytest.mark.parametrize(
    ("value", "named"),
    [
        (object(), "object"),
        ({1, 2}, "set"),
        (b"bytes", "bytes"),
        (1j, "complex"),
        (Sly(), "Sly"),
        (collections.OrderedDict(), "collections.OrderedDict"),
        (np.float32(1), "numpy.float32"),
        (np.ma.masked_array([1]), "MaskedArray"),
        (np.array(["a"]), "dtype str"),
        (np.array([None]), "dtype object"),
        (np.zeros(2, "f4,i4"), "dtype void"),
        (np.zeros(1, np.complex64), "dtype complex64"),
        (2**64, "int of more than 64 bits"),
        (-(2**63) - 1, "int of more than 64 bits"),
        ({1: "a"}, "as a key"),
        ("\ud800", "Unicode"),
        ({"\ud800": 1}, "Unicode"),
    ],
)
def test_what_is_not_plain_data_is_refused_by_name(value, named):
    with pytest.raises(WireError, match=r"returned .*, expected plain data") as refused:
        wire.encode(value)
    assert named in str(refused.value)


def test_the_message_says_where_the_value_stands():
    with pytest.raises(WireError, match=r"at \['layers'\]\[1\]\['name'\]"):
        wire.encode({"layers": [0, {"name": object()}]})


def test_lists_that_hold_themselves_are_refused():
    loop: list = []
    loop.append(loop)
    for function in (wire.encode, wire.to_plain):
        with pytest.raises(WireError, match="deep"):
            function(loop)


def test_long_lists_outside_arrays_are_refused():
    with pytest.raises(WireError, match="NumPy array"):
        wire.encode(["x" * 1000] * 5000)


def message(header: object, body: bytes = b"") -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return b"FLW1" + struct.pack("<I", len(text)) + text + body


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"FLW", id="shorter than the prefix"),
        pytest.param(b"PK\x03\x04" + message(None)[4:], id="another magic"),
        pytest.param(b"FLW1" + struct.pack("<I", 2**32 - 1) + b"1", id="long header claimed"),
        pytest.param(message(b""), id="no JSON"),
        pytest.param(message(b"{"), id="half JSON"),
        pytest.param(message(b"1 2"), id="two values"),
        pytest.param(message(b"\xff"), id="not UTF-8"),
        pytest.param(message(b"[" * 100_000), id="deep nesting"),
        pytest.param(message(b"[" * 40 + b"]" * 40), id="nesting past the limit"),
        pytest.param(message(b"[" + b"0," * 300_000 + b"0]"), id="too many values"),
        pytest.param(message(b"1" * 5000), id="long integer"),
        pytest.param(message(2**64), id="integer past 64 bits"),
        pytest.param(message(b'"\\ud800"'), id="surrogate"),
        pytest.param(message(b'{"d":{"\\udfff":1}}'), id="surrogate in a key"),
        pytest.param(message(b'{"d":{"a":1,"a":2}}'), id="the same key twice"),
        pytest.param(message(b'{"d":{},"d":{}}'), id="the same tag twice"),
        pytest.param(message({"x": 1}), id="unknown tag"),
        pytest.param(message({}), id="no tag"),
        pytest.param(message({"t": [], "d": {}}), id="two tags"),
        pytest.param(message({"t": 1}), id="tuple of a number"),
        pytest.param(message({"a": ["O", [1]]}, b"\0" * 8), id="object dtype"),
        pytest.param(message({"a": ["f4,i4", [1]]}, b"\0" * 8), id="structured dtype"),
        pytest.param(message({"a": [["float32"], [1]]}, b"\0" * 4), id="dtype is a list"),
        pytest.param(message({"a": ["uint8", [-1]]}), id="negative size"),
        pytest.param(message({"a": ["uint8", [-1, -1]]}, b"\0"), id="two negative sizes"),
        pytest.param(message({"a": ["uint8", [2**62]]}), id="huge size"),
        pytest.param(message({"a": ["uint8", [2**40] * 8]}), id="overflowing product"),
        pytest.param(message({"a": ["uint8", [0] + [2**40] * 8]}), id="huge and empty"),
        pytest.param(message({"a": ["uint8", [2**40, 0]]}), id="a trillion rows without elements"),
        pytest.param(message({"a": ["uint8", [1.0]]}, b"\0"), id="size is a float"),
        pytest.param(message({"a": ["uint8", [True]]}, b"\0"), id="size is a bool"),
        pytest.param(message({"a": ["uint8", [1] * 33]}, b"\0"), id="too many dimensions"),
        pytest.param(message({"a": ["uint8", 1]}, b"\0"), id="shape is a number"),
        pytest.param(message({"a": ["uint8", [2]]}, b"\0"), id="array bytes missing"),
        pytest.param(message({"a": ["uint8", [1]]}, b"\0\0"), id="array bytes left over"),
        pytest.param(message({"a": ["bool", [1]]}, b"\2"), id="a bool of 2"),
    ],
)
def test_malformed_bytes_are_refused(data):
    with pytest.raises(WireError):
        wire.decode(data)


def test_more_bytes_than_allowed_are_refused():
    with pytest.raises(WireError, match="too many"):
        wire.decode(wire.encode(np.zeros(100)), max_bytes=100)


class Tensor:
    """Stands in for a tensor of a library that is not installed here."""

    __module__ = "torch"

    def __init__(self, array):
        self.array = array

    def __array__(self, dtype=None, copy=None):
        if self.array is None:
            raise TypeError("a tensor on another device")
        return self.array


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (np.float64(0.5), 0.5),
        (np.float16(0.5), 0.5),
        (np.int8(3), 3),
        (np.bool_(True), True),
        (np.str_("a"), "a"),
        ("a\ud800", "a\\ud800"),
        ([np.int64(1), (np.float32(2), {"k": np.uint8(3)})], [1, (2.0, {"k": 3})]),
        (np.ones(2, np.float16), np.ones(2, np.float32)),
        (Tensor(np.ones((2, 2))), np.ones((2, 2))),
        ([Tensor(np.ones(2, np.float16))], [np.ones(2, np.float32)]),
    ],
)
def test_near_relatives_become_plain(value, plain):
    assert same(wire.to_plain(value), plain)


def test_a_tensor_that_cannot_be_read_is_refused():
    with pytest.raises(WireError, match=r"torch\.Tensor at \['x'\].*another device"):
        wire.to_plain({"x": Tensor(None)})


def test_everything_else_is_left_for_encode_to_judge():
    value = object()
    assert wire.to_plain([value]) == [value]


@pytest.mark.slow
def test_tensorflow_tensors_become_arrays():
    from fashionlab.quiet import import_keras

    keras = import_keras()
    import tensorflow as tf

    assert same(wire.to_plain(tf.constant([1.5, 2.5])), np.float32([1.5, 2.5]))
    assert same(wire.to_plain(tf.cast([1.5], tf.bfloat16)), np.float32([1.5]))
    assert same(wire.to_plain(keras.Variable([1.0])), np.float32([1.0]))
    with pytest.raises(WireError, match="KerasTensor"):
        wire.encode(wire.to_plain(keras.Input((2,))))


def test_frames_cross_a_socket_in_order():
    ours, theirs = socket.socketpair()
    data = [b"", b"abc", os.urandom(3_000_000)]

    def write():
        with theirs:
            for part in data:
                wire.write_frame(theirs, part)

    writer = threading.Thread(target=write)
    writer.start()
    with ours:
        received = [wire.read_frame(ours) for _ in range(4)]
    writer.join()
    assert received == [*data, None]


@pytest.mark.parametrize("cut", [3, 8, 10])
def test_a_stream_that_ends_inside_a_frame_is_refused(cut):
    reading, writing = os.pipe()
    os.write(writing, wire.frame(b"abcdef")[:cut])
    os.close(writing)
    with open(reading, "rb") as file, pytest.raises(WireError, match="inside a frame"):
        wire.read_frame(file)


def test_a_frame_that_claims_too_much_is_refused_at_once():
    buffer = wire.FrameBuffer(max_bytes=100)
    buffer.feed(struct.pack("<Q", 101))
    with pytest.raises(WireError, match="101"):
        buffer.take()


def test_frames_that_trickle_in_are_put_together():
    buffer = wire.FrameBuffer()
    frames = []
    for byte in wire.frame(b"one") + wire.frame(b"two"):
        buffer.feed(bytes([byte]))
        frames += buffer.take()
    assert frames == [b"one", b"two"]
    assert buffer.waiting == 0
