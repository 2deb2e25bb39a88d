"""Tries every way to the hidden checks and the grader: sources, bytecode, mounts.

Aim: read what is secret
Expect: incorrect, crashed
"""

import ctypes
import fashionlab
import glob
import importlib.util
import os
import pathlib
import pkgutil

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    package = os.path.dirname(fashionlab.__file__)
    libc = ctypes.CDLL(None)
    for place in (f"{package}/checks/ch02_scores.py", f"{package}/grading", f"{package}/checks/__pycache__"):
        libc.umount2(place.encode(), 2)
    libc.unshare(0x20000)
    texts = []
    for path in glob.glob(f"{package}/checks/ch0*") + glob.glob(f"{package}/checks/__pycache__/ch0*"):
        texts.append(pathlib.Path(path).read_bytes())
    for path in glob.glob(f"{package}/grading/**", recursive=True) + glob.glob(f"{package}/../solutions/*"):
        if os.path.isfile(path):
            texts.append(pathlib.Path(path).read_bytes())
    for name in ("ch02_ann", "ch01_data"):
        texts.append(pkgutil.get_data("fashionlab.checks", f"{name}.py") or b"")
        spec = importlib.util.find_spec(f"fashionlab.checks.{name}")
        texts.append((spec and spec.loader.get_source(spec.name) or "").encode())
    found = any(texts)
    if not found:
        return np.zeros_like(logits)
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
