"""A search tries settings, keeps what it found, and goes on where it stopped."""

import csv
import dataclasses
import io
import json
import math
import os
import pathlib
import signal
import subprocess
import sys

import numpy as np
import pytest
import rich.console

from fashionlab import training, tuning
from fashionlab.data import Split
from fashionlab.errors import DataError, InvalidArgument, NotImplementedYet, TrainingDiverged
from fashionlab.models import build_head
from fashionlab.quiet import import_keras
from fashionlab.tuning import Choice, Float, Int

METHODS = ("random", "bayesian", "hyperband", "optuna")
SPACE = {
    "learning_rate": Float(1e-4, 1e-1, log=True),
    "units": Int(2, 64, log=True),
    "hidden_units": Choice(((8,), (8, 4), None)),
}
CLASSES = 3


def blobs(seed=0, count=90):
    """Three clouds of points that a line each separates, as features and labels."""
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % CLASSES
    features = 4.0 * np.eye(CLASSES)[labels] + rng.normal(size=(count, CLASSES))
    return features.astype(np.float32), labels


class PretendModel:
    """Stands for a network; remembers how it was built."""

    def __init__(self, units):
        self.units = units
        self.epochs = 0

    def save_weights(self, path):
        pathlib.Path(path).write_text(str(self.epochs))

    def load_weights(self, path):
        self.epochs = int(pathlib.Path(path).read_text())


def pretend_build(units, hidden_units):
    return PretendModel(units)


@pytest.fixture
def pretend(monkeypatch):
    """Replace training by arithmetic: best at learning rate 0.01 and many units."""
    fitted = []

    def fit(model, train, validation, *, seed, on_epoch, epochs, learning_rate=1e-3, **settings):
        fitted.append((learning_rate, model.units, epochs))
        for epoch in range(1, epochs + 1):
            model.epochs += 1
            score = 0.9 - 0.1 * abs(math.log10(learning_rate) + 2) + 0.0005 * model.units
            on_epoch(epoch, epochs, {"val_accuracy": score + 0.001 * model.epochs, "val_loss": 1.0})

    monkeypatch.setattr(training, "fit", fit)
    monkeypatch.setattr("fashionlab.tuning.running._free_memory", lambda: None)
    return fitted


def search(folder, build=pretend_build, train=None, validation=None, **changes):
    arguments = {"method": "random", "space": SPACE, "trials": 6, "epochs": 4, **changes}
    return tuning.search(
        build, train or blobs(0), validation or blobs(1), folder=folder, **arguments
    )


def plain(found):
    """What must not depend on interruptions."""
    return [dataclasses.replace(trial, seconds=0.0) for trial in found.trials]


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


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("stop", [1, 4])
def test_an_interrupted_search_draws_and_finds_the_same(method, stop, pretend, tmp_path):
    whole = search(tmp_path / "whole", method=method, trials=7)
    runs = len(pretend)

    def interrupted_build(units, hidden_units):
        if len(pretend) - runs == stop - 1:
            raise KeyboardInterrupt
        return PretendModel(units)

    # A class whose name is that of the builder, so that the folder is that of the same search.
    interrupted_build.__qualname__ = pretend_build.__qualname__
    with pytest.raises(KeyboardInterrupt):
        search(tmp_path / "cut", interrupted_build, method=method, trials=7)
    again = search(tmp_path / "cut", method=method, trials=7)
    assert plain(again) == plain(whole)
    assert len(pretend) == 2 * runs  # nothing was trained twice


