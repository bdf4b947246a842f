"""A scale for each row of activations in the int8 multiplications of a graph that onnxruntime quantised.

    python rows.py OLD NEW        # model folders: version 0.3.0 to 0.3.1, without training

`quantize_dynamic` gives a matrix of activations one scale. A row is one word piece, and the loudest piece of a window
costs all others their precision. Standard operators only; those that rten runs fast: ReduceMax and ReduceMin, then a
QuantizeLinear with the scale 1, and the scale of the channels in the place where rten fuses it into the multiplication.
"""

import argparse
import json
import re
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

MIDDLE = 128  # the zero of activations of either sign: 127 steps to each side
# After a GELU nothing is below -0.17, so most steps are for what is above zero.
GELU_ZERO, GELU_LEAST = 24, 0.17
PLACES = ("query", "key", "out", "up", "down")
EXACT_PLACE = "value"  # in floats: two fifths of the error that is left otherwise


def place(node):
    """"down" of "/layers.3/down/MatMul_quant"; a scaling before it took the name without a number."""
    found = re.match(r"/layers\.\d+/(\w+?)(_1)?/MatMul", node.name)
    return found and found[1]


def scale_of(x, after_gelu):
    """Nodes, and the name of the step of each row of x. Never zero, for it is divided by."""
    make, s = helper.make_node, x + "_row"
    if after_gelu:
        nodes = [make("ReduceMax", [x], [s + "_peak"], axes=[-1], keepdims=1),
                 make("Mul", [s + "_peak", "gelu_share"], [s + "_wide"])]
        return nodes + [make("Max", [s + "_wide", "gelu_least"], [s + "_scale"])], s + "_scale"
    nodes = [make("ReduceMax", [x], [s + "_high"], axes=[-1], keepdims=1),
             make("ReduceMin", [x], [s + "_low"], axes=[-1], keepdims=1),
             make("Neg", [s + "_low"], [s + "_down"]),
             make("Max", [s + "_high", s + "_down"], [s + "_peak"]),
             make("Mul", [s + "_peak", "row_share"], [s + "_wide"])]
    return nodes + [make("Max", [s + "_wide", "row_least"], [s + "_scale"])], s + "_scale"


CONSTANTS = {
    "row_share": np.float32(1 / 127), "row_least": np.float32(1e-9), "row_zero": np.uint8(MIDDLE),
    "gelu_share": np.float32(1 / (255 - GELU_ZERO)), "gelu_least": np.float32(GELU_LEAST / GELU_ZERO),
    "gelu_zero": np.uint8(GELU_ZERO), "row_one": np.float32(1),
}


def by_rows(path):
    """Give the multiplications of PLACES in the graph at `path` a scale per row, in place."""
    model = onnx.load(str(path))
    graph, make = model.graph, helper.make_node
    maker = {o: n for n in graph.node for o in n.output}
    reader = {i: n for n in graph.node for i in n.input}
    nodes, gone, quantised = [], set(), set()
    for node in graph.node:
        if node.op_type != "MatMulInteger" or place(node) not in PLACES:
            nodes.append(node)
            continue
        x, weight, zeros = maker[node.input[0]].input[0], node.input[1], node.input[3]
        cast = reader[node.output[0]]
        scaled = reader[cast.output[0]]
        gone |= {id(cast), id(scaled)}
        kind = "gelu" if place(node) == "down" else "row"
        before, scale = scale_of(x, kind == "gelu")
        if x not in quantised:  # query and key read the same
            quantised.add(x)
            nodes += before + [make("Reciprocal", [scale], [x + "_row_inverse"]),
                               make("Mul", [x, x + "_row_inverse"], [x + "_row_even"]),
                               make("QuantizeLinear", [x + "_row_even", "row_one", kind + "_zero"], [x + "_row_steps"])]
        stem, given = node.name, [x + "_row_steps", weight, kind + "_zero", zeros]
        nodes += [make("MatMulInteger", given, [stem + "_whole"], name=stem),
                  make("Cast", [stem + "_whole"], [stem + "_float"], to=onnx.TensorProto.FLOAT),
                  make("Mul", [stem + "_float", weight.replace("_quantized", "_scale")], [stem + "_columns"]),
                  make("Mul", [stem + "_columns", scale], list(scaled.output))]
    write(model, [n for n in nodes if id(n) not in gone], CONSTANTS, path)


def write(model, nodes, constants, path):
    """Put nodes and constants into the graph, without what nobody reads, each node after what it reads."""
    graph = model.graph
    held = [i for i in graph.initializer if i.name not in constants]
    held += [numpy_helper.from_array(np.asarray(a), n) for n, a in constants.items()]
    wanted = {o.name for o in graph.output}
    while True:
        read = wanted | {i for n in nodes for i in n.input}
        kept = [n for n in nodes if read & set(n.output)]
        if len(kept) == len(nodes):
            break
        nodes = kept
    ready, ordered = {i.name for i in graph.input} | {i.name for i in held} | {""}, []
    while nodes:
        now = [n for n in nodes if ready.issuperset(n.input)]
        assert now, "a node reads what nothing gives"
        ready |= {o for n in now for o in n.output}
        ordered += now
        done = {id(n) for n in now}
        nodes = [n for n in nodes if id(n) not in done]
    held = [i for i in held if any(i.name in n.input for n in ordered)]
    for field, values in ((graph.node, ordered), (graph.initializer, held), (graph.value_info, [])):
        del field[:]
        field.extend(values)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def upgrade(source, target):
    """The int8 graph of version 0.3.0 with the choices of 0.3.1: the same weights, but that "value" is multiplied in
    floats (made of the same int8) and the "down" that were floats are int8 in 7 bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model = onnx.load(str(source))
    held = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    reader = {i: n for n in model.graph.node for i in n.input}
    maker = {o: n for n in model.graph.node for o in n.output}
    nodes, gone, floats = [], set(), {}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger" and place(node) == EXACT_PLACE:
            cast = reader[node.output[0]]
            scaled = reader[cast.output[0]]
            gone |= {id(cast), id(scaled)}
            base, name = node.input[1].removesuffix("_quantized"), node.name.removesuffix("_quant")
            whole = held[node.input[1]].astype(np.float32) - held[node.input[3]].astype(np.float32)
            floats[base] = whole * held[base + "_scale"]
            x = maker[node.input[0]].input[0]
            nodes.append(helper.make_node("MatMul", [x, base], list(scaled.output), name=name))
        else:
            nodes.append(node)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        write(model, [n for n in nodes if id(n) not in gone], floats, plain)
        downs = [n.name for n in nodes if n.op_type == "MatMul" and place(n) == "down"]
        quantize_dynamic(str(plain), str(target), op_types_to_quantize=["MatMul"], nodes_to_quantize=downs,
                         weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    by_rows(target)


def main():
    from export import digest

    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("old", type=Path)
    a.add_argument("new", type=Path)
    a.add_argument("--version", default="0.3.1")
    args = a.parse_args()
    args.new.mkdir(parents=True, exist_ok=True)
    upgrade(args.old / "model.onnx", args.new / "model.onnx")
    shutil.copyfile(args.old / "tokenizer.json", args.new / "tokenizer.json")
    card = json.loads((args.old / "model.json").read_text(encoding="utf-8"))
    card["version"], card["files"]["model.onnx"] = args.version, digest(args.new / "model.onnx")
    (args.new / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(f"model.onnx {(args.new / 'model.onnx').stat().st_size} bytes")


if __name__ == "__main__":
    main()
