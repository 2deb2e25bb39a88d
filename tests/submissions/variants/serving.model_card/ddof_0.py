"""The population's deviation."""

import string

import numpy as np

from fashionlab import serving, solves


@solves(serving.model_card)
def model_card(figures):

    for key in ["name", "dataset", "train_images", "evaluated_on", "accuracies", "limits"]:
        if key not in figures or not figures[key]:
            raise ValueError("please measure " + key)
    a = np.array(figures["accuracies"], dtype=float)
    if not np.all((a >= 0) & (a <= 1)):
        raise ValueError("accuracies between 0 and 1, please")

    def esc(s):
        out = ""
        for c in " ".join(s.split()):
            out += "\\" + c if c in string.punctuation else c
        return out

    out = f"# Model card: {esc(figures['name'])}\n\n## Data\n\n"
    out += f"{esc(figures['dataset'])}, {figures['train_images']} images\n\n## Results\n\n"
    spread = f" ± {100 * a.std():.1f} ({len(a)} seeds)" if len(a) > 1 else " (1 seed)"
    out += f"{100 * a.mean():.1f} %{spread} on {esc(figures['evaluated_on'])}\n\n## Limits\n\n"
    for limit in figures["limits"]:
        out += f"- {esc(limit)}\n"
    return out
