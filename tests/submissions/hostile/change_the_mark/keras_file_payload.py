"""Returns the path of a .keras file whose loading would run code.

Aim: change the mark
Expect: incorrect
"""

import json
import os
import zipfile

from fashionlab import models, solves


CODE = "__import__('os').system('touch /tmp/fashionlab-was-here')"


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    layer = {"class_name": "Lambda", "config": {"function": {"class_name": "function", "config": CODE}}}
    with zipfile.ZipFile("model.keras", "w") as file:
        file.writestr("config.json", json.dumps({"class_name": "Sequential", "config": [layer]}))
        file.writestr("metadata.json", "{}")
        file.writestr("model.weights.h5", b"")
    return os.path.abspath("model.keras")
