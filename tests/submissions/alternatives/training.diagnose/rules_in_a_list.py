"""A table of rules; the first that holds names the verdict."""

from fashionlab import solves, training


@solves(training.diagnose)
def diagnose(history, *, low_loss=0.5, tolerance=0.1):
    if history.get("val_loss") is None:
        raise ValueError("val_loss is missing")
    epochs = list(zip(history["loss"], history["val_loss"], strict=True))
    best = min(epochs, key=lambda pair: pair[1])
    last = epochs[-1]
    rules = [
        ("overfitting", last[0] < best[0] and last[1] > (1 + tolerance) * best[1]),
        ("underfitting", last[0] > low_loss),
        ("good", True),
    ]
    return next(name for name, holds in rules if holds), epochs.index(best) + 1
