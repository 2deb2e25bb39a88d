"""training_batches: the learner's batches, augmented and mixed on the way."""

import pathlib

import numpy as np
import pytest

from fashionlab import pipelines
from fashionlab.errors import InvalidArgument, NotImplementedYet
from fashionlab.filling import fill_from
from fashionlab.pipelines import training_batches
from fashionlab.tasks import separate_solutions, solves

ROOT = pathlib.Path(__file__).parents[3]


def epoch(batches):
    pairs = [(images.numpy(), labels.numpy()) for images, labels in batches]
    return np.concatenate([p[0] for p in pairs]), np.concatenate([p[1] for p in pairs])


def stream(split, **settings):
    settings = {"input_shape": (None, 28, 28, 1), "num_classes": 10, "batch_size": 16} | settings
    return training_batches(split, **settings)


def test_without_chance_every_image_comes_once_with_its_label(make_split):
    split = make_split(40)
    images, labels = epoch(stream(split))
    assert (labels != split.labels).any()
    order = np.lexsort(images.reshape(40, -1).T)
    wanted = split.images[..., None].astype(np.float32) / 255
    order_wanted = np.lexsort(wanted.reshape(40, -1).T)
    np.testing.assert_array_equal(images[order], wanted[order_wanted])
    np.testing.assert_array_equal(labels[order], split.labels[order_wanted])


@pytest.mark.parametrize(
    "settings",
    [
        {"augment": ("flip", "shift", "rotate", "zoom", "erase")},
        {"augment": ("shift",), "mixup": 0.4, "cutmix": 1.0},
        {"augment": ("flip_and_shift",), "mixup": 0.4},
    ],
    ids=["augmented", "mixed", "by the learner"],
)
def test_the_seed_decides_every_epoch_and_epochs_differ(make_split, settings):
    split = make_split(40)
    one, two = stream(split, seed=3, **settings), stream(split, seed=3, **settings)
    first, second = epoch(one), epoch(one)
    np.testing.assert_array_equal(first[0], epoch(two)[0])
    np.testing.assert_array_equal(second[0], epoch(two)[0])
    assert (first[0] != second[0]).any()
    assert (first[0] != epoch(stream(split, seed=4, **settings))[0]).any()


def test_images_arrive_as_the_model_takes_them(make_split):
    split = make_split(20)
    images, labels = epoch(stream(split, input_shape=(None, 40, 40, 3), augment=("flip",)))
    assert (images.shape, images.dtype) == ((20, 40, 40, 3), np.float32)
    assert images.min() >= 0
    assert images.max() <= 1
    assert labels.dtype.kind == "i"


@pytest.mark.parametrize("settings", [{"mixup": 0.2}, {"cutmix": 1.0}])
def test_mixing_gives_label_rows(make_split, settings):
    images, rows = epoch(stream(make_split(40), **settings))
    assert (rows.shape, rows.dtype) == ((40, 10), np.float32)
    np.testing.assert_allclose(rows.sum(axis=1), 1, atol=1e-5)
    assert images.shape == (40, 28, 28, 1)


def test_each_step_has_a_draw_of_its_own(make_split):
    """Two steps that shared a draw would always come together."""
    split = make_split(400)
    images, _ = epoch(stream(split, augment=("flip", "flip")))
    originals = {image.tobytes() for image in split.images}
    kept = [
        (image[..., 0] * 255).round().astype(np.uint8).tobytes() in originals for image in images
    ]
    assert 140 < sum(kept) < 260  # twice flipped or not at all: half of them


def test_colour_images_are_augmented_too(make_split):
    split = make_split(12, image_shape=(32, 32, 3), classes=3)
    images, _ = epoch(stream(split, input_shape=(None, 32, 32, 3), augment=("rotate", "erase")))
    assert images.shape == (12, 32, 32, 3)


def test_the_learners_own_make_dataset_is_used(make_split):
    reference = pipelines.make_dataset
    with separate_solutions():

        @solves(pipelines.make_dataset)
        def make_dataset(
            images, labels=None, *, batch_size=64, shuffle=False, seed=0, preprocess=None
        ):
            import tensorflow as tf

            assert shuffle
            return tf.data.Dataset.from_tensor_slices((images, labels)).batch(7)

        assert [len(labels) for _, labels in stream(make_split(20), augment=("flip",))] == [7, 7, 6]
    assert pipelines.make_dataset is reference


def test_the_learners_own_augment_and_mixup_are_used(make_split):
    with separate_solutions():
        fill_from(ROOT / "solutions" / "ch01_data.py")

        @solves(pipelines.augment)
        def augment(images, *, flip=True, shift=2, seed=0):
            return np.zeros_like(images)

        @solves(pipelines.mixup)
        def mixup(images, labels, *, alpha=0.2, seed=0):
            return images, labels / 2

        images, rows = epoch(stream(make_split(20), augment=("flip_and_shift",), mixup=0.3))
    assert not images.any()
    np.testing.assert_array_equal(rows.sum(axis=1), 0.5)


@pytest.mark.parametrize("settings", [{"augment": ("flip_and_shift",)}, {"mixup": 0.3}])
def test_what_is_not_written_yet_says_so_before_the_training(make_split, settings):
    with separate_solutions():
        fill_from(ROOT / "solutions" / "ch01_data.py")
        with pytest.raises(NotImplementedYet, match=r"ch05_regularisation\.ipynb"):
            stream(make_split(20), **settings)


def test_unknown_names_and_negative_alphas_are_refused(make_split):
    with pytest.raises(InvalidArgument, match="Did you mean 'rotate'"):
        stream(make_split(), augment=("rotation",))
    with pytest.raises(InvalidArgument, match="mixup=-1"):
        stream(make_split(), mixup=-1)
