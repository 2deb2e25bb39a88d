"""Ends with one plain score per class, after batch normalization and global pooling."""

from keras import Input, Sequential, layers

from fashionlab import models, solves


@solves(models.build_small_cnn)
def build_small_cnn(input_shape=(28, 28, 1), num_classes=10):
    stack = [Input(shape=input_shape)]
    for count in (12, 24, 32):
        stack += [layers.Conv2D(count, 3), layers.BatchNormalization(), layers.ReLU()]
    stack += [layers.GlobalAveragePooling2D(), layers.Dense(num_classes)]
    return Sequential(stack)
