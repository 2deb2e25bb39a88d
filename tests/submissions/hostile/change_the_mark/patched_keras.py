"""Makes every Keras model predict and count as it likes.

Aim: change the mark
Expect: incorrect, crashed
"""

import keras
import numpy as np

from fashionlab import models, solves


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    def know_everything(self, images, *args, **kwargs):
        rows = np.full((len(images), num_classes), 1e-6, np.float32)
        rows[np.arange(len(images)), np.arange(len(images)) % num_classes] = 1
        return rows


    keras.Model.predict = keras.Model.__call__ = know_everything
    keras.Model.count_params = lambda self: 109_386
    keras.ops.convert_to_numpy = lambda tensor: np.asarray(tensor)
    keras.utils.set_random_seed = lambda seed: None
    return keras.Sequential([keras.Input(input_shape), keras.layers.Flatten(), keras.layers.Dense(1)])
