"""What goes wrong in a search is named and loses nothing."""

import math

import numpy as np
import pytest

from fashionlab import training, tuning
from fashionlab.errors import DataError, InvalidArgument, NotImplementedYet, TrainingDiverged
from fashionlab.tuning import Choice, Float, Int

from .standins import METHODS, SPACE, PretendModel, blobs, search


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
