"""The drawn images: deterministic, balanced, announced, and hard in the right way."""

import hashlib
import subprocess
import sys

import numpy as np
import pytest

from fashionlab import data
from fashionlab.data import dataset, synthetic


@pytest.fixture
def loaded(monkeypatch):
    monkeypatch.setattr(dataset, "OPENED", set())
    return data.load("synthetic_fashion")


def test_it_is_a_dataset_that_says_it_is_drawn(loaded):
    assert loaded.is_synthetic
    assert loaded.source == "embedded"
    assert "synthetic" in repr(loaded)
    assert loaded.class_names[0] == "T-shirt/top"
    assert (len(loaded.train), len(loaded.validation)) == (10_000, 2_000)
    assert len(loaded.open_test()) == 2_000
    assert data.locate("synthetic_fashion")[0].found


def test_it_is_announced_once_on_standard_output():
    code = "from fashionlab import data; [data.load('synthetic_fashion') for _ in range(3)]"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [synthetic.ANNOUNCEMENT]
    assert done.stderr == ""


@pytest.mark.parametrize("size", [1, 7, 40, 1_003])
def test_any_size_is_balanced(size):
    images, labels = synthetic.generate(size, seed=4)
    assert images.shape == (size, 28, 28)
    assert images.dtype == labels.dtype == np.uint8
    counts = np.bincount(labels, minlength=10)
    assert counts.max() - counts.min() <= 1


def test_the_seed_decides_everything():
    first, second, other = (synthetic.generate(50, seed=seed) for seed in (6, 6, 7))
    np.testing.assert_array_equal(first[0], second[0])
    np.testing.assert_array_equal(first[1], second[1])
    assert (first[0] != other[0]).any()


def test_labels_come_shuffled():
    labels = synthetic.generate(200, seed=0)[1]
    assert len(set(labels[:20].tolist())) > 3
    assert (np.diff(labels.astype(int)) < 0).sum() > 40


def test_no_image_is_blank_or_repeated(loaded):
    images = np.concatenate([loaded.train.images, loaded.validation.images])
    # A garment covers at least 5 % of the picture and never all of it.
    covered = (images > 0).mean(axis=(1, 2))
    assert covered.min() > 0.05
    assert covered.max() < 0.9
    digests = {hashlib.md5(image.tobytes(), usedforsecurity=False).digest() for image in images}
    assert len(digests) == len(images)


def test_training_and_test_images_are_different(loaded):
    train = {image.tobytes() for image in loaded.train.images}
    assert not any(image.tobytes() in train for image in loaded.open_test().images)


def nearest_mean_accuracy(loaded, images):
    """Accuracy of the simplest linear classifier: the nearest mean image of a class."""
    pixels = loaded.train.images.reshape(len(loaded.train), -1).astype(np.float32)
    means = np.stack([pixels[loaded.train.labels == label].mean(axis=0) for label in range(10)])
    flat = images.reshape(len(images), -1).astype(np.float32)
    distances = (means**2).sum(axis=1) - 2 * flat @ means.T
    return (distances.argmin(axis=1) == loaded.validation.labels).mean()


def test_classes_are_learnable_not_trivial_and_tied_to_their_place(loaded):
    images = loaded.validation.images
    still = nearest_mean_accuracy(loaded, images)
    moved = nearest_mean_accuracy(loaded, np.roll(images, 2, axis=2))
    assert 0.4 < still < 0.8
    assert moved < still - 0.03


@pytest.mark.slow
def test_convolution_wins_and_stands_a_shift_better(loaded):
    import keras

    keras.utils.set_random_seed(0)
    layers = keras.layers
    dense = [layers.Flatten(), layers.Dense(128, "relu"), layers.Dense(64, "relu")]
    convolution = [
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(128, "relu"),
    ]
    x_train, y_train = loaded.train.images[:5_000, ..., None] / 255, loaded.train.labels[:5_000]
    x_still = loaded.validation.images[..., None] / 255
    x_moved = np.roll(x_still, 2, axis=2)
    scores = []
    for hidden in (dense, convolution):
        model = keras.Sequential([layers.Input((28, 28, 1)), *hidden, layers.Dense(10, "softmax")])
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        model.fit(x_train, y_train, batch_size=64, epochs=8, verbose=0)
        for x in (x_still, x_moved):
            scores.append(model.evaluate(x, loaded.validation.labels, verbose=0)[1])
    ann, ann_moved, cnn, cnn_moved = scores
    # Measured over 3 seeds: ann 0.86, cnn 0.94 after 10 epochs; a shift costs 0.22 and 0.11.
    assert 0.75 < ann < 0.92
    assert cnn > ann + 0.03
    assert ann - ann_moved > cnn - cnn_moved + 0.03
