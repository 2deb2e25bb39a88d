"""Muon for networks with convolutions: steps that treat every direction alike."""

from typing import TYPE_CHECKING, Any

from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras


def muon(
    model: "keras.Model", *, learning_rate: Any, weight_decay: float = 0.0, **more: Any
) -> Any:
    """Make a Muon optimizer for a classifier.

    Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural
    networks". The step of a kernel, seen as a matrix, is replaced by the
    nearest orthogonal one, so that no direction of it dominates. Keras's own
    Muon does so for matrices; here a convolution's kernel counts as one too,
    with a row for every (row, column, channel in) and a column for every
    channel out. All other variables are trained by Adam at the same rate:
    biases, normalization, depthwise kernels, and the output layer's.

    Args:
        model: The model it will train; its last kernel is the output layer's.
        learning_rate: A float or a Keras schedule. Steps are scaled to be as
            long as Adam's (Liu et al. 2025), so Adam's rates fit.
        weight_decay: Share of a weight, times the rate, taken off at every step.
        **more: Arguments of every Keras optimizer, such as `use_ema`.
    """
    keras = import_keras()
    kernels = [variable for variable in model.trainable_variables if len(variable.shape) >= 2]
    output = kernels[-1].path if kernels else ""

    class Muon(keras.optimizers.Muon):  # type: ignore[misc, name-defined]
        def _should_use_adamw(self, variable: Any) -> bool:
            shape = variable.shape
            depthwise = len(shape) == 4 and shape[-1] == 1
            return len(shape) not in (2, 4) or depthwise or variable.path == output

        def _muon_update_step(self, gradient: Any, variable: Any, lr: Any, m: Any) -> None:
            self.assign_add(m, gradient + m * (self.momentum - 1))
            ahead = gradient + self.momentum * m
            matrix = keras.ops.reshape(ahead, (-1, variable.shape[-1]))
            step = self.lr_adjust(lr * self.zeropower_via_newtonschulz5(matrix, self.ns_steps))
            self.assign_sub(variable, keras.ops.reshape(step, variable.shape))

    return Muon(
        learning_rate,
        weight_decay=weight_decay,
        adam_weight_decay=weight_decay,
        exclude_embeddings=False,
        **more,
    )
