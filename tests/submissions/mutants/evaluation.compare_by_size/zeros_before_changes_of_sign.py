"""Looks for a gain of 0 at all numbers first, and for a change of sign only then.

Hint: A change of sign at fewer images comes before it. Go through the numbers once.
Fails: a_gain_of_0_waits_its_turn
"""

from fashionlab import evaluation, solves


@solves(evaluation.compare_by_size)
def compare_by_size(scratch, transfer):
    def means(runs):
        found = {}
        for images, accuracy in runs:
            found.setdefault(images, []).append(accuracy)
        return {images: sum(each) / len(each) for images, each in found.items()}

    before, after = means(scratch), means(transfer)
    gains = [(n, after[n] - before[n]) for n in sorted(set(before) & set(after))]
    if not gains:
        raise ValueError("No number of images is in both.")
    for images, gain in gains:
        if gain == 0:
            return gains, float(images)
    for (images, gain), (following, later) in zip(gains, gains[1:]):
        if gain * later < 0:
            return gains, images * (following / images) ** (gain / (gain - later))
    return gains, None
