"""Nothing is checked."""

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    hits = 0
    for row, label in zip(probabilities, labels):
        if label in sorted(range(len(row)), key=lambda i: -row[i])[:k]:
            hits += 1
    return hits / len(labels)
