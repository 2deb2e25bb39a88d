"""A search that was interrupted goes on where it stopped."""

import dataclasses
import math
import os
import signal
import subprocess
import sys

import pytest

from fashionlab import tuning

from .standins import METHODS, PretendModel, plain, pretend_build, search


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("stop", [1, 4])
def test_an_interrupted_search_draws_and_finds_the_same(method, stop, pretend, tmp_path):
    whole = search(tmp_path / "whole", method=method, trials=7)
    runs = len(pretend)

    def interrupted_build(units, hidden_units):
        if len(pretend) - runs == stop - 1:
            raise KeyboardInterrupt
        return PretendModel(units)

    # Under the builder's name, so that the folder is that of the same search.
    interrupted_build.__module__ = pretend_build.__module__
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


def test_lost_weights_are_trained_again(pretend, tmp_path):
    def careless(trial):
        for path in (tmp_path / "s" / "weights").iterdir():
            path.unlink()

    found = search(tmp_path / "s", method="hyperband", trials=8, epochs=9, on_trial=careless)
    assert {trial.state for trial in found.trials} == {"finished"}
    assert sum(epochs for _, _, epochs in pretend) == sum(trial.epochs for trial in found.trials)


def test_a_last_line_cut_short_in_optunas_journal_is_mended(pretend, tmp_path):
    search(tmp_path / "s", method="optuna", trials=3)
    journal = tmp_path / "s" / "optuna.journal"
    journal.write_bytes(journal.read_bytes() + b'{"op_code": 4, "wor')
    (tmp_path / "s" / "optuna.journal.lock").touch()  # left by a killed process
    assert len(search(tmp_path / "s", method="optuna", trials=5).trials) == 5


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
