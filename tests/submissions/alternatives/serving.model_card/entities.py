"""HTML entities instead of backslashes, and the statistics module."""

import math
import re
import statistics

from fashionlab import serving, solves

ENTRIES = ["name", "dataset", "train_images", "evaluated_on", "accuracies", "limits"]


def shown(text):
    words = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"[^A-Za-z0-9 ]", lambda found: f"&#{ord(found[0])};", words)


@solves(serving.model_card)
def model_card(figures):
    missing = [entry for entry in ENTRIES if figures.get(entry) in (None, "", [], ())]
    if missing:
        raise ValueError("Not measured: " + ", ".join(missing))
    scores = figures["accuracies"]
    if any(math.isnan(score) or score < 0 or score > 1 for score in scores):
        raise ValueError("An accuracy has to be a share.")
    result = f"{statistics.fmean(scores):.1%}"
    if len(scores) == 1:
        result += " (1 seed)"
    else:
        result += f" ± {100 * statistics.stdev(scores):.1f} ({len(scores)} seeds)"
    lines = [f"# Model card: {shown(figures['name'])}", "", "## Data", ""]
    lines += [f"{figures['train_images']} images of {shown(figures['dataset'])}"]
    lines += ["", "## Results", "", f"{result}, measured on {shown(figures['evaluated_on'])}."]
    lines += ["", "## Limits", ""]
    lines += [f"* {shown(limit)}" for limit in figures["limits"]]
    return "\n".join(lines)
