"""Answers with a table in Markdown that takes minutes and gigabytes to lay out.

Aim: destroy or escape
Expect: incorrect
"""

from fashionlab import serving, solves


@solves(serving.model_card)
def model_card(figures):
    return "|a" * 1000 + "|\n" + "|-" * 1000 + "|\n" + "a\n" * 900
