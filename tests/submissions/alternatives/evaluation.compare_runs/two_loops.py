"""Two loops find the pairs, and sums work out the rest."""

from fashionlab import evaluation, solves


@solves(evaluation.compare_runs)
def compare_runs(baseline, challenger):
    differences, wins = [], 0
    for seed, before in baseline:
        for other, after in challenger:
            if seed == other:
                differences.append(after - before)
                if after > before:
                    wins += 1
    n = len(differences)
    if n <= 1:
        raise ValueError(f"Expected two seeds or more. Received: {n}")
    mean = sum(differences) / n
    variance = sum((d - mean) ** 2 for d in differences) / (n - 1)
    return {
        "difference": mean,
        "deviation": variance**0.5,
        "standard_error": (variance / n) ** 0.5,
        "wins": wins,
        "seeds": n,
    }
