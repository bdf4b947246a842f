"""Write the model folder: int8 ONNX, tokenizer, model.json with thresholds and digests."""

import argparse
import copy
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

import data
import evaluate
import links
import threats
from labels import HEADS, SIDES, TAGS, TELLS, THREATS
import model as network
from rows import by_rows
from smooth import smooth
from tokens import Pieces, bare_tokenizer

OPSET = 17
# Left in fp32: the heads, which are tiny, and the multiplications that lose most (7 MB).
EXACT = (*(f"/{head}/" for head in HEADS), "/value/")


def to_onnx(model, path, sequences=None):
    """fp32 graph of a model; with windows to calibrate on, its channels are evened out first."""
    model = copy.deepcopy(model).eval().fuse(False)
    if sequences:
        smooth(model, sequences)
    inputs, outputs = ["input_ids", "case_ids"], [f"{head}_logits" for head in HEADS]
    ids = torch.tensor([[101, 2057, 2024, 2182, 102]])
    torch.onnx.export(
        model, (ids, torch.tensor([[0, 3, 1, 1, 0]])), str(path), dynamo=False, opset_version=OPSET,
        input_names=inputs, output_names=outputs, dynamic_axes={n: {1: "n"} for n in inputs + outputs})


def calibration(root, pieces, count=60):
    """Windows of the training part, spread over it, to measure the channels on."""
    docs = data.conll(root, "train")[::6] + data.annoctr(root, "train")[::10]
    windows = [w for d in docs for w in data.windows(d, pieces, 180)]
    return [pieces.sequence([s for s, _ in w])[:2] for w in windows[:: max(1, len(windows) // count)]]


def to_int8(source, target, reduce_range):
    """Weights and embeddings in int8, but for EXACT; activations with a scale for each row."""
    graph = onnx.load(str(source)).graph
    keep = [n.name for n in graph.node if n.op_type == "MatMul" and any(e in n.name for e in EXACT)]
    quantize_dynamic(str(source), str(target), op_types_to_quantize=["MatMul", "Gather"], nodes_to_exclude=keep,
                     weight_type=QuantType.QInt8, per_channel=True, reduce_range=reduce_range)
    by_rows(target)


def calibrate(model, got, want, weight):
    """Fold a slope and an offset per type into the threat head, so that scores are frequencies on the dev part, each sentence
    with its weight.

    Both are drawn towards common ones: many types have few examples there.
    """
    z = torch.logit(torch.tensor(got, dtype=torch.float64).clamp(1e-6, 1 - 1e-6))
    y, each = torch.tensor(want, dtype=torch.float64), torch.tensor(weight)[:, None]
    sizes = (2, len(THREATS), len(THREATS))
    common, slope, offset = (torch.zeros(n, dtype=torch.float64, requires_grad=True) for n in sizes)
    opt = torch.optim.LBFGS([common, slope, offset], max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        opt.zero_grad()
        logits = z * (common[0] + slope).exp() + common[1] + offset
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            logits, y, weight=each.expand_as(y), reduction="sum")
        loss = loss + 8 * (slope ** 2).sum() + 2 * (offset ** 2).sum()
        loss.backward()
        return loss

    opt.step(closure)
    a, b = (common[0] + slope).exp().detach().float(), (common[1] + offset).detach().float()
    with torch.no_grad():
        model.threat.weight.mul_(a[:, None])
        model.threat.bias.mul_(a).add_(b)
    print("threat slopes", a.numpy().round(2), "offsets", b.numpy().round(2))


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--encoder", type=Path, required=True)
    a.add_argument("--weights", type=Path, required=True)
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--window", type=int, default=250)
    a.add_argument("--version", default="0.13.0")
    a.add_argument("--encoder-name", default="bge-small-en-v1.5")
    a.add_argument("--full-range", action="store_true", help="8-bit weights; without VNNI a CPU may saturate")
    args = a.parse_args()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)

    spec = bare_tokenizer(args.encoder / "tokenizer.json")
    (args.out / "tokenizer.json").write_text(json.dumps(spec, ensure_ascii=False), encoding="utf-8")
    path = args.out / "model.onnx"
    pieces = Pieces(args.out / "tokenizer.json")
    model = network.load(args.weights).eval()
    sequences = calibration(args.data, pieces)
    docs = threats.named(args.data, "dev")
    weight = threats.weights(docs)

    def scores():
        with tempfile.TemporaryDirectory() as scratch:
            plain = Path(scratch) / "plain.onnx"
            to_onnx(model, plain, sequences)
            to_int8(plain, path, not args.full_range)
        return evaluate.threat_matrix(evaluate.onnx_runner(path), [d for _, d in docs], pieces, args.window)[:2]

    # Scores and thresholds are tuned on what ships: the int8 model on the dev part, in full windows.
    calibrate(model, *scores(), weight)
    got, want = scores()
    chosen = threats.thresholds(got, want, weight)
    micro, macro, _ = evaluate.threat_f1(got >= np.array([chosen[t] for t in THREATS]), want)
    print(f"threats dev, as tuned: {100 * micro:.2f} / {100 * macro:.2f}")
    onnx.checker.check_model(str(path))
    network.save(model, args.weights.with_suffix(".calibrated.pt"))
    (args.out / "links.json").write_text(links.written(model.pairs), encoding="utf-8")
    card = {
        "name": "wiredesk-small-en", "version": args.version, "licence": "CC-BY-SA-4.0", "languages": ["en"],
        "entity_labels": TAGS, "threat_labels": THREATS, "thresholds": chosen,
        "statement_labels": TELLS, "side_labels": SIDES, "window": args.window,
        "lowercase": True, "encoder": args.encoder_name,
        "files": {n: digest(args.out / n) for n in ("links.json", "model.onnx", "tokenizer.json")},
    }
    (args.out / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    ops = sorted({(n.domain or "ai.onnx") + "." + n.op_type for n in onnx.load(str(path)).graph.node})
    print(f"model.onnx {path.stat().st_size} bytes; operators: {' '.join(ops)}")


if __name__ == "__main__":
    main()
