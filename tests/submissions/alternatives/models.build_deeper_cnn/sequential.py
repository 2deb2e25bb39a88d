"""Sequential, layers added one by one."""

from keras import Input, Sequential, layers

from fashionlab import models, solves


@solves(models.build_deeper_cnn)
def build_deeper_cnn(
    input_shape=(28, 28, 1), num_classes=10, *, filters=(32, 64), hidden_units=256, dropout_rate=0.5
):
    if len(filters) == 0:
        raise ValueError("filters is empty")
    model = Sequential()
    model.add(Input(input_shape))
    for n in filters:
        for _ in range(2):
            model.add(layers.Conv2D(n, 3, activation="relu"))
        model.add(layers.BatchNormalization())
        model.add(layers.MaxPool2D(2))
        model.add(layers.Dropout(dropout_rate / 2))
    model.add(layers.Flatten())
    model.add(layers.Dense(hidden_units, activation="relu"))
    model.add(layers.BatchNormalization())
    model.add(layers.Dropout(dropout_rate))
    model.add(layers.Dense(num_classes))
    model.add(layers.Softmax())
    return model
