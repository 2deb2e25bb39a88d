"""Answers with HTML that no parser takes, so that the grader fails and the mark stays open.

Aim: change the mark
Expect: incorrect
"""

from fashionlab import serving, solves


@solves(serving.model_card)
def model_card(figures):
    return "<p>&#" + "9" * 5000 + ";</p>"
