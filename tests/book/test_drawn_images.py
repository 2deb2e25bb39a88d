"""The pages and notebooks also run where there is no data set: on images that the program draws."""

import pathlib
import re

import pytest

from fashionlab import data

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = sorted([*(ROOT / "book").glob("*.md"), *(ROOT / "solutions").glob("*.py")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_more_validation_images_are_asked_for_than_are_drawn(path):
    drawn = len(data.load("synthetic_fashion").validation.labels)
    call = r"stratified_subset\(\s*[\w.]*validation\.images,\s*[\w.]*validation\.labels,\s*(\d+)"
    for asked in re.findall(call, path.read_text(encoding="utf-8")):
        assert int(asked) < drawn
