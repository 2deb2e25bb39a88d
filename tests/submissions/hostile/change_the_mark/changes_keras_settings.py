"""Changes every setting that Keras keeps for the whole process, and builds half a network.

Aim: change the mark
Expect: incorrect, crashed, timed_out
"""

import keras

from fashionlab import models, solves

keras.config.set_floatx("float16")
keras.config.set_image_data_format("channels_first")
keras.config.set_epsilon(0.5)
keras.config.disable_traceback_filtering()


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    class Dense(keras.layers.Dense):
        def call(self, inputs, training=None):
            return keras.ops.ones((keras.ops.shape(inputs)[0], self.units)) / self.units

    keras.saving.get_custom_objects().update({"Dense": Dense, "Adam": None})
    keras.config.set_dtype_policy("mixed_bfloat16")
    keras.config.enable_unsafe_deserialization()
    inputs = keras.Input(input_shape)
    hidden = keras.layers.Flatten()(inputs)
    for units in hidden_units or (1,):
        hidden = keras.layers.Dense(units)(hidden)
    return keras.Model(inputs, Dense(num_classes)(hidden))
