"""Arrays are trained on by any Keras backend."""

import os
import subprocess
import sys

import pytest

from .conftest import ROOT


def test_arrays_are_trained_on_by_jax():
    pytest.importorskip("jax", reason="needs the package jax: pip install jax")
    done = subprocess.run(
        [sys.executable, ROOT / "tests/library/test_training/on_jax.py", ROOT / "solutions"],
        env={**os.environ, "KERAS_BACKEND": "jax", "PYTHONWARNINGS": "ignore"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.strip().endswith("all of it"), done.stderr
