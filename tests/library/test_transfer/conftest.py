"""The reference solutions of `scale_for_base` and `thaw_top`, which transfer models run on."""

import pathlib

import pytest

from fashionlab.filling import fill_from
from fashionlab.tasks import separate_solutions

ROOT = pathlib.Path(__file__).parents[3]


@pytest.fixture(scope="module", autouse=True)
def solved():
    """Fill the stubs that transfer models need for the tests of one module."""
    with separate_solutions():
        fill_from(ROOT / "solutions" / "ch01_data.py")
        fill_from(ROOT / "solutions" / "ch08_transfer.py")
        fill_from(ROOT / "solutions" / "ch09_finetuning.py")
        yield
