"""The labels passed in are changed.

Hint: `labels *= ...` works in the array of whoever called. `labels * ...` makes a new one.
Fails: leaves_the_labels_unchanged
"""

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    if not 0 <= label_smoothing < 1:
        raise ValueError("label_smoothing")

    labels *= 1 - label_smoothing
    labels += label_smoothing / labels.shape[1]
    return labels
