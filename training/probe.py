"""Show what a model says about texts given as files or on standard input: one paragraph a line."""

import argparse
import json
import re
import sys
from pathlib import Path

import data
import evaluate
from labels import THREATS, spans
from tokens import Pieces, split


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--model", type=Path, required=True)
    a.add_argument("files", nargs="*", type=Path)
    args = a.parse_args()
    card = json.loads((args.model / "model.json").read_text())
    pieces = Pieces(args.model / "tokenizer.json")
    run = evaluate.onnx_runner(args.model / "model.onnx")
    for text in [f.read_text(encoding="utf-8") for f in args.files] or [sys.stdin.read()]:
        sentences = [s for p in text.split("\n") for s in re.split(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])", p) if s.strip()]
        doc = [(w, [0] * len(w)) for w in map(split, sentences) if w]
        for window in data.windows(doc, pieces, card["window"]):
            tags, scores = evaluate.tag(run, [w for w, _ in window], pieces)
            for (words, _), t, s in zip(window, tags, scores):
                marked = list(words)
                for start, end, kind in spans(t):
                    marked[start] = "[" + kind + " " + marked[start]
                    marked[end - 1] += "]"
                found = [f"{n} {x:.2f}" for n, x in zip(THREATS, s) if x >= card["thresholds"][n]]
                print(" ".join(marked), "  =>", ", ".join(found) or "-")


if __name__ == "__main__":
    main()
