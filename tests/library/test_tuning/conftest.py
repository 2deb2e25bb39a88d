"""Training as arithmetic, for searches."""

import math

import pytest

from fashionlab import training


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
