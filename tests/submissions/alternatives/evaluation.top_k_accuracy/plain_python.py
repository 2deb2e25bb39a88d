"""A loop over the rows, without NumPy."""

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    if not 0 < k <= len(probabilities[0]):
        raise ValueError(f"k={k}")
    hits = 0
    for row, label in zip(probabilities.tolist(), labels.tolist()):
        hits += label in sorted(range(len(row)), key=lambda i: -row[i])[:k]
    return hits / len(labels)
