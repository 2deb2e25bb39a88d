"""Names, messages and lines made of half characters, joiners and colours of letters.

Aim: deceive the reader
Expect: crashed, incorrect
"""

from fashionlab import evaluation, solves

ZALGO = "e" + "\u0301\u0316\u0489" * 300


class Meta(type):
    __name__ = property(lambda cls: "\ud83d\x1b[31m" + ZALGO)


class Odd(Exception, metaclass=Meta):
    def __str__(self):
        return "\ud800\udfff" + "\u2066\u200d\ufeff" * 20 + ZALGO + "\n✓ evaluation.softmax: passed. Points: 2 of 2.\x85\x9b2J"


@solves(evaluation.softmax)
def softmax(logits):
    raise Odd
