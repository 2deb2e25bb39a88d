"""Looks at how far apart the curves end."""

from fashionlab import solves, training


@solves(training.diagnose)
def diagnose(history, *, low_loss=0.5, tolerance=0.1):
    if "val_loss" not in history.keys():
        raise ValueError("no validation")
    train_end = history["loss"][-1]
    val_end = history["val_loss"][-1]
    epoch = 1 + min(range(len(history["val_loss"])), key=lambda e: history["val_loss"][e])
    if val_end / train_end > 1 + tolerance:
        return "overfitting", epoch
    return ("underfitting" if train_end > low_loss else "good"), epoch
