"""The index of the smallest, as Python counts."""

from fashionlab import solves, training


@solves(training.diagnose)
def diagnose(history, *, low_loss=0.5, tolerance=0.1):
    if "val_loss" not in history:
        raise ValueError("no val_loss")
    v, t = list(history["val_loss"]), list(history["loss"])
    i = v.index(min(v))
    if v[-1] > min(v) * (1 + tolerance) and t[-1] < t[i]:
        word = "overfitting"
    else:
        word = "underfitting" if t[-1] > low_loss else "good"
    return (word, i)
