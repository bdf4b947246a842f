"""Write the model folder: int8 ONNX, tokenizer, model.json with thresholds and digests."""

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

import data
import evaluate
import threats
from labels import TAGS, THREATS
from model import Tagger
from smooth import smooth
from tokens import Pieces, bare_tokenizer

OPSET = 17
# Left in fp32: the two heads, which are tiny, and the multiplication that loses most (2 MB).
EXACT = ("/entity/", "/threat/", "layers.0/down/")


def to_onnx(weights, path, sequences=None):
    """fp32 graph of the weights; with windows to calibrate on, its channels are evened out first."""
    model = Tagger()
    model.load_state_dict(torch.load(weights))
    model.eval()
    if sequences:
        smooth(model, sequences)
    ids = torch.tensor([[101, 2057, 2024, 2182, 102]])
    torch.onnx.export(
        model, (ids, torch.tensor([[0, 3, 1, 1, 0]])), str(path), dynamo=False, opset_version=OPSET,
        input_names=["input_ids", "case_ids"], output_names=["entity_logits", "threat_logits"],
        dynamic_axes={n: {1: "n"} for n in ("input_ids", "case_ids", "entity_logits", "threat_logits")})


def calibration(root, pieces, count=60):
    """Windows of the training part, spread over it, to measure the channels on."""
    docs = data.conll(root, "train")[::6] + data.annoctr(root, "train")[::10]
    windows = [w for d in docs for w in data.windows(d, pieces, 180)]
    return [pieces.sequence([s for s, _ in w])[:2] for w in windows[:: max(1, len(windows) // count)]]


def to_int8(source, target, reduce_range):
    """Weights and embeddings in int8, but for EXACT."""
    graph = onnx.load(str(source)).graph
    keep = [n.name for n in graph.node if n.op_type == "MatMul" and any(e in n.name for e in EXACT)]
    quantize_dynamic(str(source), str(target), op_types_to_quantize=["MatMul", "Gather"], nodes_to_exclude=keep,
                     weight_type=QuantType.QInt8, per_channel=True, reduce_range=reduce_range)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--encoder", type=Path, required=True)
    a.add_argument("--weights", type=Path, required=True)
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--window", type=int, default=128)
    a.add_argument("--version", default="0.1.0")
    a.add_argument("--full-range", action="store_true", help="8-bit weights; without VNNI a CPU may saturate")
    args = a.parse_args()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)

    spec = bare_tokenizer(args.encoder / "tokenizer.json")
    (args.out / "tokenizer.json").write_text(json.dumps(spec, ensure_ascii=False), encoding="utf-8")
    model = args.out / "model.onnx"
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        to_onnx(args.weights, plain, calibration(args.data, Pieces(args.out / "tokenizer.json")))
        to_int8(plain, model, not args.full_range)
    onnx.checker.check_model(str(model))

    # The thresholds belong to the scores that ship: those of the int8 model on the dev part, in full windows.
    docs = threats.documents(args.data, "dev")
    chosen = {t: 0.5 for t in THREATS}
    if docs:
        pieces = Pieces(args.out / "tokenizer.json")
        chosen = threats.thresholds(*evaluate.threat_matrix(evaluate.onnx_runner(model), docs, pieces, args.window))
    card = {
        "name": "wiredesk-small-en", "version": args.version, "licence": "CC-BY-SA-4.0", "languages": ["en"],
        "entity_labels": TAGS, "threat_labels": THREATS, "thresholds": chosen, "window": args.window,
        "lowercase": True, "encoder": "all-MiniLM-L6-v2",
        "files": {n: digest(args.out / n) for n in ("model.onnx", "tokenizer.json")},
    }
    (args.out / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    ops = sorted({(n.domain or "ai.onnx") + "." + n.op_type for n in onnx.load(str(model)).graph.node})
    print(f"model.onnx {model.stat().st_size} bytes; operators: {' '.join(ops)}")


if __name__ == "__main__":
    main()
