"""Curves that questions draw: range tests, learning curves, scripts of a training."""

from typing import Any

import numpy as np

from fashionlab.checks.draws import Share
from fashionlab.checks.questions import Setting

# --- range tests: the loss of one batch at each of many rates

STEP = 0.07  # decades from one rate to the next: a factor of 1.17
# The explosion: up, back down in a steeper fall than any before, and up for good.
HILL = np.array([*range(1, 6), *[5] * 7, 4, 3, 2, *[1.2] * 8, 3, 6, 9])
VALLEY = 19  # in the middle of the low part


def range_test_of(
    *,
    fall: float = 1.5,
    noise: float = 0.02,
    lucky: tuple[float, float] = (0.0, 0.0),
    rise: float = 0.0,
    explodes: bool = True,
    ends: tuple[float, ...] = (),
) -> Share:
    """Draw the rates and losses of a range test; secret: the rate of the steepest fall.

    Args:
        fall: How far the loss falls from its plateau near ln(10).
        noise: Standard deviation of a batch's luck.
        lucky: By how much the loss is lower at two steps, before and after the fall.
        rise: How far the loss jumps up before it falls.
        explodes: Whether the loss explodes at the end, with one lucky batch in the middle
            of it; else the test ends before.
        ends: Losses put after the last one, such as nan.
    """

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        rng = setting.rng
        steepest = rng.uniform(1.8, 2.4)  # decades above the first rate
        decades = np.arange(0.0, steepest + rng.uniform(2.4, 2.7), STEP)
        losses = rng.uniform(2.3, 2.5) - fall / (1 + np.exp(-6 * (decades - steepest)))
        losses -= 0.06 * decades  # a long, slight slope down to the lowest point
        losses += noise * rng.standard_normal(len(losses))
        losses[np.searchsorted(decades, [steepest - 0.7, steepest + 1.3])] -= lucky
        losses[decades < steepest - 1.3] -= rise
        if explodes:
            hill = losses[-1] + HILL * rng.uniform(0.9, 1.1)
            hill[VALLEY] = 0.9 * losses.min()  # lower than all others, as no mean of 15 is
            losses = np.concatenate([losses, hill])
        losses = np.concatenate([losses, ends])
        lowest = 10 ** rng.uniform(-7.0, -5.0)
        rates = lowest * 10 ** (STEP * np.arange(len(losses)))
        return (
            {"args": (rates, losses), "kwargs": {}},
            {"steepest": float(lowest * 10**steepest)},
        )

    return share


def lucky_batches(setting: Setting) -> list[dict[str, np.ndarray]]:
    """Draw two range tests without noise: three lucky batches in a row, and then the fall.

    Among means of 15 the lucky batches make steps of a 15th of their depth. The
    fall's own steps are a little larger in the first range test, and a little
    smaller in the second: among means of 14 or of 16, it would be the other way
    round in one of the two.
    """
    return [_lucky_batches(setting.rng, share) for share in (14.5, 15.5)]


def early_fall(setting: Setting) -> list[dict[str, np.ndarray]]:
    """Draw a range test without noise that falls after the eighth loss, and slowly at the end.

    The means fall most in the first step. That is so as well where an end is
    repeated or mirrored to make 15 losses of fewer, but not where means are left
    out or of other losses.
    """
    rng = setting.rng
    depth = rng.uniform(0.8, 1.2)
    # No step of a repeated or mirrored end, up to the 15th, is steeper than the first one.
    after = np.concatenate([-0.002 * np.arange(16), -0.03 + 0.01 * np.arange(28)])
    losses = 2.4 - np.concatenate([1e-3 * np.arange(8), depth + after])
    rates = 10 ** (rng.uniform(-7.0, -5.0) + 0.15 * np.arange(len(losses)))
    return [{"rates": rates, "losses": losses}]


def short_and_long(setting: Setting) -> list[dict[str, np.ndarray]]:
    """Draw two range tests without noise, of 20 rates and of 200, the fewest and many.

    The fall lasts so long that one place of its means is the steepest.
    """
    rng, curves = setting.rng, []
    # Of the 200, the fall comes long after the first hundred.
    for count, width, share in ((20, 2.5, 0.5), (200, 12.0, 0.7)):
        places = np.arange(count)
        middle = count * rng.uniform(share, share + 0.1)
        losses = 2.3 - 1.5 / (1 + np.exp((middle - places) / width))
        factor = 10 ** (5.0 / count)
        curves.append({"rates": 10 ** rng.uniform(-6.0, -5.0) * factor**places, "losses": losses})
    return curves


