"""Plain Python: min over pairs of loss and epoch."""

from fashionlab import solves, training


@solves(training.diagnose)
def diagnose(history, *, low_loss=0.5, tolerance=0.1):
    if "val_loss" not in history:
        raise ValueError("no validation loss")
    lowest, best_epoch = min((v, e) for e, v in enumerate(history["val_loss"], start=1))
    train = history["loss"]
    turned = history["val_loss"][-1] > lowest * (1 + tolerance)
    if turned and train[-1] < train[best_epoch - 1]:
        verdict = "overfitting"
    elif train[-1] > low_loss:
        verdict = "underfitting"
    else:
        verdict = "good"
    return verdict, best_epoch
