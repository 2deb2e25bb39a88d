"""What each method of search tries, and what it makes of it."""

import csv
import io
import json
import math
import pathlib

import numpy as np
import pytest
import rich.console

from fashionlab import training, tuning
from fashionlab.data import Split
from fashionlab.models import build_head
from fashionlab.quiet import import_keras
from fashionlab.tuning import Choice, Float

from .standins import CLASSES, METHODS, blobs, plain, search


@pytest.mark.parametrize("method", METHODS)
def test_each_method_stays_in_the_space_and_ranks_its_trials(method, pretend, tmp_path):
    found = search(tmp_path / "s", method=method, trials=8)
    assert [trial.number for trial in found.trials] == list(range(1, 9))
    for trial in found.trials:
        assert 1e-4 <= trial.values["learning_rate"] <= 1e-1
        assert type(trial.values["units"]) is int
        assert 2 <= trial.values["units"] <= 64
        assert trial.values["hidden_units"] in ((8,), (8, 4), None)
        assert trial.state == "finished"
    scores = [trial.score for trial in found.ranked]
    assert scores == sorted(scores, reverse=True)
    assert found.best.score == max(trial.score for trial in found.trials)
    assert tuning.read_search(tmp_path / "s") == found


def test_another_seed_draws_other_values(pretend, tmp_path):
    for method in METHODS:
        first = search(tmp_path / f"{method}0", method=method, trials=2)
        other = search(tmp_path / f"{method}1", method=method, trials=2, seed=1)
        assert first.trials[0].values != other.trials[0].values


def test_bayesian_search_uses_what_it_learned(pretend, tmp_path):
    """After three random trials it closes in on the best learning rate, 0.01."""
    fixed = {"units": 2, "hidden_units": None}
    space = {"learning_rate": Float(1e-6, 1e2, log=True)}
    found = search(
        tmp_path / "s", method="bayesian", space=space, trials=10, epochs=1, arguments=fixed
    )
    away = [abs(math.log10(trial.values["learning_rate"]) + 2) for trial in found.trials]
    assert np.mean(away[-3:]) < 0.5 * np.mean(away[:3])
    # An interruption among the trials that were not drawn at random changes nothing.
    for path in (tmp_path / "s" / "keras_tuner", tmp_path / "s" / "trials"):
        path.rename(path.with_name(f"{path.name} of the whole"))
    for trials in (5, 10):
        again = search(
            tmp_path / "s", method="bayesian", space=space, trials=trials, epochs=1, arguments=fixed
        )
    assert plain(again) == plain(found)


def test_hyperband_goes_on_with_the_better_trials(pretend, tmp_path):
    found = search(tmp_path / "s", method="hyperband", trials=13, epochs=9)
    short = [trial for trial in found.trials if trial.epochs < 9]
    long = [trial for trial in found.trials if trial.epochs == 9]
    assert len(short) > len(long) > 0
    begun = {json.dumps(trial.values) for trial in short}
    gone_on = [trial for trial in long if json.dumps(trial.values) in begun]
    assert gone_on
    assert np.mean([t.score for t in gone_on]) > np.mean([t.score for t in short])
    # Going on trains only the epochs that are missing.
    assert sum(epochs for _, _, epochs in pretend) < sum(trial.epochs for trial in found.trials)


def test_a_small_space_is_used_up(pretend, tmp_path):
    space = {"units": Choice((2, 4)), "hidden_units": Choice((None,))}
    found = search(tmp_path / "random", space=space, trials=9)
    assert sorted(trial.values["units"] for trial in found.trials) == [2, 4]
    # Optuna draws values again; they are not trained again.
    pretend.clear()
    found = search(tmp_path / "optuna", method="optuna", space=space, trials=9)
    assert len(found.trials) == 9
    assert len(pretend) == 2


def test_pruning_stops_hopeless_trials(pretend, tmp_path):
    found = search(tmp_path / "s", method="optuna", trials=12, prune=True)
    pruned = [trial for trial in found.trials if trial.state == "pruned"]
    assert pruned
    assert all(trial.epochs < 4 and trial.reason for trial in pruned)
    assert all(trial.state == "finished" for trial in found.ranked)


def test_the_table_and_the_csv_show_the_best_first(pretend, tmp_path):
    found = search(tmp_path / "s", trials=5)
    console = rich.console.Console(file=io.StringIO(), width=120)
    console.print(found.table(2))
    printed = console.file.getvalue()
    assert f"{found.best.score:.4f}" in printed
    assert f"{found.ranked[2].score:.4f}" not in printed
    assert "5 trials, 0 failed" in printed
    with found.write_csv(tmp_path / "new" / "trials.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["number"]) for row in rows] == [trial.number for trial in found.ranked]
    assert float(rows[0]["learning_rate"]) == found.best.values["learning_rate"]
    assert {row["hidden_units"] for row in rows} <= {"[8]", "[8, 4]", ""}


def test_the_loss_is_better_when_smaller(monkeypatch, pretend, tmp_path):
    def fit(model, train, validation, *, on_epoch, epochs, **settings):
        for epoch, extra in enumerate((2.0, 0.0, 1.0), start=1):
            on_epoch(epoch, epochs, {"val_loss": model.units + extra})

    monkeypatch.setattr(training, "fit", fit)
    for method in ("random", "optuna"):
        found = search(tmp_path / method, method=method, objective="val_loss")
        assert found.best.score == min(trial.values["units"] for trial in found.trials)


def test_a_head_on_features_is_searched_with_a_real_training(tmp_path):
    """Row A's search, small: learning rate, dropout and units of a head on cached features."""
    space = {
        "learning_rate": Float(1e-3, 1e-1, log=True),
        "dropout_rate": Float(0.0, 0.5),
        "hidden_units": Choice(((4,), (16,))),
    }
    fixed = {"input_dim": CLASSES, "num_classes": CLASSES}
    for method in ("bayesian", "hyperband"):
        found = search(
            tmp_path / method, build_head, space=space, trials=2, epochs=3, method=method,
            arguments=fixed,
        )  # fmt: skip
        assert [trial.state for trial in found.trials] == ["finished"] * 2, found.trials
    # The score is what the same training gives outside the search.
    values = dict(found.best.values)
    rate = values.pop("learning_rate")
    import_keras().utils.set_random_seed(0)
    model = build_head(**fixed, **values)
    run = training.fit(model, blobs(0), blobs(1), epochs=found.best.epochs, learning_rate=rate)
    assert found.best.score == pytest.approx(max(run.history["val_accuracy"]), abs=1e-6)


def test_stored_images_are_searched_too(tmp_path):
    from fashionlab.tasks import separate_solutions

    rng = np.random.default_rng(0)
    labels = np.arange(40) % 2
    images = rng.integers(0, 100, (40, 8, 8)).astype(np.uint8)
    images[labels == 1, :4] += 150  # the upper half is bright

    def build(units, num_classes):
        keras = import_keras()
        return keras.Sequential(
            [
                keras.layers.Input((8, 8, 1)),
                keras.layers.Flatten(),
                keras.layers.Dense(num_classes, activation="softmax"),
            ]
        )

    from fashionlab.filling import fill_from

    with separate_solutions():
        fill_from(pathlib.Path(__file__).parents[3] / "solutions" / "ch01_data.py")
        found = search(
            tmp_path / "s",
            build,
            Split(images, labels),
            Split(images, labels),
            space={"units": Choice((1, 2))},
            arguments={"num_classes": 2},
            trials=2,
            epochs=4,
            batch_size=8,
            learning_rate=0.01,
        )
    assert found.best.score > 0.8
