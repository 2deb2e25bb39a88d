"""Around one training: range test, folds, ensembles, points of view, versions."""

import platform
import sys

import numpy as np
import pytest

from fashionlab import data, pipelines, training
from fashionlab.errors import InvalidArgument, NotImplementedYet
from fashionlab.tasks import forget
from fashionlab.training.schedules import learning_rate


@pytest.fixture(scope="module")
def model(build):
    return build()


# --- The learning-rate range test ------------------------------------------------------------


def test_the_range_test_suggests_a_rate_below_the_lowest_loss_and_leaves_the_model(
    build, arrays, train, same
):
    tested = build((49,))
    measured = training.range_test(tested, arrays, steps=40, lowest=1e-5, highest=10.0)
    assert same(tested, build((49,)))
    expected = np.geomspace(1e-5, 10.0, 40)[: len(measured.rates)]
    np.testing.assert_allclose(measured.rates, expected, rtol=1e-5)
    assert len(measured.losses) == len(measured.rates)
    assert min(measured.losses) < 0.8 * measured.losses[0]
    lowest = measured.rates[int(np.argmin(measured.losses))]
    assert measured.rates[0] < measured.suggestion < lowest
    # And stored images, which come from a stream of another kind.
    assert len(training.range_test(build(), train, steps=10, highest=1e-5).losses) == 10


def test_the_range_test_ends_when_the_loss_explodes(build, arrays):
    measured = training.range_test(
        build((49,), normalize=False), arrays, steps=50, lowest=1e-3, highest=1e6, optimizer="sgd"
    )
    assert len(measured.rates) < 50
    assert measured.losses[-1] > 4 * min(measured.losses)
    assert measured.suggestion < 10


def test_a_range_test_needs_the_exercise_only_for_its_suggestion(build, arrays):
    forget(training.suggest_learning_rate)
    measured = training.range_test(build((49,)), arrays, steps=20, highest=1e-3)
    assert len(measured.losses) == 20
    with pytest.raises(NotImplementedYet, match=r"ch04_training\.ipynb"):
        _ = measured.suggestion


def test_a_range_test_that_exploded_at_once_suggests_nothing():
    measured = training.RangeTest((1.0, 2.0, 4.0), (2.3, 9.0, float("nan")))
    with pytest.raises(InvalidArgument, match="at least 20 losses"):
        _ = measured.suggestion


@pytest.mark.parametrize("warmup_epochs", [0.0, 1.5])
def test_the_schedule_of_fit_is_that_of_the_exercise(warmup_epochs):
    recipe = training.Recipe(
        epochs=4, schedule="cosine", warmup_epochs=warmup_epochs, learning_rate=0.03
    )
    of_fit = learning_rate(recipe, 10)
    for step in range(45):
        of_exercise = training.warmup_cosine(
            step, total_steps=40, warmup_steps=int(10 * warmup_epochs), highest=0.03
        )
        assert float(of_fit(step)) == pytest.approx(of_exercise, abs=1e-8)


@pytest.mark.parametrize(
    "bounds", [{"lowest": 0.0}, {"lowest": 2.0}, {"highest": float("inf")}, {"steps": 9}]
)
def test_a_range_that_is_none_is_refused(arrays, bounds):
    with pytest.raises(InvalidArgument, match="Expected 0 < lowest < highest"):
        training.range_test(None, arrays, **bounds)


# --- Cross-validation ------------------------------------------------------------------------


def test_folds_are_trained_measured_and_kept(build, arrays, tmp_path):
    told = []
    settings = {"folds": 2, "epochs": 4, "learning_rate": 0.05, "folder": tmp_path}
    measured = training.cross_validate(
        lambda: build((49,), normalize=False), arrays, **settings,
        on_fold=lambda *args: told.append(args),
    )  # fmt: skip
    assert measured.mean == pytest.approx(sum(measured.accuracies) / 2)
    assert measured.mean > 0.2  # guessing: 0.1
    one, other = measured.accuracies
    assert measured.standard_deviation == pytest.approx(abs(one - other) / 2**0.5)
    assert told == [(1, 2, one), (2, 2, other)]
    assert [run.best_epoch for run in measured.runs] == [None, None]
    again = training.cross_validate(lambda: build((49,), normalize=False), arrays, **settings)
    assert again == measured  # read back: the times, too, are the same


def test_every_example_is_measured_once_in_folds_of_the_same_classes(train, monkeypatch):
    folds, seen = sys.modules["fashionlab.training.folds"], []
    monkeypatch.setattr(folds, "fit", lambda model, part, watched, **_: seen.append(part))
    monkeypatch.setattr(
        folds, "predict", lambda model, images: np.eye(10)[np.zeros(len(images), int)]
    )
    numbered = data.Split(np.arange(240, dtype=np.uint8).repeat(4).reshape(240, 2, 2), train.labels)
    measured = training.cross_validate(lambda: None, numbered, folds=4)
    left_out = [set(range(240)) - set(part.images[:, 0, 0].tolist()) for part in seen]
    assert sorted(number for part in left_out for number in part) == list(range(240))
    for part in seen:
        assert np.bincount(part.labels).tolist() == [18] * 10
    assert measured.accuracies == (0.1,) * 4