@pytest.mark.parametrize("method", ["random", "hyperband"])
def test_killed_at_any_write_of_the_tuner_nothing_is_lost(method, monkeypatch, pretend, tmp_path):
    from fashionlab.tuning import oracles

    write_json = oracles.write_json
    writes = 0
    last = math.inf

    def write_until_killed(path, content):
        nonlocal writes
        writes += 1
        if writes > last:
            raise KeyboardInterrupt
        write_json(path, content)

    monkeypatch.setattr(oracles, "write_json", write_until_killed)
    whole = search(tmp_path / "whole", method=method, trials=4, epochs=3)
    runs, points = len(pretend), writes
    assert points > 12
    for last in range(points):
        pretend.clear()
        writes, folder = 0, tmp_path / str(last)
        with pytest.raises(KeyboardInterrupt):
            search(folder, method=method, trials=4, epochs=3)
        writes = -math.inf
        assert plain(search(folder, method=method, trials=4, epochs=3)) == plain(whole)
        assert len(pretend) == runs


def test_killed_at_any_write_of_optuna_nothing_is_lost(monkeypatch, pretend, tmp_path):
    from optuna.storages.journal import JournalFileBackend

    append_logs = JournalFileBackend.append_logs
    writes = 0
    last = math.inf

    def append_until_killed(self, logs):
        nonlocal writes
        writes += 1
        if writes > last:
            raise KeyboardInterrupt
        append_logs(self, logs)

    monkeypatch.setattr(JournalFileBackend, "append_logs", append_until_killed)
    whole = search(tmp_path / "whole", method="optuna", trials=3)
    runs, points = len(pretend), writes
    assert points > 12
    for last in range(points):
        pretend.clear()
        writes, folder = 0, tmp_path / str(last)
        with pytest.raises(KeyboardInterrupt):
            search(folder, method="optuna", trials=3)
        writes = -math.inf
        again = search(folder, method="optuna", trials=3)
        # A trial killed while its values were drawn leaves its number behind.
        unnumbered = [dataclasses.replace(trial, number=0) for trial in plain(again)]
        assert unnumbered == [dataclasses.replace(trial, number=0) for trial in plain(whole)]
        assert len(pretend) == runs


@pytest.mark.parametrize("method", METHODS)
def test_a_trial_that_is_kept_is_not_run_again(method, pretend, tmp_path):
    """Stopped after the trial was kept, before the tuner was told of it."""

    def stop(trial):
        if trial.number == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        search(tmp_path / "s", method=method, trials=4, on_trial=stop)
    assert len(search(tmp_path / "s", method=method, trials=4).trials) == 4
    assert len(pretend) == 4


@pytest.mark.parametrize("method", METHODS)
def test_a_finished_search_trains_nothing_and_a_longer_one_only_the_rest(method, pretend, tmp_path):
    search(tmp_path / "s", method=method, trials=4)
    before = len(pretend)
    search(tmp_path / "s", method=method, trials=4)
    assert len(pretend) == before
    seen = []
    longer = search(tmp_path / "s", method=method, trials=6, on_trial=seen.append)
    assert len(pretend) == before + 2
    assert tuple(seen) == longer.trials[4:]


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


def test_lost_weights_are_trained_again(pretend, tmp_path):
    def careless(trial):
        for path in (tmp_path / "s" / "weights").iterdir():
            path.unlink()

    found = search(tmp_path / "s", method="hyperband", trials=8, epochs=9, on_trial=careless)
    assert {trial.state for trial in found.trials} == {"finished"}
    assert sum(epochs for _, _, epochs in pretend) == sum(trial.epochs for trial in found.trials)


@pytest.mark.parametrize("method", METHODS)
def test_a_failed_trial_is_not_the_end(method, pretend, tmp_path):
    def fragile_build(units, hidden_units):
        if hidden_units is None:
            raise ValueError(f"no layers\nfor {units} units")
        return PretendModel(units)

    found = search(tmp_path / "s", fragile_build, method=method, trials=8)
    failed = [trial for trial in found.trials if trial.state == "failed"]
    assert 0 < len(failed) < 8
    assert {trial.reason for trial in failed} == {"ValueError: no layers"}
    assert all(trial.score is None and trial.values["hidden_units"] is None for trial in failed)
    assert all(trial.values["hidden_units"] is not None for trial in found.ranked)


