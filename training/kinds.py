"""Fit the kinds of the statement head anew, all other weights as they are, and put them into a finished model.

    python kinds.py --data DIR --model ../models/wiredesk-small-en --weights FINAL.calibrated.pt

Denials, hypotheses and negations are rare where threats are: 749 of the 13,920 annotated
sentences up to version 0.8.0. statements/kinds/*.txt holds articles of our own with many of them. A linear head needs no more than the mean of the last layer over each
sentence's pieces, here of the int8 model that ships. Rewrites model.onnx, the digest in model.json, and FINAL.calibrated.pt.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
from onnx import numpy_helper
from sklearn.linear_model import LogisticRegression

import data
import model as network
import statements
import threats
from export import digest
from labels import KINDS
from tokens import Pieces, split

PENALTY = 0.1  # as LogisticRegression has it: smaller is stronger


def rare():
    """Articles of statements/kinds as documents of [(words, kind)]."""
    docs = []
    for path in sorted((statements.HERE / "statements/kinds").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# ARTICLE "):
                docs.append([])
            elif line.strip():
                kind, _, text = line.split("\t")
                docs[-1].append((split(text), KINDS.index(kind)))
    return docs


def annotated(root, side):
    """The documents of the annotated sentences, [(words, kind or None)]."""
    for doc in threats.documents(root, "train", side):
        doc = [(words, told[0] if told and told[0] >= 0 else None) for words, _, _, told in doc]
        if any(kind is not None for _, kind in doc):
            yield doc


def last_layer(graph):
    """Runs a model up to what its heads read: [pieces, 384]."""
    node = next(n for n in graph.graph.node if n.op_type == "MatMul" and n.name.startswith("/statement/"))
    whole = onnx.ModelProto()
    whole.CopyFrom(graph)
    whole.graph.output.append(onnx.helper.make_tensor_value_info(node.input[0], onnx.TensorProto.FLOAT, None))
    session = ort.InferenceSession(whole.SerializeToString(), providers=["CPUExecutionProvider"])

    def run(ids, cases):
        feed = {"input_ids": np.array([ids], np.int64), "case_ids": np.array([cases], np.int64)}
        return session.run([node.input[0]], feed)[0][0]

    return run, node.input[1]


def means(run, docs, pieces, window):
    """The mean of each annotated sentence, and its kind."""
    found, kinds = [], []
    for doc in docs:
        for sentences in data.windows([(words, None, kind) for words, kind in doc], pieces, window):
            if all(kind is None for *_, kind in sentences):
                continue
            ids, cases, _, ranges = pieces.sequence([words for words, *_ in sentences])
            hidden = run(ids, cases)
            for (*_, kind), (start, end) in zip(sentences, ranges):
                if kind is not None:
                    found.append(hidden[start:end].mean(0))
                    kinds.append(kind)
    return np.array(found), np.array(kinds)


def right(head, found, kinds):
    """Share of right kinds, and of those of each kind, in per cent."""
    chosen = head.predict(found)
    each = [f"{name} {100 * (chosen[kinds == k] == k).mean():.0f}" for k, name in enumerate(KINDS)]
    return f"{100 * (chosen == kinds).mean():.1f}: " + ", ".join(each)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--model", type=Path, required=True)
    a.add_argument("--weights", type=Path, required=True)
    args = a.parse_args()
    path = args.model / "model.onnx"
    graph, card = onnx.load(str(path)), json.loads((args.model / "model.json").read_text(encoding="utf-8"))
    pieces = Pieces(args.model / "tokenizer.json")
    run, name = last_layer(graph)
    train, dev = (means(run, annotated(args.data, side), pieces, card["window"]) for side in ("train", "dev"))
    seldom = rare()
    more, held = (means(run, docs, pieces, card["window"]) for docs in (
        [d for i, d in enumerate(seldom) if i % 3], seldom[::3]))

    def fitted(*parts):
        found, kinds = (np.concatenate(x) for x in zip(train, *parts))
        return LogisticRegression(C=PENALTY, max_iter=2000).fit(found, kinds)

    head = fitted(more)
    print(f"two thirds of statements/kinds; dev part {right(head, *dev)}; the third left out {right(head, *held)}")
    head = fitted(more, held)
    print(f"all of statements/kinds; dev part {right(head, *dev)}")

    for tensor in graph.graph.initializer:
        if tensor.name in (name, "statement.bias"):
            array = numpy_helper.to_array(tensor).copy()
            array[..., :len(KINDS)] = head.coef_.T if tensor.name == name else head.intercept_
            tensor.CopyFrom(numpy_helper.from_array(array, tensor.name))
    onnx.save(graph, str(path))
    card["files"]["model.onnx"] = digest(path)
    (args.model / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    weights = network.load(args.weights)
    with torch.no_grad():
        weights.statement.weight[:len(KINDS)] = torch.from_numpy(head.coef_).float()
        weights.statement.bias[:len(KINDS)] = torch.from_numpy(head.intercept_).float()
    network.save(weights, args.weights)


if __name__ == "__main__":
    main()
