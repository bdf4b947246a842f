"""Float weights of the network out of a model.onnx that ships, to train on from where an earlier version ended.

    python restore.py MODEL.onnx OUT.pt

What quantisation rounded off stays lost: 0.1 F1 on CoNLL-2003 dev.
"""

import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

import links
import model as network


def restored(path):
    """float32 tensors by the names of `model.Tagger`, of a graph as export.py writes it."""
    graph = onnx.load(str(path)).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}

    def whole(name):
        base = name.removesuffix("_quantized")
        return (held[name].astype(np.float32) - held[base + "_zero_point"].astype(np.float32)) * held[base + "_scale"]

    out = {n: a for n, a in held.items() if n.endswith(("weight", "bias")) and a.dtype == np.float32}
    out |= {n.removesuffix("_quantized"): whole(n) for n in held if n.endswith(".weight_quantized")}
    for node in graph.node:
        if node.op_type not in ("MatMul", "MatMulInteger") or node.input[1] not in held:
            continue
        # "/layers.0/up_1/MatMul_quant": the scaling before a multiplication took the name without a number.
        place = [p.removesuffix("_1") for p in node.name.strip("/").split("/")[:-1]]
        weight = whole(node.input[1]) if node.op_type == "MatMulInteger" else held[node.input[1]]
        out[".".join(place) + ".weight"] = weight.T
    for name, factor in held.items():  # what smooth.py moved goes back
        if name.endswith(".before.up.factor"):
            out[name.replace("before.up.factor", "up.weight")] *= factor
    return {n: torch.from_numpy(np.array(a, order="C", dtype=np.float32)) for n, a in out.items()}


def put(weights, model):
    """Puts restored weights into a model: all that it has but what `links.json` holds."""
    missing, unexpected = model.load_state_dict(weights, strict=False)
    assert not unexpected and all(name.startswith("pairs.") for name in missing), (missing, unexpected)


def main():
    source, target = map(Path, sys.argv[1:])
    weights = restored(source)
    layers = 1 + max(int(n.split(".")[1]) for n in weights if n.startswith("layers."))
    model = network.Tagger(network.Shape(layers=layers))
    put(weights, model)
    links.read(model.pairs, source.with_name("links.json").read_text(encoding="utf-8"))
    network.save(model, target)
    print(f"{len(weights)} tensors in {target}")


if __name__ == "__main__":
    main()