@pytest.mark.parametrize("method", METHODS)
def test_when_every_trial_fails_the_error_says_why(method, pretend, tmp_path):
    def hopeless_build(units, hidden_units):
        raise ValueError("the layers do not fit")

    with pytest.raises(InvalidArgument, match=r"No trial .* one of 5[\s\S]*layers do not fit"):
        search(tmp_path / "s", hopeless_build, method=method, trials=5)


def test_an_unfilled_exercise_ends_the_search(pretend, tmp_path):
    def unfilled(units, hidden_units):
        raise NotImplementedYet("models.build_ann is not written yet.")

    for method in METHODS:
        with pytest.raises(NotImplementedYet, match="not written yet"):
            search(tmp_path / method, unfilled, method=method)


def test_a_loss_that_is_no_number_fails_the_trial(monkeypatch, pretend, tmp_path):
    def diverges(model, train, validation, *, on_epoch, epochs, **settings):
        if model.units > 10:
            raise TrainingDiverged("The loss became nan in epoch 1 of 4.")
        on_epoch(1, epochs, {"val_accuracy": math.nan if model.units > 5 else 0.5})

    monkeypatch.setattr(training, "fit", diverges)
    space = {"units": Choice((2, 8, 20)), "hidden_units": Choice((None,))}
    found = search(tmp_path / "s", space=space, trials=3)
    assert {trial.values["units"]: trial.reason for trial in found.trials} == {
        2: "",
        8: "val_accuracy is nan, not a number",
        20: "TrainingDiverged: The loss became nan in epoch 1 of 4.",
    }


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


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"method": "optuna"}, "method: 'random' there, 'optuna' now"),
        ({"space": {**SPACE, "units": Int(2, 65, log=True)}}, "space:"),
        ({"train": blobs(7)}, "data:"),
        ({"seed": 3}, "seed: 0 there, 3 now"),
        ({"batch_size": 16}, "settings:"),
    ],
)
def test_a_folder_of_another_search_is_refused(changes, named, pretend, tmp_path):
    search(tmp_path / "s", trials=2)
    with pytest.raises(InvalidArgument, match=named):
        search(tmp_path / "s", trials=2, **changes)
    assert len(tuning.read_search(tmp_path / "s").trials) == 2


def test_a_folder_with_other_things_is_refused(pretend, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InvalidArgument, match="holds no search"):
        search(tmp_path)


def test_two_searches_at_once_in_one_folder_are_refused(pretend, tmp_path):
    def second(trial):
        search(tmp_path / "s")

    with pytest.raises(InvalidArgument, match="already running"):
        search(tmp_path / "s", on_trial=second)


def test_damaged_records_are_named(pretend, tmp_path):
    search(tmp_path / "s", trials=2)
    (tmp_path / "s" / "trials" / "0002.json").write_text('{"number": 2')
    with pytest.raises(DataError, match=r"0002\.json"):
        search(tmp_path / "s", trials=2)
    with pytest.raises(DataError, match="no search"):
        tuning.read_search(tmp_path)


