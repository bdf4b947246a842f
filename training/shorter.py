"""A model with some of the layers of another, to train on: `python shorter.py WEIGHTS.pt 0,2,4,6,8,11 OUT.pt`."""

import sys
from dataclasses import replace

import model as network


def kept(model, layers):
    """The model with these of its layers, in this order."""
    out = network.Tagger(replace(model.shape, layers=len(layers)))
    weights = {n: w for n, w in model.state_dict().items() if not n.startswith("layers.")}
    for i, layer in enumerate(layers):
        weights |= {f"layers.{i}.{n}": w for n, w in model.layers[layer].state_dict().items()}
    out.load_state_dict(weights)
    return out


def main():
    layers = [int(x) for x in sys.argv[2].split(",")]
    network.save(kept(network.load(sys.argv[1]), layers), sys.argv[3])


if __name__ == "__main__":
    main()
