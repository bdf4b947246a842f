"""Training with the rounding of the int8 program in its forward passes, so that weights settle where rounding hurts least.

What `export.py` and `rows.py` do to a multiplication is done here to its inputs and weights: 7 bits an output channel for the weights, 8
bits a word piece for what goes in. Gradients pass as if nothing had been rounded.
"""

import torch

from rows import GELU_LEAST, GELU_ZERO, PLACES

WEIGHT_STEPS = 64  # either side of zero: `reduce_range`


class Rounded(torch.autograd.Function):
    """x to the nearest of the steps."""

    @staticmethod
    def forward(_, x, step, low, high):
        return (x / step).round_().clamp_(low, high).mul_(step)

    @staticmethod
    def backward(_, gradient):
        return gradient, None, None, None


def weights(w):
    """Of a linear layer, [out, in]."""
    step = w.detach().abs().amax(1, keepdim=True).clamp(min=1e-9) / (WEIGHT_STEPS - 1)
    return Rounded.apply(w, step, -WEIGHT_STEPS, WEIGHT_STEPS - 1)


def activations(x, after_gelu):
    """Of rows [..., size]."""
    if after_gelu:
        step = (x.detach().amax(-1, keepdim=True) / (255 - GELU_ZERO)).clamp(min=GELU_LEAST / GELU_ZERO)
        return Rounded.apply(x, step, -GELU_ZERO, 255 - GELU_ZERO)
    step = x.detach().abs().amax(-1, keepdim=True).clamp(min=1e-9) / 127
    return Rounded.apply(x, step, -128, 127)


def rounded(model):
    """Makes the multiplications of a model round; its weights stay floats, and are saved as such."""
    for layer in model.layers:
        for place in PLACES:
            linear = getattr(layer, place)

            def forward(x, linear=linear, after_gelu=place == "down"):
                return torch.nn.functional.linear(activations(x, after_gelu), weights(linear.weight), linear.bias)

            linear.forward = forward
    return model
