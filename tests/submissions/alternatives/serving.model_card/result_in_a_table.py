"""The result stands in a table, right after the name of what it was measured on."""

import statistics
import string

from fashionlab import serving, solves


@solves(serving.model_card)
def model_card(figures):
    for key in ("name", "dataset", "train_images", "evaluated_on", "accuracies", "limits"):
        if figures.get(key) in (None, "", []):
            raise ValueError(f"There is no {key}.")
    if any(not 0 <= accuracy <= 1 for accuracy in figures["accuracies"]):
        raise ValueError("An accuracy is from 0 to 1.")

    signs = str.maketrans({sign: "\\" + sign for sign in string.punctuation})

    def shown(text):
        return " ".join(text.splitlines()).translate(signs)

    percent = [100 * accuracy for accuracy in figures["accuracies"]]
    result = f"{statistics.mean(percent):.1f} %"
    if len(percent) == 1:
        result += " (1 seed)"
    else:
        result += f" ± {statistics.stdev(percent):.1f} ({len(percent)} seeds)"
    lines = [f"# Model card: {shown(figures['name'])}", "", "## Data", ""]
    lines += [
        f"{figures['train_images']} images of {shown(figures['dataset'])}",
        "",
        "## Results",
        "",
    ]
    lines += ["| Measured on | Accuracy |", "| --- | --- |"]
    lines += [f"| {shown(figures['evaluated_on'])} | {result} |", "", "## Limits", ""]
    lines += ["* " + shown(limit) for limit in figures["limits"]]
    return "\n".join(lines)
