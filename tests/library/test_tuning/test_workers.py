"""A search shared by a chief and two workers, each a process of its own."""

import pathlib
import textwrap

import numpy as np
import pytest

from fashionlab import tuning
from fashionlab.data import Split
from fashionlab.errors import FashionlabError, InvalidArgument
from fashionlab.filling import fill_from
from fashionlab.models import build_ann
from fashionlab.tasks import separate_solutions
from fashionlab.tuning import Choice, Float

SOLUTIONS = pathlib.Path(__file__).parents[3] / "solutions"
POINTS = (np.zeros((4, 2), np.float32), np.zeros(4, np.int64))

# Training replaced by arithmetic in the workers, which import this to find the builder.
PRETEND = textwrap.dedent(
    """
    import os, signal
    from fashionlab import training

    class Model:
        def __init__(self, units):
            self.units = units

    def fit(model, train, validation, *, on_epoch, epochs, learning_rate, **settings):
        on_epoch(1, epochs, {"val_accuracy": learning_rate})

    def build(units):
        if units == 13:
            os.kill(os.getpid(), signal.SIGKILL)
        if units == 5 and not os.path.exists("died_once"):
            open("died_once", "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
        if units == 7:
            raise ValueError("seven")
        return Model(units)

    training.fit = fit
    """
)


@pytest.fixture
def pretend(tmp_path, monkeypatch):
    (tmp_path / "pretend_builder.py").write_text(PRETEND)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return "pretend_builder:build"


def test_what_has_no_name_for_another_process_is_refused(monkeypatch, tmp_path):
    def build():
        raise AssertionError("not reached")

    def of_a_notebook():
        raise AssertionError("not reached")

    of_a_notebook.__module__, of_a_notebook.__qualname__ = "__main__", "of_a_notebook"
    monkeypatch.setattr("__main__.of_a_notebook", of_a_notebook, raising=False)
    space = {"batch_size": Choice((1, 2))}
    for builder, method, message in (
        (build, "random", "no such name"),
        (of_a_notebook, "random", "no such name"),
        (build_ann, "optuna", "optuna"),
    ):
        with pytest.raises(InvalidArgument, match=message):
            tuning.search(
                builder, POINTS, POINTS, method=method, space=space, trials=2, epochs=1,
                folder=tmp_path / builder.__name__, workers=2,
            )  # fmt: skip


@pytest.mark.slow
def test_two_workers_share_the_trials(tmp_path):
    rng = np.random.default_rng(0)
    labels = np.arange(400) % 4
    images = rng.integers(0, 100, (400, 8, 8)).astype(np.uint8)
    images[np.arange(400), 2 * labels] += 150  # one bright row
    split = Split(images, labels)
    space = {"learning_rate": Float(1e-3, 1e-1, log=True), "hidden_units": Choice(((8,), (16, 8)))}
    common = {
        "method": "random",
        "space": space,
        "trials": 8,
        "epochs": 3,
        "arguments": {"input_shape": (8, 8, 1), "num_classes": 4},
    }
    seen = []
    shared = tuning.search(
        build_ann, split, split, folder=tmp_path / "shared", workers=2, fill=SOLUTIONS,
        on_trial=seen.append, **common,
    )  # fmt: skip
    assert sorted(trial.number for trial in seen) == list(range(1, 9))
    by_worker = {
        worker: [trial.number for trial in shared.trials if trial.worker == worker]
        for worker in ("worker1", "worker2")
    }
    assert all(by_worker.values())  # both took part
    numbers = [number for done in by_worker.values() for number in done]
    assert sorted(numbers) == list(range(1, 9))  # and nothing was done twice
    # The same values, and the same models, as in one process.
    with separate_solutions():
        fill_from(SOLUTIONS)
        alone = tuning.search(build_ann, split, split, folder=tmp_path / "alone", **common)
    assert [trial.values for trial in shared.trials] == [trial.values for trial in alone.trials]
    for one, other in zip(shared.trials, alone.trials, strict=True):
        assert one.score == pytest.approx(other.score, abs=0.02)
    assert not list((tmp_path / "shared" / "workers").glob("*.npy"))


@pytest.mark.slow
def test_a_worker_that_dies_loses_at_most_its_trial(pretend, tmp_path):
    """Of the four trials one fails, one takes its process down once, and one always does."""
    space = {"units": Choice((3, 5, 7, 13))}
    seen = []
    found = tuning.search(
        pretend, POINTS, POINTS, space=space, trials=4, epochs=1, folder=tmp_path / "s",
        workers=2, on_trial=seen.append, learning_rate=0.5,
    )  # fmt: skip
    assert (tmp_path / "died_once").exists()
    assert sorted(trial.number for trial in seen) == [1, 2, 3, 4]
    assert {trial.values["units"]: (trial.state, trial.reason) for trial in found.trials} == {
        3: ("finished", ""),
        5: ("finished", ""),
        7: ("failed", "ValueError: seven"),
        13: ("failed", "its process ended 2 times, the last time with status -9"),
    }


@pytest.mark.slow
def test_a_worker_that_cannot_begin_says_why(tmp_path):
    space = {"learning_rate": Float(0.1, 0.9)}
    with pytest.raises(FashionlabError, match=r"worker\d[\s\S]*not written yet"):
        tuning.search(
            build_ann, POINTS, POINTS, space=space, trials=2, epochs=1, folder=tmp_path / "s",
            workers=2,
        )  # fmt: skip
