"""Writes characters as HTML first, and then puts a backslash before the signs of that.

Hint: html.escape makes &#x27; of an apostrophe, and a backslash before its # makes a text of it. A backslash before every punctuation character is enough.
Fails: shows_texts_letter_for_letter
"""

import html

import numpy as np

from fashionlab import serving, solves

SPECIAL = "\\`*_{}[]()#+-.!~|"


@solves(serving.model_card)
def model_card(figures):
    for key in ("name", "dataset", "train_images", "evaluated_on", "accuracies", "limits"):
        if not figures.get(key):
            raise ValueError(f"{key} is missing")
    accuracies = figures["accuracies"]
    if not all(0 <= each <= 1 for each in accuracies):
        raise ValueError("accuracies from 0 to 1")

    def plain(text):
        line = html.escape(" ".join(text.split()))
        return "".join("\\" + sign if sign in SPECIAL else sign for sign in line)

    mean, n = 100 * np.mean(accuracies), len(accuracies)
    result = f"{mean:.1f} % (1 seed)"
    if n > 1:
        result = f"{mean:.1f} % ± {100 * np.std(accuracies, ddof=1):.1f} ({n} seeds)"
    return "\n\n".join(
        [
            f"# Model card: {plain(figures['name'])}",
            "## Data",
            f"Trained on {figures['train_images']:,} images of {plain(figures['dataset'])}.",
            "## Results",
            f"Accuracy on {plain(figures['evaluated_on'])}: {result}.",
            "## Limits",
            "\n".join(f"- {plain(each)}" for each in figures["limits"]),
        ]
    )
