"""An f-string with everything in it."""

import numpy as np

from fashionlab import serving, solves


@solves(serving.model_card)
def model_card(figures):

    for key in ("name", "dataset", "train_images", "evaluated_on", "accuracies", "limits"):
        value = figures.get(key)
        if value is None or value == "" or value == []:
            raise ValueError(f"{key} was not measured")
    a = figures["accuracies"]
    if min(a) < 0 or max(a) > 1 or np.isnan(a).any():
        raise ValueError("impossible accuracy")
    acc = f"{np.mean(a) * 100:.1f} %"
    acc += f" ± {np.std(a, ddof=1) * 100:.1f} ({len(a)} seeds)" if len(a) != 1 else " (1 seed)"
    limits = "\n".join("- " + limit for limit in figures["limits"])
    return f"""# Model card: {figures["name"]}

## Data

{figures["train_images"]:,} images of {figures["dataset"]}

## Results

{acc} on {figures["evaluated_on"]}

## Limits

{limits}
"""
