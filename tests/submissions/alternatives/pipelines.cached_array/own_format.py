"""One line of JSON, then the bytes of the array."""

import json
import os
import pathlib

import numpy as np

from fashionlab import pipelines, solves


def read(path, key):
    with open(path, "rb") as file:
        told = json.loads(file.readline())
        data = file.read()
    if told["key"] != key or len(data) != told["bytes"]:
        raise ValueError("stale or cut short")
    return np.frombuffer(data, told["dtype"]).reshape(told["shape"])


@solves(pipelines.cached_array)
def cached_array(path, key, compute):
    if os.path.isfile(path):
        try:
            return read(path, key)
        except (ValueError, KeyError, TypeError):
            os.remove(path)
    array = np.ascontiguousarray(compute())
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    data = array.tobytes()
    told = {"key": key, "bytes": len(data), "dtype": array.dtype.str, "shape": array.shape}
    with open(path, "wb") as file:
        file.write(json.dumps(told).encode() + b"\n" + data)
    return array
