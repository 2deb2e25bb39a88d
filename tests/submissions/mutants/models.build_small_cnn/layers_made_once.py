"""Makes the layers once, above the function.

Hint: Every call uses these very layers. Make them inside the function.
Fails: every_call_builds_a_new_network
"""

import keras
from keras import layers

from fashionlab import models, solves

KERNELS = [layers.Conv2D(16, 3, activation="relu"), layers.Conv2D(24, 3, activation="relu")]
OUTPUTS = {}


@solves(models.build_small_cnn)
def build_small_cnn(input_shape=(28, 28, 1), num_classes=10):
    if (input_shape, num_classes) not in OUTPUTS:
        first, second = (
            KERNELS
            if input_shape[-1] == 1
            else [layers.Conv2D(n, 3, activation="relu") for n in (16, 24)]
        )
        OUTPUTS[input_shape, num_classes] = keras.Sequential(
            [
                keras.Input(input_shape),
                first,
                layers.MaxPooling2D(2),
                second,
                layers.MaxPooling2D(2),
                layers.Flatten(),
                layers.Dense(num_classes, activation="softmax"),
            ]
        )
    return OUTPUTS[input_shape, num_classes]
