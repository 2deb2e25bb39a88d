"""Run by test_resume in a process of its own: a training that is killed.

    python killed.py FOLDER inside|writing SOLUTIONS

`inside`: in the middle of the third epoch. `writing`: half-way through
writing the state after the third epoch; nothing is trained for it.
"""

import os
import pathlib
import signal
import sys

import numpy as np

from fashionlab import data, training
from fashionlab.data.synthetic import generate
from fashionlab.filling import fill_from
from fashionlab.quiet import import_keras
from fashionlab.training.keeper import Keeper
from fashionlab.training.resume import Folder
from fashionlab.training.state import State

RECIPE = training.Recipe(
    epochs=6, batch_size=32, learning_rate=0.05, schedule="plateau", patience=5,
    ema_momentum=0.5, augment=("flip",),
)  # fmt: skip


def examples():
    train = data.Split(*generate(150, seed=1))
    images, labels = generate(60, seed=2)
    # Wrong labels: the loss rises, so that the plateau and the patience have something to count.
    return train, data.Split(images, (labels + 1) % 10)


def build():
    keras = import_keras()
    keras.utils.set_random_seed(7)
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Flatten(),
            keras.layers.Dense(8, activation="relu"),
            keras.layers.BatchNormalization(),
            keras.layers.Dropout(0.3),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )


def train(folder, **settings):
    model = build()
    return model, training.fit(model, *examples(), recipe=RECIPE, folder=folder, **settings)


def kill_inside(folder, solutions):
    check = Keeper._check_batch

    def check_or_die(self, batch, logs=None):
        if self.state.epochs_done == 2 and batch == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        check(self, batch, logs)

    Keeper._check_batch = check_or_die
    fill_from(solutions)
    train(folder)


def kill_writing(folder, solutions):
    savez = np.savez

    def savez_or_die(file, **arrays):
        savez(file, **arrays)
        if state.epochs_done == 3:
            file.truncate(file.tell() // 2)
            file.flush()
            os.kill(os.getpid(), signal.SIGKILL)

    np.savez = savez_or_die
    kept = Folder(pathlib.Path(folder), {"seed": 1})
    for epochs in (1, 2, 3):
        state = State(epochs, history={"loss": [0.5] * epochs}, kept=[np.full(9, epochs)])
        kept.save(state)


if __name__ == "__main__":
    {"inside": kill_inside, "writing": kill_writing}[sys.argv[2]](sys.argv[1], sys.argv[3])
