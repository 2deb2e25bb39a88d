"""min and max of the accuracies."""

import string

import numpy as np

from fashionlab import serving, solves


@solves(serving.model_card)
def model_card(figures):

    for key in ("name", "dataset", "train_images", "evaluated_on", "accuracies", "limits"):
        if not figures.get(key):
            raise ValueError(key + " is missing")
    a = figures["accuracies"]
    for x in a:
        if x > 1 or x < 0:
            raise ValueError("accuracies are shares")
    safe = {ord(c): "\\" + c for c in string.punctuation}

    def clean(s):
        return " ".join(s.split()).translate(safe)

    if len(a) == 1:
        acc = f"{100 * a[0]:.1f} % (1 seed)"
    else:
        acc = f"{100 * np.mean(a):.1f} % ± {100 * np.std(a, ddof=1):.1f} ({len(a)} seeds)"
    limits = ["- " + clean(limit) for limit in figures["limits"]]
    lines = ["# Model card: " + clean(figures["name"]), "", "## Data", ""]
    lines += [f"{clean(figures['dataset'])}: {figures['train_images']} images", ""]
    lines += ["## Results", "", f"{clean(figures['evaluated_on'])}: {acc}", "", "## Limits", ""]
    return "\n".join(lines + limits)
