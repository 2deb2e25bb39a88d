"""scipy.special.softmax."""

from scipy.special import softmax as scipy_softmax

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    return scipy_softmax(logits, axis=-1)
