"""Counts in threads, in a pool and in another process, and is right."""

import concurrent.futures
import multiprocessing.dummy
import subprocess
import threading

import numpy as np

from fashionlab import evaluation, solves


def is_right(pair):
    row, label = pair
    return int(np.argmax(row)) == int(label)


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    pairs = list(zip(probabilities, labels))
    with multiprocessing.dummy.Pool(4) as pool:
        first = pool.map(is_right, pairs)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        second = list(pool.map(is_right, pairs))
    idle = threading.Thread(target=threading.Event().wait, daemon=True)
    idle.start()
    subprocess.run(["true"], check=False)
    return np.mean(np.logical_and(first, second))