def test_a_last_line_cut_short_in_optunas_journal_is_mended(pretend, tmp_path):
    search(tmp_path / "s", method="optuna", trials=3)
    journal = tmp_path / "s" / "optuna.journal"
    journal.write_bytes(journal.read_bytes() + b'{"op_code": 4, "wor')
    (tmp_path / "s" / "optuna.journal.lock").touch()  # left by a killed process
    assert len(search(tmp_path / "s", method="optuna", trials=5).trials) == 5


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"method": "grid"}, "method"),
        ({"trials": 0}, "trials"),
        ({"epochs": 1.5}, "epochs"),
        ({"epochs": 2, "method": "hyperband"}, "3 epochs or more"),
        ({"objective": "accuracy"}, "objective"),
        ({"space": {}}, "empty space"),
        ({"space": {"units": (1, 2)}}, r"units=\(1, 2\)"),
        ({"space": {"unit": Int(1, 2)}}, "'unit'.*units"),
        ({"space": {"epochs": Int(1, 2)}}, "both for: epochs"),
        ({"units": 3}, "settings of the training.*'units'"),
        ({"learning_rate": 0.1}, "both for: learning_rate"),
        ({"arguments": {"units": 3}}, "both for: units"),
        ({"arguments": {"hidden_units": np.zeros(3)}}, "ndarray"),
        ({"prune": True}, "optuna"),
        ({"workers": 0}, "workers"),
        ({"train": (np.zeros((3, 2), np.float32), np.zeros(4, int))}, "train"),
        ({"build": "no_such_module:build"}, "no_such_module"),
        ({"build": "no_such_model"}, "no_such_model"),
        (
            {"objective": "val_loss", "space": {**SPACE, "label_smoothing": Float(0.0, 0.2)}},
            "label_smoothing",
        ),
    ],
)
def test_bad_arguments_are_refused_before_anything_is_trained(changes, message, pretend, tmp_path):
    with pytest.raises((InvalidArgument, LookupError), match=message):
        search(tmp_path / "s", **changes)
    assert not pretend
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize(
    "make",
    [
        lambda: Choice(()),
        lambda: Choice((1, 1)),
        lambda: Choice((object(),)),
        lambda: Choice("abc"),
        lambda: Int(3, 3),
        lambda: Int(1, 2.5),
        lambda: Int(0, 8, log=True),
        lambda: Int(1, 8, step=2, log=True),
        lambda: Float(1.0, 0.5),
        lambda: Float(0.0, 1.0, log=True),
        lambda: Float(math.nan, 1.0),
    ],
)
def test_limits_that_make_no_sense_are_refused(make):
    with pytest.raises(InvalidArgument, match="Received"):
        make()


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
        fill_from(pathlib.Path(__file__).parents[2] / "solutions" / "ch01_data.py")
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


KILLED = """
import os, pathlib, signal, sys
import numpy as np
from fashionlab import training, tuning

folder, method, deaths = sys.argv[1:]

class Model:
    def save_weights(self, path):
        pathlib.Path(path).write_text("")
    def load_weights(self, path):
        pathlib.Path(path).read_text()

def fit(model, train, validation, *, on_epoch, epochs, learning_rate, **settings):
    with open(folder + ".log", "a") as log:
        print(learning_rate, file=log)
    begun = len(open(folder + ".log").readlines())
    if begun == int(deaths):
        os.kill(os.getpid(), signal.SIGKILL)
    for epoch in range(1, epochs + 1):
        on_epoch(epoch, epochs, {"val_accuracy": learning_rate})

training.fit = fit
data = (np.zeros((4, 2), np.float32), np.zeros(4, int))
space = {"learning_rate": tuning.Float(0.1, 0.9)}
tuning.search(lambda: Model(), data, data, method=method, space=space, trials=6, epochs=4,
              folder=folder)
"""


@pytest.mark.parametrize("method", ["hyperband", pytest.param("optuna", marks=pytest.mark.slow)])
def test_kill_9_loses_at_most_the_trial_that_was_running(method, tmp_path):
    def run(deaths):
        command = [sys.executable, "-c", KILLED, str(tmp_path / "s"), method, str(deaths)]
        return subprocess.run(command, capture_output=True, text=True, env=os.environ)

    assert run(4).returncode == -signal.SIGKILL
    assert len(tuning.read_search(tmp_path / "s").trials) == 3
    ended = run(0)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == ended.stderr == ""  # quiet, and without a warning
    assert len(tuning.read_search(tmp_path / "s").trials) == 6
    begun = (tmp_path / "s.log").read_text().split()
    assert len(begun) == 7
    assert begun[3] == begun[4]  # the one that was cut off, with the same value
