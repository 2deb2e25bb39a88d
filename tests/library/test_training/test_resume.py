"""A run in a folder: killed, interrupted, damaged, finished, or another one's."""

import dataclasses
import errno
import json
import os
import shutil
import signal
import subprocess
import sys

import numpy as np
import pytest

from fashionlab import data, training
from fashionlab.errors import (
    CacheNotWritable,
    CheckpointDamaged,
    FolderInUse,
    InvalidArgument,
)
from fashionlab.files import alone_in
from fashionlab.training.resume import Folder
from fashionlab.training.state import State, read_state, write_state

from . import killed
from .conftest import ROOT


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A run that nobody interrupted: folder, model, run."""
    from fashionlab.filling import fill_from
    from fashionlab.tasks import separate_solutions

    folder = tmp_path_factory.mktemp("whole")
    with separate_solutions():
        fill_from(ROOT / "solutions")
        return folder, *killed.train(folder)


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    """A folder left by a run that was stopped after its third epoch, to copy from."""
    from fashionlab.filling import fill_from
    from fashionlab.tasks import separate_solutions

    folder = tmp_path_factory.mktemp("cut")
    with separate_solutions():
        fill_from(ROOT / "solutions")
        with pytest.raises(KeyboardInterrupt):
            killed.train(folder, on_epoch=stop_after(3))
    return folder


@pytest.fixture
def folder(cut, tmp_path):
    return shutil.copytree(cut, tmp_path / "run")


def stop_after(last):
    def stop(epoch, epochs, logs):
        if epoch == last:
            raise KeyboardInterrupt

    return stop


def no_training(*args, **kwargs):
    raise AssertionError("a finished run was trained again")


def assert_same_run(run, expected):
    assert run.history == expected.history
    assert (run.best_epoch, run.epochs_run) == (expected.best_epoch, expected.epochs_run)


def test_the_uninterrupted_run_exercises_what_is_counted(whole):
    _, _, run = whole
    assert run.best_epoch < run.epochs_run
    assert run.history["learning_rate"][-1] < run.history["learning_rate"][0]


def die(folder, moment):
    script = [sys.executable, killed.__file__, str(folder), moment, str(ROOT / "solutions")]
    done = subprocess.run(script, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


def test_killed_in_an_epoch_it_goes_on_as_if_never_interrupted(whole, tmp_path, same):
    die(tmp_path, "inside")
    before = json.loads((tmp_path / "history.json").read_text())
    told = []
    model, run = killed.train(tmp_path, on_epoch=lambda epoch, *_: told.append(epoch))
    assert told[0] == 3  # no finished epoch is trained again
    assert_same_run(run, whole[2])
    assert same(model, whole[1])
    assert run.seconds > before["seconds"]
    assert run.cpu_seconds > before["cpu_seconds"]


def test_killed_while_writing_the_epoch_before_is_there(tmp_path):
    die(tmp_path, "writing")
    assert not (tmp_path / "state.npz").exists()
    state = Folder(tmp_path, {"seed": 1}).load()
    assert (state.epochs_done, state.kept[0].tolist()) == (2, [2] * 9)


def test_ctrl_c_keeps_what_is_done(cut, same):
    state = read_state(cut / "state.npz")
    assert (state.epochs_done, state.finished) == (3, False)
    model = killed.build()
    with pytest.raises(KeyboardInterrupt):
        training.fit(model, *killed.examples(), recipe=killed.RECIPE, on_epoch=stop_after(3))
    best = killed.build()
    best.load_weights(cut / "best.weights.h5")
    assert same(model, best)  # also without a folder


def test_a_finished_run_returns_at_once(whole, same):
    folder, trained, expected = whole
    model = killed.build()
    model.fit = no_training
    run = training.fit(model, *killed.examples(), recipe=killed.RECIPE, folder=folder)
    assert run == expected
    assert same(model, trained)
    assert sorted(path.name for path in folder.iterdir()) == [
        ".lock", "best.weights.h5", "fingerprint.json", "history.json", "state.npz",
    ]  # fmt: skip


def test_a_folder_in_use_is_left_alone(whole):
    folder, _, _ = whole
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with alone_in(folder), pytest.raises(FolderInUse, match="Another process is at work in"):
        training.fit(killed.build(), *killed.examples(), recipe=killed.RECIPE, folder=folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_history_can_be_read(whole):
    folder, _, run = whole
    facts = json.loads((folder / "history.json").read_text())
    assert facts["history"] == run.history
    assert (facts["best_epoch"], facts["finished"]) == (run.best_epoch, True)


# --- Damage ------------------------------------------------------------------------------


def shorten(path):
    with path.open("rb+") as file:
        file.truncate(path.stat().st_size // 2)


def test_a_state_cut_short_is_said_and_the_one_before_is_used(whole, folder, same):
    shorten(folder / "state.npz")
    told = []
    said = "cut short or altered.*one epoch earlier is used"
    with pytest.warns(UserWarning, match=said):
        model, run = killed.train(folder, on_epoch=lambda epoch, *_: told.append(epoch))
    assert told[0] == 3
    assert_same_run(run, whole[2])
    assert same(model, whole[1])


def test_with_no_good_state_training_starts_again(tmp_path):
    folder = Folder(tmp_path, {"seed": 1})
    for epochs in (1, 2):
        folder.save(State(epochs))
    for path in (folder.state, folder.previous):
        shorten(path)
    with pytest.warns(UserWarning, match="altered") as warned:
        assert folder.load() is None
    assert "The state of one epoch earlier is used" in str(warned[0].message)
    assert "Training starts from the beginning" in str(warned[1].message)
    assert folder.load() is None  # the damaged files are out of the way


def test_damaged_best_weights_are_written_again(whole, tmp_path, same):
    folder = shutil.copytree(whole[0], tmp_path / "run")
    shorten(folder / "best.weights.h5")
    with pytest.warns(UserWarning, match=r"best\.weights\.h5 is missing, cut short or altered"):
        killed.train(folder)
    model = killed.build()
    model.load_weights(folder / "best.weights.h5")
    assert same(model, whole[1])
    killed.train(folder)  # and this time nothing is said


def test_every_damaged_byte_of_a_state_is_noticed(tmp_path):
    path = tmp_path / "state.npz"
    state = State(3, 2, history={"loss": [0.1, 0.2, 1e-30]}, kept=[np.arange(3.0)])
    write_state(path, state)
    read = read_state(path)
    assert read.facts() == state.facts()
    np.testing.assert_array_equal(read.kept[0], state.kept[0])
    whole = path.read_bytes()
    places = [0, 63, *range(65, len(whole), 29), len(whole) - 1]
    damaged = [whole[:place] for place in places]
    damaged += [whole[:p] + bytes([whole[p] ^ 1]) + whole[p + 1 :] for p in places]
    for content in damaged:
        path.write_bytes(content)
        with pytest.raises(CheckpointDamaged, match="cut short or altered"):
            read_state(path)


@pytest.mark.parametrize("content", [None, "{"])
def test_a_folder_that_does_not_say_what_it_keeps_is_refused(folder, content):
    (folder / "fingerprint.json").unlink()
    if content:
        (folder / "fingerprint.json").write_text(content)
    with pytest.raises(CheckpointDamaged, match="cannot be told which training run"):
        killed.train(folder)


def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    folder = Folder(tmp_path, {"seed": 1})
    folder.save(State(1))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CacheNotWritable, match=r"Cannot write .*: No space left on device"):
        folder.save(State(2))
    assert folder.load().epochs_done == 1
    assert not list(tmp_path.glob("tmp.*"))


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CacheNotWritable, match="Cannot make the folder"):
        Folder(tmp_path / "file" / "run", {"seed": 1})


# --- Another run -------------------------------------------------------------------------


def other_train():
    train, _ = killed.examples()
    return data.Split(255 - train.images, train.labels)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"recipe": dataclasses.replace(killed.RECIPE, epochs=9)}, "epochs=6 there, 9 here"),
        ({"seed": 1}, "seed=0 there, 1 here"),
        ({"train": other_train}, "other train examples"),
        ({"validation": None}, "other validation examples"),
        ({"dropout_rate": 0.5}, "another model"),
        ({"trainable": False}, "another model"),
    ],
)
def test_another_run_is_not_gone_on_with(folder, change, said):
    train, validation = killed.examples()
    recipe = change.get("recipe", killed.RECIPE)
    if "validation" in change:
        validation = None
        recipe = dataclasses.replace(recipe, patience=None, schedule="constant")
    model = killed.build()
    model.layers[3].rate = change.get("dropout_rate", 0.3)
    model.layers[1].trainable = change.get("trainable", True)
    before = (folder / "state.npz").read_bytes()
    with pytest.raises(InvalidArgument, match=f"keeps another training run.*{said}.*delete"):
        training.fit(
            model, change["train"]() if "train" in change else train, validation,
            recipe=recipe, seed=change.get("seed", 0), folder=folder,
        )  # fmt: skip
    assert (folder / "state.npz").read_bytes() == before
