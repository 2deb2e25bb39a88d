"""A regular expression escapes; ASCII punctuation by its codes; stars for the list."""

import math
import re

from fashionlab import serving, solves


@solves(serving.model_card)
def model_card(figures):

    def entry(name):
        value = figures.get(name)
        if value is None or (hasattr(value, "__len__") and len(value) == 0):
            raise ValueError("Please measure " + name)
        return value

    def text(value):
        return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(value.split()))

    name, dataset, where = (text(entry(e)) for e in ("name", "dataset", "evaluated_on"))
    count, values, limits = entry("train_images"), list(entry("accuracies")), entry("limits")
    n = len(values)
    mean = sum(values) / n
    if not all(value >= 0 and value <= 1 for value in values):
        raise ValueError("accuracies: shares, please")
    sd = math.sqrt(sum((value - mean) ** 2 for value in values) / max(n - 1, 1))
    tail = f"± {sd * 100:.1f} ({n} seeds)" if n > 1 else "(1 seed)"
    return (
        f"Model card: {name}\n===\n\nData\n---\n\n{count:,} images: {dataset}\n\n"
        f"Results\n---\n\nOn {where} it reaches {mean * 100:.1f} % {tail}\n\n"
        "Limits\n---\n\n" + "".join(f"* {text(limit)}\n" for limit in limits)
    )
