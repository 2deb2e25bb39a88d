"""Answers with a whole number that no float can hold, so that the grader fails.

Aim: change the mark
Expect: incorrect
"""

import json

from fashionlab import serving, solves


@solves(serving.handle_request)
def handle_request(body, predict, class_names, *, image_shape=(28, 28), max_bytes=20_000):
    answer = {"class_name": class_names[0], "probability": int("9" * 400)}
    return 200, json.dumps(answer)
