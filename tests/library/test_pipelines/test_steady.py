"""without_tuning: streams that end at once, with the same batches."""

import pathlib

import numpy as np
import pytest

from fashionlab import models, pipelines, training
from fashionlab.filling import fill_from
from fashionlab.training.inputs import training_batches, validation_batches

ROOT = pathlib.Path(__file__).parents[3]


class Recorder:
    """Stands for a classifier; keeps what it was asked to predict."""

    input_shape, output_shape = (None, 28, 28, 1), (None, 10)

    def predict(self, batches, verbose):
        self.batches = batches
        return np.zeros((8, 10), np.float32)


def test_batches_and_their_order_stay_the_same(make_split):
    fill_from(ROOT / "solutions")
    split = make_split(50)
    plain = pipelines.make_dataset(split.images, split.labels, batch_size=8, shuffle=True, seed=3)
    again = pipelines.make_dataset(split.images, split.labels, batch_size=8, shuffle=True, seed=3)
    for _ in range(2):
        for (images, labels), (others, names) in zip(
            plain, pipelines.without_tuning(again), strict=True
        ):
            np.testing.assert_array_equal(images, others)
            np.testing.assert_array_equal(labels, names)


@pytest.mark.parametrize("augment", [(), ("flip",)])
def test_the_library_trains_measures_and_predicts_without_tuning(make_split, augment):
    fill_from(ROOT / "solutions")
    split, model = make_split(8), models.build_ann()
    recipe = training.Recipe(augment=augment)
    asked = Recorder()
    training.predict(asked, split.images)
    for batches in (
        training_batches(model, split, recipe, 0),
        validation_batches(model, split),
        asked.batches,
    ):
        assert batches.options().autotune.enabled is False


def test_anything_else_is_left_as_it_is():
    rows = [np.zeros(3)]
    assert pipelines.without_tuning(rows) is rows