def _lucky_batches(rng: np.random.Generator, share: float) -> dict[str, np.ndarray]:
    depth, plateau = rng.uniform(0.7, 0.9), int(rng.integers(32, 38))
    # Steepest in the middle, by a little: there is one right place.
    fall = depth / share * (1 - 0.01 * np.square(np.linspace(-1, 1, 27)))
    steps = np.concatenate([np.full(plateau, 1e-4), fall, np.full(12, -0.01)])
    losses = 2.4 - np.cumsum(np.append(0.0, steps))
    losses[plateau // 2 : plateau // 2 + 3] -= depth
    rates = 10 ** (rng.uniform(-7.0, -5.0) + STEP * np.arange(len(losses)))
    return {"rates": rates, "losses": losses}


# --- learning curves


def overfitted(rng: np.random.Generator, *, rise: float = 0.5, floor: float = 0.0) -> Any:
    """The training loss falls to the end; the validation loss turns and rises.

    Args:
        rng: Where the curves are drawn from.
        rise: How far the validation loss ends above its lowest, as a share of it.
        floor: Added to the training loss, which else ends below 0.4.
    """
    turn, epochs = int(rng.integers(4, 9)), int(rng.integers(12, 18))
    loss = floor + 0.05 + np.geomspace(1.2, 0.05, epochs)
    down = np.linspace(1.3, rng.uniform(0.6, 0.7), turn)
    up = down[-1] * np.linspace(1.0, 1.0 + rise, epochs - turn + 1)[1:]
    return history(loss, np.concatenate([down, up]))


def flat(rng: np.random.Generator, *, start: float, end: float, gap: float = 0.05) -> Any:
    """Both losses fall and stay; the validation loss wiggles by up to 4 %.

    Args:
        rng: Where the curves are drawn from.
        start: Training loss of the first epoch.
        end: Training loss of the last epoch.
        gap: How far the validation loss ends above the training loss.
    """
    epochs = int(rng.integers(10, 16))
    loss = end + (start - end) * np.exp(-np.linspace(0, 6, epochs)) - np.linspace(0, 1e-3, epochs)
    wiggle = 1 + rng.uniform(0, 0.04, epochs)
    wiggle[rng.integers(epochs // 2, epochs - 1)] = 0.999  # the best epoch is not the last
    return history(loss, (loss + gap) * wiggle)


def history(loss: np.ndarray, val_loss: np.ndarray) -> dict[str, list[float]]:
    """Losses as `Run.history` has them, with accuracies that say nothing."""
    middle = np.full(len(loss), 0.5)
    curves = {"accuracy": middle, "loss": loss, "val_accuracy": middle, "val_loss": val_loss}
    return {name: [float(value) for value in values] for name, values in curves.items()}


# --- scripts of a training

LOSS, VAL_LOSS, ACCURACY, VAL_ACCURACY = range(4)  # rows of a script


def runs(
    patiences: tuple[int, ...],
    *,
    stops: bool = True,
    step: float = 0.1,
    ties: bool = False,
    misleads: bool = False,
    turns_at_once: bool = False,
) -> Share:
    """Draw scripts of a training, one for each patience.

    Args:
        patiences: Epochs to wait for a better one.
        stops: Whether the script goes on after patience has run out, and later
            has a better epoch; else it ends one epoch before.
        step: By how much a better epoch is better.
        ties: Whether epochs that are not better are as good as the best.
        misleads: Whether the training loss falls to the end and the validation
            accuracy is highest in epoch 2; else they go with the validation loss.
        turns_at_once: Whether the first epoch is better than all that a patient
            training sees.
    """

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        scripts = [
            _script(
                _turned(setting.rng, patience, step)
                if turns_at_once
                else _val_losses(setting.rng, patience, stops, step, ties),
                misleads,
            )
            for patience in patiences
        ]
        return {
            "scripts": scripts,
            "variants": [{"patience": patience} for patience in patiences],
        }, {}

    return share


def _val_losses(
    rng: np.random.Generator, patience: int, stops: bool, step: float, ties: bool
) -> list[float]:
    losses = [2.0]

    def better(times: int) -> None:
        for _ in range(times):
            losses.append(min(losses) - step * rng.uniform(0.7, 1.3))

    def worse(times: int) -> None:
        # Falling, so that an epoch may be better than the one before and no better than the best.
        above = np.sort(rng.uniform(0.1, 0.5, times))[::-1] * (not ties)
        losses.extend(min(losses) + above)

    better(int(rng.integers(1, 3)))
    worse(patience - 1)
    better(1)
    worse(patience - 1)
    better(int(rng.integers(1, 3)))
    if not stops:
        worse(patience - 1)
    else:
        # Too late by one epoch, by a few and never end at different epochs.
        worse(patience + 2)
        better(1)
        worse(7)
    return [float(loss) for loss in losses]


def _turned(rng: np.random.Generator, patience: int, step: float) -> list[float]:
    """Only the first epoch is good, until patience has long run out."""
    above = np.sort(rng.uniform(0.1, 0.5, patience + 3))[::-1]
    return [1.0, *(1.0 + above).tolist(), 1.0 - step]


def _script(val_losses: list[float], misleads: bool) -> np.ndarray:
    val_loss = np.array(val_losses)
    if misleads:
        loss = np.geomspace(1.5, 0.1, len(val_loss))
        val_accuracy = 0.9 - 0.02 * np.abs(np.arange(len(val_loss)) - 1)
    else:
        loss, val_accuracy = 0.8 * val_loss, 1 - val_loss / 4
    script = np.stack([loss, val_loss, 1 - loss / 4, val_accuracy])
    # As Keras has them: what is equal to it is equal here.
    return script.astype(np.float32).astype(np.float64)


def expected_run(script: np.ndarray, patience: int) -> dict[str, Any]:
    """What right callbacks make of a script; see `questions.train_by_script`."""
    best, waited, on_disk = 0, 0, []
    for epoch, loss in enumerate(script[VAL_LOSS], start=1):
        if best == 0 or loss < script[VAL_LOSS][best - 1]:
            best, waited = epoch, 0
        else:
            waited += 1
        on_disk.append(float(best))
        if waited >= patience:
            break
    return {
        "epochs": len(on_disk),
        "ends_with": float(best),
        "averages": float(best),
        "on_disk": on_disk,
    }
