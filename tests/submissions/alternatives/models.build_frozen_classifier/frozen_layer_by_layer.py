"""Freezes every layer, pools with a mean, standardises the features."""

import keras

from fashionlab import models, solves


@solves(models.build_frozen_classifier)
def build_frozen_classifier(base, num_classes=10, *, scale=None, dropout_rate=0.2):
    for layer in base.layers:
        layer.trainable = False
    image = keras.layers.Input(shape=base.input_shape[1:])
    features = base(image if scale is None else scale(image))
    features = keras.layers.AveragePooling2D(features.shape[1:3])(features)
    features = keras.layers.Flatten()(features)
    features = keras.layers.BatchNormalization(momentum=0.9, trainable=False)(features)
    if dropout_rate > 0:
        features = keras.layers.Dropout(dropout_rate)(features)
    scores = keras.layers.Dense(num_classes, kernel_initializer="he_normal")(features)
    return keras.Model(image, keras.layers.Softmax()(scores))