def test_what_is_watched_is_cut_from_what_is_learned(train, monkeypatch):
    folds, seen = sys.modules["fashionlab.training.folds"], []
    monkeypatch.setattr(folds, "fit", lambda model, *parts, **_: seen.append(parts))
    monkeypatch.setattr(folds, "predict", lambda model, images: np.eye(10)[: len(images)])
    monkeypatch.setattr(folds, "_accuracy", lambda model, examples: 0.0)
    training.cross_validate(lambda: None, train, folds=3, patience=2)
    assert [(len(learned), len(watched)) for learned, watched in seen] == [(144, 16)] * 3


@pytest.mark.parametrize("folds", [1, 25, 2.0, True])
def test_folds_that_do_not_suit_are_refused(train, folds):
    with pytest.raises(InvalidArgument, match=r"int from 2 to 24.*Received: folds="):
        training.cross_validate(lambda: None, train, folds=folds)


# --- Ensembles -------------------------------------------------------------------------------


def test_an_ensemble_answers_with_the_mean_of_its_members(build, train, tmp_path, same):
    import keras

    members = [build(seed=seed) for seed in (1, 2, 3)]
    ensemble = training.build_ensemble(members)
    rows = [training.predict(model, train.images) for model in members]
    np.testing.assert_allclose(
        training.predict(ensemble, train.images), np.mean(rows, axis=0), atol=1e-6
    )
    ensemble.save(tmp_path / "ensemble.keras")
    assert same(keras.models.load_model(tmp_path / "ensemble.keras"), ensemble)
    members[0].layers[-1].set_weights([np.zeros((8, 10)), np.zeros(10)])
    assert training.predict(ensemble, train.images).std() > 0.01  # members are copied


def test_an_ensemble_of_models_that_do_not_match_is_refused(build):
    with pytest.raises(ValueError, match="at least 2 models"):
        training.build_ensemble([build()])
    with pytest.raises(ValueError, match=r"\(None, 49\), \(None, 10\)"):
        training.build_ensemble([build(), build((49,))])


def test_cross_validation_and_ensembles_are_exercises(train):
    forget(training.stratified_folds)
    with pytest.raises(NotImplementedYet, match=r"ch10_tuning\.ipynb"):
        training.cross_validate(lambda: None, train)
    forget(training.build_ensemble)
    with pytest.raises(NotImplementedYet, match=r"ch10_tuning\.ipynb"):
        training.build_ensemble([])


# --- Points of view --------------------------------------------------------------------------


def test_probabilities_do_not_depend_on_the_batch_size(model, train):
    rows = training.predict(model, train.images, batch_size=7)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(rows.sum(axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(training.predict(model, train.images), rows, atol=1e-6)


def test_floats_go_in_as_they_are(model, train):
    scaled = np.float64(train.images[..., None]) / 255
    expected = training.predict(model, train.images)
    np.testing.assert_allclose(training.predict(model, scaled), expected, atol=1e-5)


def test_mirrored_and_moved_images_are_averaged(model, train):
    images = train.images[:20]
    moves = [(0, 0), (2, 0), (-2, 0), (0, 2), (0, -2)]
    moved = [pipelines.shift_images(images, rows=r, columns=c) for r, c in moves]
    plain = [training.predict(model, view) for view in moved]
    mirrored = [training.predict(model, view[:, :, ::-1].copy()) for view in moved]
    for settings, views in (
        ({"shift": 2}, plain),
        ({"flip": True}, [plain[0], mirrored[0]]),
        ({"shift": 2, "flip": True}, plain + mirrored),
    ):
        measured = training.predict(model, images, **settings)
        np.testing.assert_allclose(measured, np.mean(views, axis=0), atol=1e-6)
        assert measured.dtype == np.float32


def test_views_that_make_no_sense_are_refused(model, arrays, train):
    with pytest.raises(InvalidArgument, match=r"Only images.*Received: \(240, 49\)"):
        training.predict(model, arrays[0], flip=True)
    for shift in (-1, 28):
        with pytest.raises(InvalidArgument, match=rf"0 <= shift < 28.*shift={shift}"):
            training.predict(model, train.images, shift=shift)


def test_versions_name_what_a_result_depends_on():
    import keras
    import tensorflow as tf

    assert training.versions() == {
        "python": platform.python_version(),
        "keras": keras.__version__,
        "tensorflow": tf.__version__,
        "numpy": np.__version__,
    }
