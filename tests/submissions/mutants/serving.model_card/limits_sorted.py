"""Sorts the limits by the alphabet.

Hint: Whoever wrote the limits put the worst one first. Keep their order.
Fails: lists_every_limit
"""

import string

import numpy as np

from fashionlab import serving, solves


@solves(serving.model_card)
def model_card(figures):
    for key in ("name", "dataset", "train_images", "evaluated_on", "accuracies", "limits"):
        if not figures.get(key):
            raise ValueError(f"Expected the entry {key!r}. Received: none.")
    accuracies = figures["accuracies"]
    if not all(0 <= accuracy <= 1 for accuracy in accuracies):
        raise ValueError(f"Expected accuracies from 0 to 1. Received: {accuracies}.")

    def plain(text):
        line = " ".join(text.split())
        return "".join(f"\\{sign}" if sign in string.punctuation else sign for sign in line)

    mean = 100 * np.mean(accuracies)
    result = f"{mean:.1f} % (1 seed)"
    if len(accuracies) > 1:
        spread = 100 * np.std(accuracies, ddof=1)
        result = f"{mean:.1f} % ± {spread:.1f} ({len(accuracies)} seeds)"
    parts = [
        f"# Model card: {plain(figures['name'])}",
        "## Data",
        f"Trained on {figures['train_images']:,} images of {plain(figures['dataset'])}.",
        "## Results",
        f"Accuracy on {plain(figures['evaluated_on'])}: {result}.",
        "## Limits",
        "\n".join(f"- {plain(limit)}" for limit in sorted(figures["limits"])),
    ]
    return "\n\n".join(parts)
