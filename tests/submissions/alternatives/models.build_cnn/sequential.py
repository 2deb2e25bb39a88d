"""Sequential with a list of layers."""

from keras import Input, Sequential, layers

from fashionlab import models, solves


@solves(models.build_cnn)
def build_cnn(
    input_shape=(28, 28, 1), num_classes=10, *, filters=(32, 64), hidden_units=128, dropout_rate=0.5
):
    if len(filters) == 0:
        raise ValueError("filters is empty")
    stack = [Input(input_shape)]
    for count in filters:
        stack.append(layers.Conv2D(count, kernel_size=(3, 3), activation="relu"))
        stack.append(layers.MaxPool2D(pool_size=(2, 2)))
    stack += [
        layers.Flatten(),
        layers.Dense(hidden_units, activation="relu"),
        layers.Dropout(dropout_rate),
        layers.Dense(num_classes, activation="softmax"),
    ]
    return Sequential(stack)
