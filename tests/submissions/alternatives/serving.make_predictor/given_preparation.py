"""The library's own preparation, inside a class whose objects are called."""

import tensorflow as tf

from fashionlab import pipelines, serving, solves


class Predictor:
    def __init__(self, model):
        self.prepare = pipelines.prepare_for(model.input_shape)
        self.model = model
        self.shape = tuple(model.input_shape[1:3])

    @tf.function
    def compiled(self, images):
        return self.model(self.prepare(images), training=False)

    def __call__(self, image):
        if (str(image.dtype), image.shape) != ("uint8", self.shape):
            raise ValueError(f"{image.dtype}, {image.shape}")
        return self.compiled(image[None]).numpy()[0]


@solves(serving.make_predictor)
def make_predictor(model):
    return Predictor(model)
