"""A table for str.translate, and a template."""

import string

import numpy as np

from fashionlab import serving, solves

TEMPLATE = """# Model card: {name}

## Data

Data set: {dataset}, {train_images:d} images.

## Results

Accuracy ({evaluated_on}): {accuracy}

## Limits

{limits}
"""


@solves(serving.model_card)
def model_card(figures):
    wanted = ("name", "dataset", "train_images", "evaluated_on", "accuracies", "limits")
    for entry in wanted:
        if entry not in figures:
            raise ValueError(f"{entry} is missing")
        if figures[entry] is None or figures[entry] == "" or figures[entry] == []:
            raise ValueError(f"{entry} is empty")
    backslashes = str.maketrans({sign: "\\" + sign for sign in string.punctuation})
    scores = 100 * np.array(figures["accuracies"])
    if not ((scores >= 0) & (scores <= 100)).all():
        raise ValueError("accuracies")
    number = scores.size
    if number > 1:
        accuracy = f"{scores.mean():.1f}% ± {scores.std(ddof=1):.1f} ({number} seeds)"
    else:
        accuracy = f"{scores[0]:.1f}% (1 seed)"
    texts = {
        entry: " ".join(figures[entry].split()).translate(backslashes)
        for entry in ("name", "dataset", "evaluated_on")
    }
    limits = [" ".join(limit.split()).translate(backslashes) for limit in figures["limits"]]
    return TEMPLATE.format(
        **texts,
        train_images=figures["train_images"],
        accuracy=accuracy,
        limits="\n".join(f"1. {limit}" for limit in limits),
    )
