"""Tune the thresholds of a finished model on the dev part, as export.py does: after a change of labels or of the graph.

    python tune.py --data DIR --model ../models/wiredesk-small-en        # rewrites model.json
"""

import argparse
import json
from pathlib import Path

import evaluate
import threats
from tokens import Pieces


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--model", type=Path, required=True)
    args = a.parse_args()
    path = args.model / "model.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    pieces = Pieces(args.model / "tokenizer.json")
    run = evaluate.onnx_runner(args.model / "model.onnx")
    docs = threats.named(args.data, "dev")
    got, want, _ = evaluate.threat_matrix(run, [d for _, d in docs], pieces, card["window"])
    chosen = threats.thresholds(got, want, threats.weights(docs))
    for kind, at in chosen.items():
        if card["thresholds"][kind] != at:
            print(f"{kind}: {card['thresholds'][kind]} -> {at}")
    path.write_text(json.dumps(card | {"thresholds": chosen}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
