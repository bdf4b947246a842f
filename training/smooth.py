"""Even out the channels of what the int8 multiplications take in (as SmoothQuant does).

Activations are quantised with one scale for a row (`rows.py`), so a few loud channels cost the others their precision.
Dividing each channel by a factor and multiplying the weights by the same leaves the function as it is and shares the
difficulty between the two sides; weights have a scale per output and can bear it.
"""

import torch
from torch import nn

INPUTS = {"query": ("query", "key", "value"), "out": ("out",), "up": ("up",), "down": ("down",)}


class Scale(nn.Module):
    def __init__(self, factor):
        super().__init__()
        self.register_buffer("factor", factor)

    def forward(self, x):
        return x * self.factor


def smooth(model, sequences, strength=0.5, places=("up",)):
    """Measure the loudest value of each channel on some windows, then move the scales. Changes the model.

    Only the input of "up" gains: elsewhere the error stays or grows. Channels after a GELU ("down") are silent on most
    windows, so that a few windows do not tell how loud they get.
    """
    loudest, hooks = {}, []
    for i, layer in enumerate(model.layers):
        for place in places:
            def note(_, inputs, key=(i, place)):
                peak = inputs[0].detach().abs().flatten(0, -2).max(0).values
                loudest[key] = torch.maximum(loudest[key], peak) if key in loudest else peak
            hooks.append(layer.before[place].register_forward_pre_hook(note))
    with torch.no_grad():
        for ids, cases in sequences:
            model(torch.tensor([ids]), torch.tensor([cases]))
        for h in hooks:
            h.remove()
        for (i, place), peak in loudest.items():
            layer = model.layers[i]
            linears = [getattr(layer, name) for name in INPUTS[place]]
            weight = torch.stack([f.weight.abs().max(0).values for f in linears]).max(0).values
            factor = (peak.clamp(min=1e-4) ** strength / weight.clamp(min=1e-4) ** (1 - strength)).clamp(min=1e-3)
            factor = factor / factor.mean()
            for f in linears:
                f.weight.mul_(factor)
            layer.before[place] = Scale(1 / factor)
    return model
